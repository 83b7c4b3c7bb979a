"""Agent process knows how the sync agent is started beside the app, started again, and stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pos_app.child_process import end
from resources.installation import is_installed

# After each end in a row the next start waits twice as many calls, up to a minute.
WAIT_CALLS_MAX = 60


class Patience:
    """How long to wait before the next start; a program that lived for a minute was no failure."""

    def __init__(self) -> None:
        self._wait = 0
        self._calls_left = 0
        self._calls_lived = 0

    def lives(self) -> None:
        """One call in which the program runs."""
        self._calls_lived += 1
        if self._calls_lived == WAIT_CALLS_MAX:
            self._wait = self._calls_left = 0

    def may_start(self) -> bool:
        """One call in which it does not run; True when it is to be started in this call."""
        if self._calls_left > 0:
            self._calls_left -= 1
            return False
        self._wait = min(max(1, self._wait * 2), WAIT_CALLS_MAX)
        self._calls_left = self._wait
        self._calls_lived = 0
        return True


class AgentProcess:
    """One agent for one folder; it ends with the app, also when the app is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._patience = Patience()

    def keep_running(self) -> None:
        """Called every second: start it, or start it again when it has ended."""
        if self._process is not None and self._process.poll() is None:
            self._patience.lives()
        elif self._patience.may_start():
            self._start()

    def stop(self) -> None:
        """Ask it to end; after ten seconds it is made to."""
        process, self._process = self._process, None
        end(process)

    def _start(self) -> None:
        command = [*_program(), "--data", str(self._folder)]
        command += ["--parent-pid", str(os.getpid())]
        command += ["--log-file", str(self._folder / "agent.log")]
        # What Python itself says of an end that nothing caught, of the newest agent alone.
        with (self._folder / "agent.err").open("wb") as last_words:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=last_words
            )


def _program() -> list[str]:
    """A package has a program of its own for the agent, beside the app's."""
    if is_installed():
        beside = Path(sys.executable)
        return [str(beside.with_name(f"storefront-agent{beside.suffix}"))]
    return [sys.executable, "-m", "sync"]
