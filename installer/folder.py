"""Folder knows how PyInstaller makes a self-contained folder of programs, the same for the same sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer.product import OUT, ROOT, WORK, Product, epoch, product_version

VERSION_FILE = WORK / "version"
# Libraries that another program wrote anew after they were linked may not survive `strip`.
_NEVER_STRIPPED = ".libs"


def make_folder(product: Product) -> Path:
    """Build it, and take out what only a debugger reads. Errors: RuntimeError with the end of the tool's log."""
    freeze(product.spec)
    for path in sorted(product.folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_file() and not path.is_symlink() and is_library(path):
            _strip(path)
    _give_moment(product.folder)
    return product.folder


def freeze(spec: str) -> None:
    """Run PyInstaller over one description. Errors: RuntimeError with the end of its log."""
    WORK.mkdir(parents=True, exist_ok=True)
    VERSION_FILE.write_text(f"{product_version()}\n", encoding="ascii")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(OUT), "--workpath", str(WORK / "work")]
    # Both fix the order of what Python keeps in sets, and the moment in the archives.
    fixed = {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(epoch())}
    done = subprocess.run(
        [*command, str(ROOT / "packaging" / "frozen" / f"{spec}.spec")],
        cwd=ROOT,
        env={**os.environ, **fixed},
        capture_output=True,
        text=True,
        check=False,
    )
    (WORK / f"{spec}.log").write_text(done.stderr, encoding="utf-8")
    if done.returncode != 0:
        message = f"PyInstaller: {done.stderr[-3000:]}"
        raise RuntimeError(message)


def is_library(path: Path) -> bool:
    """Whether a file is a library or an extension module; a program of PyInstaller's holds more than its code."""
    if ".so" not in path.name:
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def size_mb(folder: Path) -> int:
    """Of all files, in millions of bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) // 1_000_000


def _strip(path: Path) -> None:
    if not any(part.endswith(_NEVER_STRIPPED) for part in path.parts) and shutil.which("strip"):
        subprocess.run(["strip", "--strip-debug", str(path)], check=True, capture_output=True)


def _give_moment(folder: Path) -> None:
    moment = epoch()
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (moment, moment), follow_symlinks=False)
