"""Doorbell knows the agent's side of the bell: a ring is a hint to look at the journal, and may be lost."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from pathlib import Path

from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.files.layout import IS_RUNG_BY_PORT, RING_AT_ONCE

# A ring of these bytes means that a person wants to try now; any other that there is something to send.
NOW = RING_AT_ONCE
_THIS_MACHINE = "127.0.0.1"


class Doorbell:
    """Listens for rings of this machine; an agent that cannot listen looks at the journal by itself.

    by_port: Windows has no datagrams on local sockets; there the file names the port that is listened at.
    """

    def __init__(self, path: Path, *, by_port: bool = IS_RUNG_BY_PORT) -> None:
        self._path = path
        self._by_port = by_port
        self._transport: asyncio.DatagramTransport | None = None

    async def listen(self, on_ring: Callable[[bytes], None]) -> None:
        """Have every ring told, from now on."""
        # the lock of this folder says that no other agent listens here
        self._path.unlink(missing_ok=True)
        # a path that is too long for a socket leaves the agent without a bell, not without its work
        with contextlib.suppress(OSError):
            heard = self._socket()
            self._transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                lambda: _Listener(on_ring), sock=heard
            )

    def close(self) -> None:
        """Stop listening."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None
            self._path.unlink(missing_ok=True)

    def _socket(self) -> socket.socket:
        heard = socket.socket(
            socket.AF_INET if self._by_port else socket.AF_UNIX, socket.SOCK_DGRAM
        )
        try:
            heard.setblocking(False)
            if self._by_port:
                heard.bind((_THIS_MACHINE, 0))
                write_atomically(self._path, str(heard.getsockname()[1]).encode(), OWNER_ONLY)
            else:
                heard.bind(str(self._path))
        except OSError:
            heard.close()
            raise
        return heard


class _Listener(asyncio.DatagramProtocol):
    def __init__(self, on_ring: Callable[[bytes], None]) -> None:
        self._on_ring = on_ring

    def datagram_received(self, data: bytes, _: object) -> None:
        """Somebody rang."""
        self._on_ring(data)
