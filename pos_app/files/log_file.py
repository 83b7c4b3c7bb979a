"""Log file knows where the log of a program goes, and that it never takes the room that a sale needs."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# A quiet device writes about 50 kB a day: this is some months of it.
FILE_BYTES_MAX = 2_000_000
OLD_FILES_KEPT = 2


class ShortLog(logging.FileHandler):
    """Puts a file aside before it grows too long, the oldest one gone; logging's own would load sockets for that."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, whole, into one file."""
        long = len(self.format(record).encode()) + 1
        try:
            if self._path.exists() and self._path.stat().st_size + long > FILE_BYTES_MAX:
                self._put_aside()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _put_aside(self) -> None:
        self.close()
        for number in range(OLD_FILES_KEPT, 0, -1):
            newer = self._old(number - 1) if number > 1 else self._path
            if newer.exists():
                newer.replace(self._old(number))

    def _old(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


def begin_log(level: str, path: Path | None) -> None:
    """Write to a file that is put aside when it is long, the oldest one gone; without a path to the terminal."""
    handler = logging.StreamHandler(sys.stderr) if path is None else ShortLog(path)
    logging.basicConfig(level=level, format=FORMAT, handlers=[handler])
