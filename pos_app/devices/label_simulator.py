"""Label simulator knows how a label printer on the network behaves, on good days and on bad ones.

Run it as a process: `python -m pos_app.devices.label_simulator --port 9101 --labels FOLDER`. It says the port it
listens at on its first line, keeps each label as the ZPL that it got, and draws those that are pictures as PNG. Words
in the fault file hold from then on: labels-out, head-open, ribbon-out, paused, mute (takes all, answers nothing), deaf
(takes nothing), dies (hangs up in the middle of a label).
"""

from __future__ import annotations

import argparse
import contextlib
import re
import signal
import socket
import sys
from pathlib import Path

from PIL import Image

HOST = "127.0.0.1"
FAULTS = frozenset({"labels-out", "head-open", "ribbon-out", "paused", "mute", "deaf", "dies"})
_ASKED = b"~HS"
_LABEL = re.compile(rb"\^XA.*?\^XZ\s*", re.DOTALL)
_GRAPHIC = re.compile(rb"\^GFA,\d+,\d+,(?P<row>\d+),(?P<dots>[0-9A-F]+)")
_CHUNK_BYTES = 4_096
_BITS = 8


class LabelSimulator:
    """Serves one connection after the other, and keeps what each printed."""

    def __init__(self, port: int, labels: Path, fault_file: Path | None) -> None:
        self._labels = labels
        self._fault_file = fault_file
        self._count = 0
        self._unheard: list[socket.socket] = []
        self._listener = socket.create_server((HOST, port))
        _say(f"listening at {HOST}:{self._listener.getsockname()[1]}")

    def serve(self) -> None:
        """Print what comes, until the process is ended."""
        with self._listener:
            while True:
                connection, _ = self._listener.accept()
                if "deaf" in self._faults():
                    self._unheard.append(connection)
                    continue
                with contextlib.suppress(ConnectionError), connection:
                    self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        waiting = b""
        while received := connection.recv(_CHUNK_BYTES):
            waiting += received
            faults = self._faults()
            if "dies" in faults and b"^XA" in waiting:
                return
            for label in _LABEL.findall(waiting):
                self._keep(label)
            waiting = _LABEL.sub(b"", waiting)
            questions = waiting.count(_ASKED)
            waiting = waiting.replace(_ASKED, b"")
            if "mute" not in faults:
                connection.sendall(_state(faults) * questions)

    def _keep(self, label: bytes) -> None:
        self._count += 1
        path = self._labels / f"label-{self._count:04}.zpl"
        path.write_bytes(label)
        drawn = _GRAPHIC.search(label)
        if drawn is not None:
            dots, row_bytes = bytes.fromhex(drawn["dots"].decode()), int(drawn["row"])
            size = (row_bytes * _BITS, len(dots) // row_bytes)
            ink = Image.frombytes("1", size, dots)
            ink.point(_turned).save(path.with_suffix(".png"))
        _say(f"stored {path.name}")

    def _faults(self) -> frozenset[str]:
        if self._fault_file is None or not self._fault_file.exists():
            return frozenset()
        faults = frozenset(self._fault_file.read_text(encoding="ascii").split())
        assert faults <= FAULTS, f"unknown fault among {faults}"
        return faults


def _state(faults: frozenset[str]) -> bytes:
    """The three lines of ~HS; figures that say nothing of a fault are those of a printer at rest."""

    def flag(word: str) -> int:
        return int(word in faults)

    lines = (
        f"030,{flag('labels-out')},{flag('paused')},1245,000,0,0,0,000,0,0,0",
        f"000,0,{flag('head-open')},{flag('ribbon-out')},0,2,6,0,00000000,1,000",
        "1234,0",
    )
    return "".join(f"\x02{line}\x03\r\n" for line in lines).encode()


def _turned(dot: int) -> int:
    return 0 if dot else 255


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Run until ended by a signal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--labels", type=Path, required=True, help="folder for what was printed")
    parser.add_argument("--fault-file", type=Path, help="file with the words of the faults to show")
    options = parser.parse_args()
    options.labels.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    simulator = LabelSimulator(options.port, options.labels, options.fault_file)
    with contextlib.suppress(KeyboardInterrupt):
        simulator.serve()


if __name__ == "__main__":
    main()
