"""Asgi process knows how an application of this folder is served by uvicorn for as long as a benchmark needs it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 20
HOST = "127.0.0.1"
LOOK_SECONDS = 0.5
# Hundredths of a second: the watch over all heads goes on.
IDLE_TICKS = 5


@dataclass(frozen=True, slots=True)
class Served:
    """Where it answers, and which process it is."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{HOST}:{self.port}"


@contextmanager
def served(application: str, **environment: str) -> Iterator[Served]:
    """Serve until the end of the block."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", application, "--host", HOST, "--port", str(port)]
    command += ["--log-level", "warning", "--no-access-log", "--backlog", "2048"]
    command += ["--timeout-graceful-shutdown", "1"]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        _wait_until_it_listens(port)
        yield Served(port, process.pid)
    finally:
        process.kill()
        process.wait()


def resident_kb(pid: int) -> int:
    """The resident memory of a process in kB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


async def rest(pid: int) -> None:
    """Until a process has nothing to do any more: what it was asked has come where it waits."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    before = _processor_ticks(pid)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        now = _processor_ticks(pid)
        if now - before <= IDLE_TICKS:
            return
        assert time.monotonic() < deadline, "it does not come to rest"
        before = now


def processor_s(pid: int) -> float:
    """How much processor time a process has taken, in seconds."""
    return _processor_ticks(pid) / os.sysconf("SC_CLK_TCK")


def _processor_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _wait_until_it_listens(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection((HOST, port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline, "it does not listen"
            time.sleep(0.02)
        else:
            return
