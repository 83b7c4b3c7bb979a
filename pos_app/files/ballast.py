"""Ballast knows the file that takes room while there is enough of it, to be given up when a disk is full (SYNC T16)."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

_CHUNK_BYTES = 1024 * 1024
# Below this nothing grows that can be fetched again, and no ballast is taken in.
FREE_BYTES_COMFORTABLE = 1024**3
# Below this not even the first catalogue grows, nor groups.
FREE_BYTES_TO_START = 256 * 1024**2


def take_in(path: Path, size: int, comfortable: int = FREE_BYTES_COMFORTABLE) -> bool:
    """Write the file where the disk has plenty, for a sparse one holds no room; True when it is there whole."""
    if size == 0 or (path.exists() and path.stat().st_size == size):
        return size > 0
    if shutil.disk_usage(path.parent).free < comfortable + size:
        return False
    chunk = bytes(_CHUNK_BYTES)
    try:
        with path.open("wb") as file:
            for start in range(0, size, _CHUNK_BYTES):
                file.write(chunk[: min(_CHUNK_BYTES, size - start)])
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        throw_out(path)
        return False
    return True


def throw_out(path: Path) -> bool:
    """Give the room to whoever needs it now; True when there was any."""
    with suppress(OSError):
        path.unlink()
        return True
    return False
