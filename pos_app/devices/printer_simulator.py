"""Printer simulator knows how a receipt printer on the network behaves, on good days and on bad ones.

Run it as a process: `python -m pos_app.devices.printer_simulator --port 9100 --jobs FOLDER`. It says the port it
listens at on its first line, then one line for each job that it has stored. Words in the fault file hold from then
on: paper-out, paper-low, cover-open, cutter-stuck, halted (until it is switched off and on), mute (takes all, answers
nothing), deaf (takes nothing), stuck (answers its first questions, then takes nothing more), dies (hangs up in the
middle of a job). Its drawer is open from a pulse on, and its sensor low then; drawer-stuck keeps it shut, drawer-shut
is somebody who shuts it.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import socket
import sys
from pathlib import Path

from pos_app.devices.simulated_paper import JobFolder, SimulatedPaper

HOST = "127.0.0.1"
_CHUNK_BYTES = 4_096


class PrinterSimulator:
    """Serves one connection after the other, as printers do, and stores what each one printed as one job."""

    def __init__(self, port: int, jobs: JobFolder, paper: SimulatedPaper) -> None:
        self._jobs = jobs
        self._paper = paper
        self._unheard: list[socket.socket] = []
        self._listener = socket.create_server((HOST, port))
        _say(f"listening at {HOST}:{self._listener.getsockname()[1]}")

    def serve(self) -> None:
        """Print what comes, until the process is ended."""
        with self._listener:
            while True:
                connection, _ = self._listener.accept()
                faults = self._paper.faults()
                if "deaf" in faults:
                    self._unheard.append(connection)
                    continue
                with contextlib.suppress(ConnectionError):
                    self._print(connection, faults)

    def _print(self, connection: socket.socket, faults: frozenset[str]) -> None:
        with connection:
            while received := connection.recv(_CHUNK_BYTES):
                connection.sendall(self._paper.heard(received))
                if self._paper.has_printed and "stuck" in faults:
                    self._unheard.append(connection.dup())  # stays open, and nobody reads it
                    self._paper.taken()
                    return
                if self._paper.has_printed and "dies" in faults:
                    self._paper.taken()
                    return
        job = self._paper.taken()
        if job:
            _say(f"stored {self._jobs.store(job)}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Run until ended by a signal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--jobs", type=Path, required=True, help="folder for what was printed")
    parser.add_argument("--paper", choices=("ok", "out"), default="ok")
    parser.add_argument("--fault-file", type=Path, help="file with the words of the faults to show")
    options = parser.parse_args()
    options.jobs.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    first = frozenset({"paper-out"} if options.paper == "out" else ())
    paper = SimulatedPaper(options.fault_file, first)
    simulator = PrinterSimulator(options.port, JobFolder(options.jobs), paper)
    with contextlib.suppress(KeyboardInterrupt):
        simulator.serve()


if __name__ == "__main__":
    main()
