"""Parent process knows whether the process that started the agent still lives."""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import ctypes

    _SYNCHRONIZE = 0x0010_0000
    _TIMED_OUT = 0x0000_0102

    def _lives(pid: int) -> bool:
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, pid)
        if not handle:
            return False
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == _TIMED_OUT)
        finally:
            kernel.CloseHandle(handle)

else:

    def _lives(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


class ParentProcess:
    """Says when the agent has been left alone: an agent of nobody would hold the lock of the folder for ever."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        # A parent that died and was not waited for still has its number; then its child has another parent.
        self._is_direct = os.getppid() == pid

    def lives(self) -> bool:
        """True while it runs."""
        if self._is_direct and os.getppid() != self._pid:
            return False
        return _lives(self._pid)
