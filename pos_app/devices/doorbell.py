"""Doorbell knows how to wake the sync agent: by its local socket, or by its local port where there is none."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

from pos_app.files.layout import IS_RUNG_BY_PORT, RING_AT_ONCE, bell_port

_RING = b"!"
_THIS_MACHINE = "127.0.0.1"


class SocketDoorbell:
    """Sends one datagram to the agent; a ring that nobody hears is lost, and nothing waits for it."""

    def __init__(self, path: Path, *, by_port: bool = IS_RUNG_BY_PORT) -> None:
        self._path = path
        self._by_port = by_port

    def ring(self, *, at_once: bool = False) -> None:
        """There is something to send, at_once: a person will not wait; never raises and never waits."""
        message = RING_AT_ONCE if at_once else _RING
        with contextlib.suppress(OSError):
            if self._by_port:
                self._send(socket.AF_INET, message, (_THIS_MACHINE, bell_port(self._path)))
            else:
                self._send(socket.AF_UNIX, message, str(self._path))

    def _send(self, family: int, message: bytes, where: str | tuple[str, int]) -> None:
        with socket.socket(family, socket.SOCK_DGRAM) as bell:
            bell.setblocking(False)
            bell.sendto(message, where)
