"""Logs knows where the agent's log goes, and that it never takes the room that a sale needs."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# A quiet device writes about 50 kB a day: this is some months of it.
FILE_BYTES_MAX = 2_000_000
OLD_FILES_KEPT = 2


def begin_log(level: str, path: Path | None) -> None:
    """Write to a file that is put aside when it is long, the oldest one gone; without a path to the terminal."""
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    if path is not None:
        handler = RotatingFileHandler(
            path, maxBytes=FILE_BYTES_MAX, backupCount=OLD_FILES_KEPT, encoding="utf-8", delay=True
        )
    logging.basicConfig(level=level, format=FORMAT, handlers=[handler])
    # httpx writes a line for every request
    logging.getLogger("httpx").setLevel(logging.WARNING)
