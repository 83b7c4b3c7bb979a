"""Printer simulator knows how a receipt printer on the network behaves, on good days and on bad ones.

Run it as a process: `python -m pos_app.devices.printer_simulator --port 9100 --jobs FOLDER`. It says the port it
listens at on its first line, then one line for each job that it has stored. Words in the fault file hold from the
next connection on: paper-out, cover-open, mute (takes all, answers nothing), deaf (takes nothing), stuck (answers
its first questions, then takes nothing more).
"""

from __future__ import annotations

import argparse
import contextlib
import re
import signal
import socket
import sys
from pathlib import Path

from pos_app.devices.printer_status import answer

HOST = "127.0.0.1"
FAULTS = frozenset({"paper-out", "cover-open", "mute", "deaf", "stuck"})
_QUERY = re.compile(rb"\x10\x04[\x01-\x04]")
# A first byte or two of a question whose rest is still on its way.
_UNFINISHED = re.compile(rb"\x10\x04?\Z")
_CHUNK_BYTES = 4_096


class PrinterSimulator:
    """Serves one connection after the other, as printers do, and stores what each one printed as one job."""

    def __init__(self, port: int, jobs: Path, fault_file: Path | None, paper: str) -> None:
        self._jobs = jobs
        self._fault_file = fault_file
        self._first_faults = {"paper-out"} if paper == "out" else set()
        self._job_count = 0
        self._unheard: list[socket.socket] = []
        self._listener = socket.create_server((HOST, port))
        _say(f"listening at {HOST}:{self._listener.getsockname()[1]}")

    def serve(self) -> None:
        """Print what comes, until the process is ended."""
        with self._listener:
            while True:
                connection, _ = self._listener.accept()
                faults = self._faults()
                if "deaf" in faults:
                    self._unheard.append(connection)
                    continue
                with contextlib.suppress(ConnectionError):
                    self._print(connection, faults)

    def _print(self, connection: socket.socket, faults: set[str]) -> None:
        job, waiting = b"", b""
        with connection:
            while received := connection.recv(_CHUNK_BYTES):
                waiting += received
                if "mute" not in faults:
                    for query in _QUERY.findall(waiting):
                        connection.sendall(_answer(query, faults))
                waiting = _QUERY.sub(b"", waiting)
                unfinished = _UNFINISHED.search(waiting)
                cut = unfinished.start() if unfinished else len(waiting)
                job, waiting = job + waiting[:cut], waiting[cut:]
                if job and "stuck" in faults:
                    self._unheard.append(connection.dup())  # stays open, and nobody reads it
                    return
        if job + waiting:
            self._store(job + waiting)

    def _store(self, job: bytes) -> None:
        self._job_count += 1
        path = self._jobs / f"job-{self._job_count:04}.bin"
        path.write_bytes(job)
        _say(f"stored {path.name}")

    def _faults(self) -> set[str]:
        if self._fault_file is None or not self._fault_file.exists():
            return self._first_faults
        faults = set(self._fault_file.read_text(encoding="ascii").split())
        assert faults <= FAULTS, f"unknown fault among {faults}"
        return faults


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _answer(query: bytes, faults: set[str]) -> bytes:
    return answer(query, paper_out="paper-out" in faults, cover_open="cover-open" in faults)


def main() -> None:
    """Run until ended by a signal."""
    parser = argparse.ArgumentParser(description="A receipt printer that prints into a folder.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--jobs", type=Path, required=True, help="folder for what was printed")
    parser.add_argument("--paper", choices=("ok", "out"), default="ok")
    parser.add_argument("--fault-file", type=Path, help="file with the words of the faults to show")
    options = parser.parse_args()
    options.jobs.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    simulator = PrinterSimulator(options.port, options.jobs, options.fault_file, options.paper)
    with contextlib.suppress(KeyboardInterrupt):
        simulator.serve()


if __name__ == "__main__":
    main()
