"""Patience knows how long the centre waits for a slow client: nobody holds a connection by saying next to nothing."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

# The head of a request is a kilobyte; the slowest line brings it in this time.
HEAD_S = 20
# An answer of which nothing is taken for so long is of no use to anybody; downloads go on where they stopped.
STALLED_S = 60


class PatientProtocol(H11Protocol):
    """One connection.

    Protects: within HEAD_S of its first byte, or of the connection, a request has its head; a client that takes nothing
    of an answer for STALLED_S is let go of. Bodies have a time of their own (central.routes.exchange), long polls wait
    at the centre's word, and a connection that is quiet between two requests ends as uvicorn says.
    """

    _head: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there, and has to say what they want."""
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        """A piece of a request."""
        super().data_received(data)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        _cancel(self._head)
        self._head = None
        _cancel(self._stall)
        self._stall = None
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client takes less than it is given."""
        super().pause_writing()
        if self._stall is None:
            self._stall = self.loop.call_later(STALLED_S, self.transport.abort)

    def resume_writing(self) -> None:
        """It has taken its part."""
        _cancel(self._stall)
        self._stall = None
        super().resume_writing()

    def _expect_head(self) -> None:
        is_served = self.cycle is not None and not self.cycle.response_complete
        if is_served or self.transport.is_closing():
            _cancel(self._head)
            self._head = None
        elif self._head is None:
            self._head = self.loop.call_later(HEAD_S, self.transport.close)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
