"""A card terminal as a process of its own, and the register's way to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pos_app.devices.https_line import HttpsLine
from pos_app.devices.nexo_messages import Parties
from pos_app.devices.nexo_security import Sealing, SharedKey
from pos_app.devices.nexo_terminal import NexoTerminal
from pos_app.devices.terminal_memory import taken_minor
from pos_app.devices.terminal_simulator import BEHAVIOUR, CERTIFICATE, HOST, LEDGER

KEY = "till-terminal:1:a long and secret sentence"
PARTIES = Parties("till-2", "V400m-324688179")
END_SECONDS = 60


class SimulatedTerminal:
    """May die and be switched on again, at the address that it had."""

    def __init__(self, folder: Path, slow_ms: int = 1_000) -> None:
        self.folder = folder
        self.port = 0
        self._slow_ms = slow_ms
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Switched on; it listens when this returns."""
        module = "pos_app.devices.terminal_simulator"
        told = ["--folder", str(self.folder), "--key", KEY, "--port", str(self.port)]
        slow = ["--slow-ms", str(self._slow_ms)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *told, *slow], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline().strip().rpartition(":")[2])

    def stop(self) -> None:
        """Switched off, or dead already."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(END_SECONDS)
            assert process.stdout is not None
            process.stdout.close()

    def behaves(self, word: str) -> None:
        """From the next payment on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / BEHAVIOUR).write_text(word, encoding="ascii")

    @property
    def has_died(self) -> bool:
        """By itself."""
        return self._process is not None and self._process.poll() is not None

    def waits_for_its_death(self) -> None:
        """It is about to end by itself."""
        assert self._process is not None
        self._process.wait(END_SECONDS)

    @property
    def line(self) -> HttpsLine:
        """How the register reaches it."""
        return HttpsLine(HOST, self.port, self.folder / CERTIFICATE)

    def terminal(self) -> NexoTerminal:
        """As the register speaks to it."""
        return NexoTerminal(PARTIES, self.line, Sealing(SharedKey.read(KEY)))

    @property
    def taken(self) -> dict[str, int]:
        """What it took by each payment, in minor units."""
        return taken_minor(self.folder / LEDGER)
