"""Made once knows what all workers of a run share: whoever needs a folder first makes it, and the others copy it."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

PLACE = "TESTS_MADE_ONCE"
# where no run of tests has named a place, it is this process's own
_own = tempfile.TemporaryDirectory(prefix="made-once-")


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name; `make` fills it, given an empty one. Nobody writes there afterwards."""
    folder = Path(os.environ.get(PLACE, _own.name)) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half_made = folder.with_suffix(".half")
            shutil.rmtree(half_made, ignore_errors=True)
            half_made.mkdir()
            make(half_made)
            half_made.rename(folder)
    return folder
