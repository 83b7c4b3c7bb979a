"""Needs knows which packages of the system a folder of programs cannot do without."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from installer.folder import is_library
from installer.origins import package_of
from installer.product import ROOT

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)$", re.MULTILINE)
_KNOWN = re.compile(r"^\s*(\S+) \(.*x86-64.*\) => (\S+)$", re.MULTILINE)
_LIST = ROOT / "packaging" / "setup" / "system-packages.txt"


def needed_packages(folder: Path) -> tuple[str, ...]:
    """Of each library that the folder's own are linked to and that is not in it, as `Depends` names it."""
    files = [path for path in folder.rglob("*") if path.is_file() and _is_program(path, folder)]
    headers = [_header(path) for path in files]
    here = {path.name for path in folder.rglob("*.so*")}
    wanted = {name for header in headers for name in _NEEDED.findall(header)} - here
    places = _places()
    packages = {package_of(places[name].resolve()) for name in sorted(wanted) if name in places}
    depends = sorted(_named(packages - {"", "libc6"}))
    return (f"libc6 (>= {_oldest_glibc(headers)})", *depends)


def _is_program(path: Path, folder: Path) -> bool:
    return not path.is_symlink() and (is_library(path) or path.parent == folder)


def _header(path: Path) -> str:
    said = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=False)
    return said.stdout


def _oldest_glibc(headers: Iterable[str]) -> str:
    """The oldest that has all versions of symbols that are asked for."""
    found = [
        (int(major), int(minor)) for header in headers for major, minor in _GLIBC.findall(header)
    ]
    major, minor = max(found)
    return f"{major}.{minor}"


def _places() -> dict[str, Path]:
    said = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    return {name: Path(place) for name, place in _KNOWN.findall(said.stdout)}


def _named(packages: set[str]) -> Iterator[str]:
    """Both names of a package that Debian and Ubuntu name differently."""
    lines = [line.split(" | ") for line in _LIST.read_text(encoding="utf-8").splitlines()]
    for package in packages:
        yield next((" | ".join(names) for names in lines if package in names), package)
