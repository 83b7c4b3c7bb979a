"""Atomic file knows how a small file is replaced so that a power cut leaves the old one or the new one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OWNER_ONLY = 0o600
EVERYBODY_READS = 0o644


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


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
