"""Training process knows how a training is started beside the register: as a program that opens other files."""

from __future__ import annotations

import subprocess
import sys

from pos_app.child_process import end
from resources.installation import is_installed


class TrainingProcess:
    """One training at a time; it ends with the register."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self.command = (*_program(), "app", *arguments, "--training")
        self._process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Start it, unless it is there."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)

    def close(self) -> None:
        """Ask it to end; after ten seconds it is made to."""
        process, self._process = self._process, None
        end(process)


def _program() -> tuple[str, ...]:
    """This program again; a package has no modules to run by their names."""
    return (sys.executable,) if is_installed() else (sys.executable, "-m", "pos_app")
