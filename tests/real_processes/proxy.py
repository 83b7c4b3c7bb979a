"""Proxy is the bad line: every request of a device passes it on its way to one of the centre's workers."""

import asyncio
import contextlib
import random
import re
import socket
import struct
import threading
from collections.abc import Sequence
from types import TracebackType

from tests.real_processes.weather import Mishap, Request, Weather

HOST = "127.0.0.1"
HEAD_BYTES_MAX = 64 * 1024
START_SECONDS_MAX = 60
LOOK_SECONDS = 1 / 20
ONE_MINUTE_MS = 60_000
CRUMB_BYTES = 7
CRUMBS_MAX = 60
PORTAL_PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    b"<html><title>Welcome to the guest network</title>Please accept our terms.</html>"
)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_KEEP_ALIVE = re.compile(rb"\r\nconnection: *keep-alive", re.IGNORECASE)
# Closing with this sends a reset instead of a friendly end.
_RESET = struct.pack("ii", 1, 0)


class Proxy:
    """One address on this machine before one or more workers, who are asked in turns; one request a connection.

    Protects: bytes are passed on as they came, but for the wish to keep the line open.
    """

    def __init__(self, urls: Sequence[str], seed: int = 0, held_ms_max: int = 800) -> None:
        self.weather = Weather(seed)
        self._ports = [int(url.rpartition(":")[2]) for url in urls]
        self._turn = 0
        self._held_ms_max = held_ms_max
        self._chance = random.Random(seed)
        self._posts: list[Request] = []
        self._heard: dict[str, bytes] = {}
        self._lines: set[asyncio.StreamWriter] = set()
        self._started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thawed = asyncio.Event()
        self._ended = asyncio.Event()
        self._port = 0
        self._thread = threading.Thread(target=self._run, name="proxy")

    def __enter__(self) -> "Proxy":
        self._thread.start()
        assert self._started.wait(START_SECONDS_MAX), "the proxy did not start"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    @property
    def url(self) -> str:
        """Where devices believe the centre to be."""
        return f"http://{HOST}:{self._port}"

    def holds_until_it_thaws(self) -> None:
        """Answers that are held stay held as long as the test wants, or somebody loses patience."""
        self._held_ms_max = ONE_MINUTE_MS

    def thaw(self) -> None:
        """Let all answers go that are held, and hold none from now on."""
        self._loop.call_soon_threadsafe(self._thawed.set)

    def heal(self) -> None:
        """The line is good from now on."""
        self.weather.calm()
        self.thaw()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._accept, HOST, 0, limit=HEAD_BYTES_MAX)
        self._port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._ended.wait()
        server.close()
        self._thawed.set()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for line in self._lines:
                line.transport.abort()
            await asyncio.wait(others, timeout=LOOK_SECONDS)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        try:
            answered = await self._pass(await _read_request(reader), writer)
            self._close(writer, friendly=answered)
        except (OSError, asyncio.IncompleteReadError):
            self._close(writer, friendly=False)

    async def _pass(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        """Pass one request on and its answer back; False when the line is to be reset."""
        mishap = self.weather.mishap_of(request)
        if request.is_post:
            self._posts.append(request)
        answer = await self._answer(request, mishap)
        if mishap in (Mishap.REQUEST_CUT, Mishap.ANSWER_LOST) or not answer:
            return False
        if mishap is Mishap.ANSWER_HELD:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._thawed.wait(), self._held_ms_max / 1000)
        if mishap in (Mishap.ANSWER_CUT, Mishap.ANSWER_SHORT):
            answer = self.weather.part_of(answer)
        await _write(writer, answer, in_crumbs=mishap is Mishap.ANSWER_DRIPS)
        return mishap is not Mishap.ANSWER_CUT

    async def _answer(self, request: Request, mishap: Mishap | None) -> bytes:
        if mishap is Mishap.PORTAL:
            return PORTAL_PAGE
        if mishap is Mishap.STALE and request.line in self._heard:
            return self._heard[request.line]
        if mishap is Mishap.REQUEST_CUT:
            return await self._ask(self.weather.part_of(request.raw), to_the_end=False)
        if mishap is Mishap.OLD_POST_AGAIN and self._posts:
            await self._ask(self._chance.choice(self._posts).raw)
        if mishap is Mishap.TWICE_AT_ONCE:
            answers = await asyncio.gather(self._ask(request.raw), self._ask(request.raw))
            return self._chance.choice(answers)
        answer = await self._ask(request.raw)
        if answer and not request.is_post:
            self._heard.setdefault(request.line, answer)
        return answer

    async def _ask(self, raw: bytes, *, to_the_end: bool = True) -> bytes:
        """What the worker whose turn it is says; another one's word when that one is away, nothing when all are."""
        for _ in self._ports:
            self._turn += 1
            try:
                reader, writer = await asyncio.open_connection(
                    HOST, self._ports[self._turn % len(self._ports)]
                )
            except OSError:
                continue
            self._lines.add(writer)
            try:
                await _write(writer, raw)
                return await reader.read() if to_the_end else b""
            except OSError:
                return b""
            finally:
                self._close(writer, friendly=to_the_end)
        return b""

    def _close(self, writer: asyncio.StreamWriter, *, friendly: bool) -> None:
        self._lines.discard(writer)
        if not friendly:
            line = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        writer.close()


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length.group(1)) if length else 0)
    return Request(_KEEP_ALIVE.sub(b"\r\nConnection: close", head), body)


async def _write(writer: asyncio.StreamWriter, raw: bytes, *, in_crumbs: bool = False) -> None:
    size = max(CRUMB_BYTES, len(raw) // CRUMBS_MAX) if in_crumbs else max(1, len(raw))
    for start in range(0, len(raw), size):
        writer.write(raw[start : start + size])
        await writer.drain()
