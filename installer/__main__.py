"""`python -m installer` builds folders and packages into dist and says how large they are and how fast they start.

`debs` packs the folders that are there; `start` only measures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from installer.deb import make_deb
from installer.folder import make_folder, size_mb
from installer.needs import needed_packages
from installer.origins import Origin, origins
from installer.product import PRODUCTS, WORK, Product, epoch, product_version
from installer.start_time import say_start_time


def main(arguments: list[str]) -> int:
    """Do one step, or all; gives the exit code."""
    steps: dict[str, tuple[Callable[[], None], ...]] = {
        "all": (_folders, _debs, say_start_time),
        "folders": (_folders,),
        "debs": (_debs,),
        "start": (say_start_time,),
    }
    asked = arguments[0] if arguments else "all"
    if asked not in steps:
        print(__doc__)
        return 2
    for step in steps[asked]:
        step()
    return 0


def _folders() -> None:
    for product in PRODUCTS:
        _say(f"{product.name} {product_version()}: building its folder (a minute or two)")
        folder = make_folder(product)
        _found(product).write_text(
            json.dumps([asdict(each) for each in origins(product)]), encoding="utf-8"
        )
        _say(f"{folder.relative_to(Path.cwd())}: {size_mb(folder)} MB")


def _debs() -> None:
    for product in PRODUCTS:
        told = json.loads(_found(product).read_text(encoding="utf-8"))
        parts = [
            Origin(**{**each, "texts": tuple((name, text) for name, text in each["texts"])})
            for each in told
        ]
        depends = needed_packages(product.folder)
        made = make_deb(product, product_version(), depends, parts, epoch())
        _say(f"{made.relative_to(Path.cwd())}: {made.stat().st_size // 1_000_000} MB")


def _found(product: Product) -> Path:
    return WORK / f"{product.name}-origins.json"


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
