"""Doorbell knows the agent's side of the local socket: a ring is a hint to look at the journal, and may be lost."""

from __future__ import annotations

import contextlib
import socket
import sys
from pathlib import Path

from pos_app.files.layout import RING_AT_ONCE

# A ring of these bytes means that a person wants to try now; any other that there is something to send.
NOW = RING_AT_ONCE
_RING_BYTES = 64


class DoorbellSocket:
    """Listens for rings; Windows has no local datagrams, there the journal is looked at instead."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket: socket.socket | None = None
        if sys.platform != "win32":
            # the lock of this folder says that no other agent listens here
            path.unlink(missing_ok=True)
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._socket.setblocking(False)
            # a path that is too long for a socket leaves the agent without a bell, not without its work
            with contextlib.suppress(OSError):
                self._socket.bind(str(path))

    @property
    def socket(self) -> socket.socket | None:
        """What to wait on."""
        return self._socket

    def take(self) -> bytes:
        """Take all rings at once; NOW when it was among them."""
        heard = b""
        with contextlib.suppress(BlockingIOError):
            while self._socket is not None:
                ring = self._socket.recv(_RING_BYTES)
                heard = NOW if NOW in (ring, heard) else ring
        return heard

    def close(self) -> None:
        """Stop listening."""
        if self._socket is not None:
            self._socket.close()
            self._path.unlink(missing_ok=True)
