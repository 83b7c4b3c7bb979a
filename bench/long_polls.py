"""What an idle long poll costs the centre, beside one of a bare ASGI application, and how fast a store wakes."""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from bench.asgi_process import resident_kb, rest, served
from bench.measure import Figure, percentile, say
from bench.offices import (
    EnrolledDevice,
    PlainLine,
    enrol_devices,
    fresh_folder,
    open_centre,
    running,
)
from central.core.feed import store_feed
from sync.wire.chain import EMPTY_HASH
from tests.contract.centre_process import CentreProcess

POLLS = 10_000
WARM_UP = 200
WAKES = 20
STORE_DEVICES = 20
AT_ONCE = 64
PATIENCE_SECONDS = 60
WAITING_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Question:
    """A request as it goes over the line, and who asks where."""

    port: int
    head: bytes


def main(arguments: list[str]) -> None:
    """Print kB for each idle poll; how long a store's devices take to wake stands above it."""
    polls = int(arguments[0]) if arguments else POLLS
    # Here and in the processes that are started: a line is an open file.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 2 * polls + 1_000), most))
    process = CentreProcess(fresh_folder("long-polls"))
    centre = open_centre(process)
    devices = enrol_devices(centre, stores=2, per_store=STORE_DEVICES)
    epochs = {f: epoch for f, (epoch, _) in centre.read(lambda t: t.feeds.heads()).items()}
    centre.close()
    idle, store = devices[0], devices[STORE_DEVICES:]
    with running(process):
        question = _tail(process, idle, epochs, after=0, wait_s=25)
        ours, wakes = asyncio.run(
            _idle_kb(question, polls, process.pid, lambda: _wakes(process, store, epochs))
        )
    with served("bench.waiting:app") as bare:
        head = Question(bare.port, b"GET / HTTP/1.1\r\nHost: bench\r\n\r\n")
        floor, _ = asyncio.run(_idle_kb(head, polls, bare.pid, _nothing))
    say("long_polls", polls=polls, wake_p50_ms=percentile(wakes, 50), wake_max_ms=max(wakes) / 1e6)
    print(Figure.beside_floor("long_polls", ours, "kB each", floor).line())


async def _idle_kb(
    question: Question, polls: int, pid: int, meanwhile: Callable[[], Awaitable[list[int]]]
) -> tuple[float, list[int]]:
    """Memory for each of so many waiting requests, and what came of something else while they wait.

    Those before them have paid for what is paid once.
    """
    first = await _ask_many(question, WARM_UP)
    await rest(pid)
    before = resident_kb(pid)
    others = await _ask_many(question, polls)
    await rest(pid)
    grown = resident_kb(pid) - before
    for reader, _ in (*first, *others):
        assert not reader.at_eof(), "a poll did not wait"
    found = await meanwhile()
    for _, writer in (*first, *others):
        writer.transport.abort()
    await rest(pid)
    return grown / polls, found


async def _nothing() -> list[int]:
    return []


async def _ask_many(
    question: Question, polls: int
) -> list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with turns:
            reader, writer = await asyncio.open_connection("127.0.0.1", question.port)
            writer.write(question.head)
            await writer.drain()
            return reader, writer

    return await asyncio.gather(*(ask() for _ in range(polls)))


async def _wakes(
    process: CentreProcess, store: list[EnrolledDevice], epochs: dict[str, str]
) -> list[int]:
    """From a sale's way up to the moment that every device of its store has been told of it."""
    line = PlainLine(process.url, store[0].token)
    register = store[0].register
    took = []
    for after in range(WAKES):
        waiting = []
        for device in store:
            question = _tail(process, device, epochs, after=after, wait_s=25)
            waiting += await _ask_many(question, 1)
        await asyncio.sleep(WAITING_SECONDS)
        register.sells()
        body = msgspec.json.encode(register.batch(after + 1))
        heard = [asyncio.create_task(reader.readline()) for reader, _ in waiting]
        began = time.perf_counter_ns()
        await asyncio.to_thread(line.post, store[0].path, body)
        async with asyncio.timeout(PATIENCE_SECONDS):
            for answer in await asyncio.gather(*heard):
                assert answer.startswith(b"HTTP/1.1 200"), answer
        took.append(time.perf_counter_ns() - began)
        for _, writer in waiting:
            writer.transport.abort()
    line.close()
    return took


def _tail(
    process: CentreProcess, device: EnrolledDevice, epochs: dict[str, str], after: int, wait_s: int
) -> Question:
    feed = store_feed(device.register.unit)
    path = f"/v1/tail/{feed}/{epochs[feed]}/{after}?wait={wait_s}"
    # As a device asks that has seen nothing yet; of later positions nobody here knows the hash.
    path += "" if after else f"&hash={EMPTY_HASH}"
    head = f"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {device.token}\r\n\r\n"
    port = urlsplit(process.url).port
    assert port is not None
    return Question(port, head.encode("ascii"))


if __name__ == "__main__":
    main(sys.argv[1:])
