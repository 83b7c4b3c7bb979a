"""Serial simulator knows how a scale, a scanner and a printer at a cable behave, on good days and on bad ones.

Run it as a process: `python -m pos_app.devices.serial_simulator scale --port LINK --shows FILE` answers `SI` with what
the file says at that moment: `482` grams that lie still, or a word (empty, moves, too-heavy, below-zero, mute).
`… scanner --port LINK --shows FILE` sends each line that is added to the file as one code. `… printer --port LINK
--shows FILE --jobs FOLDER` is a receipt printer at a serial port or behind a device file; the file holds its faults in
the words of the printer simulator, and each job ends with its cut, or where a drawer was opened. `… display --port LINK
--shows FILE` is a customer display of two lines; the file holds what it shows. LINK becomes the name
of the port; it says so on its first line. It needs pseudo terminals, which Linux and macOS have.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import select
import signal
import sys
import tty
from pathlib import Path
from typing import Protocol

from pos_app.devices.simulated_paper import JobFolder, SimulatedPaper

LOOK_EVERY_SECONDS = 0.02
_CHUNK_BYTES = 4_096
_ASKED = b"SI\r\n"
_DISPLAY_CELLS = 40
_DISPLAY_BEGIN, _DISPLAY_HOME = b"\x1b@", b"\x0b"
_DISPLAY_COMMAND = re.compile(rb"\x1b@|\x1bt.|\x1f\x01|\x0b|[^\x1b\x1f]", re.DOTALL)
_WORDS = {
    "empty": b"S S 0.000 kg\r\n",
    "moves": b"S D 0.100 kg\r\n",
    "too-heavy": b"S +\r\n",
    "below-zero": b"S -\r\n",
    "mute": b"",
    # somebody is writing the file just now
    "": b"",
}


class _Simulated(Protocol):
    """What is at the far end of the cable."""

    def heard(self, asked: bytes) -> bytes:
        """The register sent something; the answer."""
        ...

    def sends(self) -> bytes:
        """What it sends without being asked."""
        ...


class SimulatedScale:
    """Answers with what its file says."""

    def __init__(self, shows: Path) -> None:
        self._shows = shows
        self._waiting = b""

    def heard(self, asked: bytes) -> bytes:
        """One answer a question."""
        *questions, self._waiting = (self._waiting + asked).split(_ASKED)
        return self._answer() * len(questions)

    def sends(self) -> bytes:
        """A scale waits to be asked."""
        return b""

    def _answer(self) -> bytes:
        said = self._shows.read_text(encoding="ascii").strip() if self._shows.exists() else "empty"
        if not said.isdigit():
            return _WORDS[said]
        whole, grams = divmod(int(said), 1000)
        return f"S S {whole:5}.{grams:03} kg\r\n".encode()


class SimulatedScanner:
    """Reads each line that is added to its file."""

    def __init__(self, shows: Path) -> None:
        self._shows = shows
        self._read_bytes = 0

    def heard(self, asked: bytes) -> bytes:
        """Nobody tells a scanner anything."""
        return b""

    def sends(self) -> bytes:
        """Whole lines that are new."""
        added = self._shows.read_bytes()[self._read_bytes :] if self._shows.exists() else b""
        whole = added[: added.rfind(b"\n") + 1]
        self._read_bytes += len(whole)
        return whole.replace(b"\n", b"\r\n")


class SimulatedDisplay:
    """Two lines of twenty letters; what it shows stands in its file."""

    def __init__(self, shows: Path) -> None:
        self._shows = shows
        self._cells = bytearray(b" " * _DISPLAY_CELLS)
        self._at = 0
        self._waiting = b""

    def heard(self, asked: bytes) -> bytes:
        """Letters and commands; it never answers."""
        self._waiting += asked
        while command := _DISPLAY_COMMAND.match(self._waiting):
            self._waiting = self._waiting[command.end() :]
            self._obey(command[0])
        upper, lower = self._cells[: _DISPLAY_CELLS // 2], self._cells[_DISPLAY_CELLS // 2 :]
        lines = b"\n".join(bytes(line).rstrip() for line in (upper, lower))
        self._shows.write_text(lines.decode("cp858"), encoding="utf-8")
        return b""

    def sends(self) -> bytes:
        """Nothing."""
        return b""

    def _obey(self, command: bytes) -> None:
        if command == _DISPLAY_BEGIN:
            self._cells[:] = b" " * _DISPLAY_CELLS
        if command in (_DISPLAY_BEGIN, _DISPLAY_HOME):
            self._at = 0
        elif len(command) == 1:
            self._cells[self._at] = command[0]
            self._at = (self._at + 1) % _DISPLAY_CELLS


class SimulatedPrinter:
    """Prints into a folder; at a cable nothing says that a job is over but its cut, or a pulse alone."""

    def __init__(self, shows: Path, jobs: Path) -> None:
        self._paper = SimulatedPaper(shows)
        self._jobs = JobFolder(jobs)

    def heard(self, asked: bytes) -> bytes:
        """What it answers; a whole job is kept."""
        answer = self._paper.heard(asked)
        if self._paper.is_whole:
            self._jobs.store(self._paper.taken())
        return answer

    def sends(self) -> bytes:
        """A printer waits to be asked."""
        return b""


def serve(port: Path, simulated: _Simulated) -> None:
    """Until the process is ended."""
    near, far = os.openpty()
    tty.setraw(far)
    port.unlink(missing_ok=True)
    port.symlink_to(os.ttyname(far))
    sys.stdout.write(f"listening at {port}\n")
    sys.stdout.flush()
    try:
        while True:
            ready, _, _ = select.select([near], [], [], LOOK_EVERY_SECONDS)
            answer = simulated.heard(os.read(near, _CHUNK_BYTES)) if ready else simulated.sends()
            if answer:
                os.write(near, answer)
    finally:
        port.unlink(missing_ok=True)


def main() -> None:
    """Run until ended by a signal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=("scale", "scanner", "printer", "display"))
    parser.add_argument("--port", type=Path, required=True, help="the name that the port gets")
    parser.add_argument(
        "--shows", type=Path, required=True, help="file with what it shows or reads"
    )
    parser.add_argument("--jobs", type=Path, help="folder for what a printer printed")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        serve(options.port, _simulated(options))


def _simulated(options: argparse.Namespace) -> _Simulated:
    if options.kind == "printer":
        options.jobs.mkdir(parents=True, exist_ok=True)
        return SimulatedPrinter(options.shows, options.jobs)
    if options.kind == "display":
        return SimulatedDisplay(options.shows)
    return (
        SimulatedScale(options.shows)
        if options.kind == "scale"
        else SimulatedScanner(options.shows)
    )


if __name__ == "__main__":
    main()
