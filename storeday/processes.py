"""Processes knows how a program of the store is started as a process of its own, and stopped by its id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pos_app.child_process import end

END_SIGNALS = (signal.SIGINT, signal.SIGTERM) + (
    () if sys.platform == "win32" else (signal.SIGHUP,)
)


class ServiceProcess:
    """One program; whoever started it stops it, and its last words are in its log."""

    def __init__(self, module: str, *arguments: str, log: Path) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._log = log
        self._process: subprocess.Popen[str] | None = None

    def start(self, ready: str) -> str:
        """Start it and wait for the line that holds `ready`; gives that line.

        Errors: RuntimeError with its last words when it ends before it is ready.
        """
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as log, undisturbed():
            self._process = subprocess.Popen(
                self._command, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ.copy()
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if ready in line:
                return line.strip()
        words = self._log.read_text(encoding="utf-8")[-2000:]
        message = f"{' '.join(self._command[1:])} ended before it was ready:\n{words}"
        raise RuntimeError(message)

    def stop(self) -> None:
        """Ask it to end; after ten seconds it is made to."""
        process, self._process = self._process, None
        end(process)
        if process is not None and process.stdout is not None:
            process.stdout.close()

    def kill(self) -> None:
        """End it as a power cut would."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    @property
    def running(self) -> bool:
        """True between start and stop, as long as it lives."""
        return self._process is not None and self._process.poll() is None


def end_as_by_hand() -> None:
    """A system that shuts down and a terminal that closes end this program as Ctrl+C does: it stops what it started."""
    for number in END_SIGNALS:
        signal.signal(number, signal.default_int_handler)


def run_to_end(module: str, *arguments: str) -> str:
    """Run a program of the store to its end and give what it printed.

    Errors: RuntimeError with what it said when it ends with a failure.
    """
    command = [sys.executable, "-m", module, *arguments]
    with _running(command, subprocess.PIPE) as run:
        said, complained = run.communicate()
    if run.returncode != 0:
        message = f"{module} {' '.join(arguments)}: {complained.strip() or said.strip()}"
        raise RuntimeError(message)
    return str(said).strip()


def run_showing(module: str, *arguments: str) -> None:
    """Run a program of the store to its end with its progress on the screen.

    Errors: RuntimeError when it ends with a failure.
    """
    with _running([sys.executable, "-m", module, *arguments]) as run:
        run.wait()
    if run.returncode != 0:
        message = f"{module} ended with {run.returncode}"
        raise RuntimeError(message)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Whoever tells this program to end is heard after the block: what is half started would be stopped by nobody."""
    told: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    kept = {number: signal.signal(number, hear) for number in END_SIGNALS}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
    if told:
        signal.raise_signal(told[0])


@contextmanager
def _running(command: list[str], pipe: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """Whoever is told to end meanwhile takes the program along, and waits until it is gone."""
    process: subprocess.Popen[str] | None = None
    try:
        with undisturbed():
            process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)
        yield process
    finally:
        if process is not None:
            process.kill()
            process.wait()
