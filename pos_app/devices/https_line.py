"""HTTPS line knows how one message is carried to a device on the local network, and whether any of it left."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from pathlib import Path
from typing import Protocol

PATH = "/nexo"
CONNECT_SECONDS = 3
ANSWER_BYTES_MAX = 256 * 1024


class NotSent(Exception):
    """Nothing left this machine."""


class NoReply(Exception):
    """Something was sent, and what came of it is not known."""


class Line(Protocol):
    """Carries one message to the terminal and its answer back."""

    def exchange(self, sent: bytes, patience_seconds: int) -> bytes:
        """Errors: NotSent, NoReply."""
        ...

    def hang_up(self) -> None:
        """End an exchange under way from another thread."""
        ...


class HttpsLine:
    """One exchange a connection, to one address, trusting one certificate alone."""

    def __init__(self, host: str, port: int, trusted: Path) -> None:
        self._host, self._port, self._trusted = host, port, trusted
        self._connection: http.client.HTTPSConnection | None = None
        self._hung_up = False

    def exchange(self, sent: bytes, patience_seconds: int) -> bytes:
        """Errors: NotSent, NoReply."""
        connection = self._connect()
        try:
            assert connection.sock is not None, "connected just now"
            connection.sock.settimeout(patience_seconds)
            self._send(connection, sent)
            return self._receive(connection)
        except (OSError, http.client.HTTPException) as error:
            raise NoReply from error
        finally:
            self._connection = None
            connection.close()

    def hang_up(self) -> None:
        """End an exchange under way from another thread; none is begun after it."""
        self._hung_up = True
        connection = self._connection
        if connection is not None and connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def _send(self, connection: http.client.HTTPSConnection, sent: bytes) -> None:
        connection.request("POST", PATH, sent, {"Content-Type": "application/json"})

    def _receive(self, connection: http.client.HTTPSConnection) -> bytes:
        answer = connection.getresponse()
        text = answer.read(ANSWER_BYTES_MAX)
        if answer.status != http.client.OK:
            raise NoReply
        return text

    def _connect(self) -> http.client.HTTPSConnection:
        try:
            context = ssl.create_default_context(cafile=str(self._trusted))
            # A terminal has an address that the store's network gave it; its certificate names the terminal.
            context.check_hostname = False
            connection = http.client.HTTPSConnection(
                self._host, self._port, timeout=CONNECT_SECONDS, context=context
            )
            connection.connect()
        except OSError as error:
            raise NotSent from error
        self._connection = connection
        if self._hung_up:
            connection.close()
            raise NotSent
        return connection
