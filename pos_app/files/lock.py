"""Lock knows that one data folder has one app and one agent: a second writer would corrupt the journal (SYNC T22)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from pos_app.ports.faults import AlreadyRunning

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SingleInstance:
    """Held from its making to `close`; the system lets go by itself when the process dies.

    Errors: AlreadyRunning when another process, or another part of this one, holds the same file.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise AlreadyRunning from error

    def close(self) -> None:
        """Let another one start; the file stays, so that nobody locks a name that is gone."""
        os.close(self._descriptor)

    def __enter__(self) -> SingleInstance:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
