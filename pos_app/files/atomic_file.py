"""Atomic file knows how a small file is replaced so that a power cut leaves the old one or the new one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OWNER_ONLY = 0o600
EVERYBODY_READS = 0o644
DATABASE_SIDES = ("-wal", "-shm")
ZEROS_AT_ONCE = 1024 * 1024


def write_atomically(path: Path, content: bytes, mode: int) -> None:
    """Write beside, flush to disk, then take the place of the old file; `mode` holds from the first byte."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def mark(path: Path) -> None:
    """Make an empty file whose being there says something, also after a power cut. Errors: OSError."""
    path.touch()
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def write_again(path: Path) -> None:
    """Bring to disk a file whose last sync may have failed: after that Linux calls pages clean that it never wrote.

    The same bytes go to the same places, so a power cut in between takes nothing away (SYNC T6). Never called while
    this process has the file open as a database.
    """
    with path.open("r+b") as file:
        content = file.read()
        file.seek(0)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def destroy(path: Path) -> None:
    """Write zeros over a database file and what lies beside it, then remove them; the file itself goes last.

    Never called while this process has the file open as a database. Errors: OSError.
    """
    for beside in (*(path.with_name(path.name + end) for end in DATABASE_SIDES), path):
        if beside.exists():
            with beside.open("r+b") as file:
                left = beside.stat().st_size
                while left > 0:
                    left -= file.write(bytes(min(left, ZEROS_AT_ONCE)))
                file.flush()
                os.fsync(file.fileno())
            beside.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
