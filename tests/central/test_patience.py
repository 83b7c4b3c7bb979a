"""Who says next to nothing, or takes nothing of what they asked for, is let go of: over real sockets."""

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest
import uvicorn
from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

import central.patience
import central.routes.exchange
from central.core.refused import Refused
from central.patience import PatientProtocol
from central.routes.exchange import Body, say_no

SHORT_S = 0.2
# Nobody in this file waits longer than that.
LONGEST_S = 60
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(central.patience, "HEAD_S", SHORT_S)
    monkeypatch.setattr(central.patience, "STALLED_S", SHORT_S)
    monkeypatch.setattr(central.routes.exchange, "BODY_S", SHORT_S)


def talk(app: ASGIApp, says: Talk, *, buffer_bytes: int | None = None) -> None:
    """A server for one client, as the centre has it."""

    async def both() -> None:
        config = uvicorn.Config(
            app, log_level="critical", http=PatientProtocol, lifespan="off", timeout_keep_alive=1
        )
        state, is_over = ServerState(), asyncio.Event()

        class Watched(PatientProtocol):
            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                is_over.set()

        server = await asyncio.get_running_loop().create_server(
            lambda: Watched(config, state, {}), "127.0.0.1", 0
        )
        line = socket.create_connection(server.sockets[0].getsockname())
        if buffer_bytes is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        reader, writer = await asyncio.open_connection(sock=line, limit=1024)
        try:
            await asyncio.wait_for(says(reader, writer), LONGEST_S)
            await asyncio.wait_for(is_over.wait(), LONGEST_S)
        finally:
            writer.close()
            server.close()

    asyncio.run(both())


def _echo() -> FastAPI:
    app = FastAPI()
    app.add_exception_handler(Refused, _refused)
    app.post("/")(_length)
    return app


async def _length(body: Body) -> Response:
    return Response(str(len(body)))


async def _refused(_request: object, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return say_no(error.problem)


@pytest.mark.parametrize("said", [b"", b"POST / HT", b"POST / HTTP/1.1\r\nHost: a\r\nX: "])
def test_who_does_not_say_what_they_want_is_let_go_of(said: bytes) -> None:
    async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        assert await reader.read() == b""

    talk(_echo(), drips)


def test_the_second_request_of_a_connection_may_not_drip_either() -> None:
    async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab")
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200")
        assert await reader.readexactly(1) == b"2"
        writer.write(b"POST / HT")
        assert await reader.read() == b""

    talk(_echo(), drips)


def test_a_body_that_does_not_come_is_refused() -> None:
    async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab")
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 408")
        assert b"too_slow" in await reader.read()

    talk(_echo(), drips)


def test_who_takes_nothing_of_an_answer_is_let_go_of() -> None:
    pieces = 64

    async def pours(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(pieces):
            await send({"type": "http.response.body", "body": bytes(256 * 1024), "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def looks_away(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")

    talk(pours, looks_away, buffer_bytes=4096)
