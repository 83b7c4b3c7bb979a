"""Doorbell knows how to wake the sync agent through its local socket."""

from __future__ import annotations

import contextlib
import socket
import sys
from pathlib import Path

from pos_app.files.layout import RING_AT_ONCE

_RING = b"!"


class SocketDoorbell:
    """Sends one datagram to the agent; a ring that nobody hears is lost, and nothing waits for it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ring(self, *, at_once: bool = False) -> None:
        """There is something to send, at_once: a person will not wait; never raises and never waits."""
        # Windows has no datagrams on local sockets; the agent there looks by itself.
        if sys.platform == "win32":
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
            bell.setblocking(False)
            bell.sendto(RING_AT_ONCE if at_once else _RING, str(self._path))
