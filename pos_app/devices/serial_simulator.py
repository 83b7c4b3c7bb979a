"""Serial simulator knows how a scale and a scanner at a serial port behave, on good days and on bad ones.

Run it as a process: `python -m pos_app.devices.serial_simulator scale --port LINK --shows FILE` answers `SI` with what
the file says at that moment: `482` grams that lie still, or a word (empty, moves, too-heavy, below-zero, mute).
`… scanner --port LINK --shows FILE` sends each line that is added to the file as one code. LINK becomes the name of the
port; it says so on its first line. It needs pseudo terminals, which Linux and macOS have.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import select
import signal
import sys
import tty
from pathlib import Path
from typing import Protocol

LOOK_EVERY_SECONDS = 0.02
_CHUNK_BYTES = 256
_ASKED = b"SI\r\n"
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
    parser = argparse.ArgumentParser(description="A scale or a scanner at a serial port.")
    parser.add_argument("kind", choices=("scale", "scanner"))
    parser.add_argument("--port", type=Path, required=True, help="the name that the port gets")
    parser.add_argument(
        "--shows", type=Path, required=True, help="file with what it shows or reads"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    simulated = SimulatedScale if options.kind == "scale" else SimulatedScanner
    with contextlib.suppress(KeyboardInterrupt):
        serve(options.port, simulated(options.shows))


if __name__ == "__main__":
    main()
