"""Deb knows how a folder of programs becomes a package of Debian, the same for the same sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installer.origins import Origin
from installer.product import OUT, WORK, Product
from installer.tree import PROGRAM, TEXT, add_notices, give_modes, lay_out, write

SCRIPTS = ("preinst", "postinst", "prerm", "postrm")
_MAINTAINER = "Storefront <packages@storefront.invalid>"
_SETTINGS = "etc"


def make_deb(
    product: Product,
    version: str,
    depends: Sequence[str],
    parts: Sequence[Origin],
    moment: int,
    out: Path = OUT,
) -> Path:
    """Lay everything out and pack it. Errors: CalledProcessError."""
    root = WORK / "deb" / f"{product.name}-{version}"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(product, root, version, moment)
    add_notices(product, root, version, moment, parts)
    give_modes(root, moment)
    _control(product, root, version, depends)
    for path in (root / "DEBIAN", *(root / "DEBIAN").iterdir()):
        os.utime(path, (moment, moment))
    os.utime(root, (moment, moment))
    out.mkdir(parents=True, exist_ok=True)
    made = out / f"{product.name}_{version}_{architecture()}.deb"
    # Every file belongs to root, whoever packs it.
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", str(root), str(made)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    shutil.rmtree(root)
    return made


def architecture() -> str:
    """Of this machine, as Debian names it."""
    said = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return said.stdout.strip()


def _control(product: Product, root: Path, version: str, depends: Sequence[str]) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    size_kb = sum(-(-path.stat().st_size // 1024) for path in files)
    settings = [path for path in files if path.relative_to(root).parts[0] == _SETTINGS]
    sums = "".join(
        f"{_md5(path)}  {path.relative_to(root)}\n" for path in files if path not in settings
    )
    control = (
        f"Package: {product.name}\n"
        f"Version: {version}\n"
        f"Architecture: {architecture()}\n"
        f"Maintainer: {_MAINTAINER}\n"
        f"Installed-Size: {size_kb}\n"
        f"Depends: {', '.join([*depends, *(each for each in product.depends if each not in depends)])}\n"
        f"Recommends: {', '.join(product.recommends)}\n"
        "Section: misc\n"
        "Priority: optional\n"
        f"Description: {product.about}\n"
    )
    folder = root / "DEBIAN"
    write(folder / "control", control.encode())
    write(folder / "md5sums", sums.encode())
    kept = "".join(f"/{path.relative_to(root)}\n" for path in settings)
    write(folder / "conffiles", kept.encode())
    write(folder / "templates", (product.sources / "templates").read_bytes())
    for name in SCRIPTS:
        text = (product.sources / name).read_text(encoding="utf-8").replace("@VERSION@", version)
        write(folder / name, text.encode(), PROGRAM)
    folder.chmod(PROGRAM)
    for path in folder.iterdir():
        path.chmod(PROGRAM if path.name in SCRIPTS else TEXT)


def _md5(path: Path) -> str:
    # `debsums` knows no other
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
