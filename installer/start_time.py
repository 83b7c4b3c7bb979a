"""Start time knows how long the package takes from its start to the first scanned line, beside the source tree."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.cold_start import AS_A_COMMAND, until_painted
from bench.measure import Figure
from bench.million_items import fresh_copy, prepared
from installer.folder import freeze
from installer.product import STOREFRONT, WORK

STARTS = 6
PERCENT_MAX = 130
_PROGRAM = "first-scan"


def say_start_time() -> None:
    """Print the best start of each, taken in turns. Errors: RuntimeError when the package is too slow."""
    freeze("first_scan")
    program = _beside_the_libraries()
    catalogue = prepared()
    folder = fresh_copy(catalogue, "package-start")
    source = [sys.executable, "-c", AS_A_COMMAND.format("bench.first_scan")]
    package: list[int] = []
    checkout: list[int] = []
    for number in range(STARTS):
        told = [str(folder.root), catalogue.gtins[number]]
        checkout.append(until_painted([*source, *told]))
        package.append(until_painted([str(program), *told]))
    figure = Figure.beside_floor("package_start", min(package) / 1e9, "s", min(checkout) / 1e9)
    print(figure.line(), flush=True)
    if figure.ratio * 100 > PERCENT_MAX:
        message = f"the package starts {figure.ratio} × as slowly as the source tree"
        raise RuntimeError(message)


def _beside_the_libraries() -> Path:
    """The measured program with the very libraries that are shipped."""
    program = WORK / "measured" / _PROGRAM
    program.parent.mkdir(parents=True, exist_ok=True)
    # PyInstaller leaves a program that no folder collects where it works.
    program.write_bytes((WORK / "work" / "first_scan" / _PROGRAM).read_bytes())
    program.chmod(0o755)
    libraries = program.parent / "_internal"
    libraries.unlink(missing_ok=True)
    libraries.symlink_to(STOREFRONT.folder / "_internal")
    return program
