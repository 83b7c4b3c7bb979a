"""A serial cable without hardware: a pair of pseudo terminals behind a name that comes and goes."""

from __future__ import annotations

import os
import tty
from pathlib import Path

PATIENCE_SECONDS = 60


class Cable:
    """A port that can be pulled: a link to the far end of a pair of pseudo terminals."""

    def __init__(self, port: Path) -> None:
        self.port = port
        self._near = self._far = -1
        self.plug_in()

    def plug_in(self) -> None:
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(os.ttyname(self._far))

    def send(self, data: bytes) -> None:
        os.write(self._near, data)

    def pull(self) -> None:
        self.port.unlink()
        os.close(self._far)
        os.close(self._near)

    def hears(self, count: int) -> bytes:
        """The next bytes that come from the register."""
        heard = b""
        while len(heard) < count:
            heard += os.read(self._near, count - len(heard))
        return heard
