"""Doorbell knows how to wake the sync agent through its local socket."""

from __future__ import annotations

import contextlib
import socket
import sys
from pathlib import Path

_RING = b"!"


class SocketDoorbell:
    """Sends one datagram to the agent; a ring that nobody hears is lost, and nothing waits for it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ring(self) -> None:
        """There is something to send; never raises and never waits."""
        if (
            sys.platform == "win32"
        ):  # no datagrams on local sockets there; the agent looks by itself
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
            bell.setblocking(False)
            bell.sendto(_RING, str(self._path))
