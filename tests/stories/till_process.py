"""The register of a story as a process that may be killed at any moment."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from tests.stories.till_program import LOOKING, SEEN

ROOT = Path(__file__).parents[2]
END_SECONDS = 60


class TillProcess:
    """A window in another process, worked by lines of text."""

    def __init__(
        self,
        folder: DeviceFolder,
        centre_url: str,
        *,
        secrets: str = KEY_FILE,
        around: tuple[str, ...] = (),
    ) -> None:
        """around: a command that the program is run by."""
        program = [sys.executable, "-m", "tests.stories.till_program"]
        self._process = subprocess.Popen(
            [*around, *program, str(folder.root), centre_url, secrets],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def does(self, *commands: str) -> None:
        """What comes next, one after the other: scans, types, touches or sees, and what."""
        assert self._process.stdin is not None
        self._process.stdin.writelines(f"{command}\n" for command in commands)
        self._process.stdin.flush()

    def sees(self, *words: str) -> str:
        """Wait until one of these stands on its screen; gives which."""
        self.does("sees " + "|".join(words))
        return next((line for line in iter(self.next_line, "") if line in words), "nothing")

    def reads(self, beginning: str) -> str:
        """What the screen says behind these words."""
        self.does(f"reads {beginning}")
        return next((line for line in iter(self.next_line, "") if line != LOOKING), "")

    def next_line(self) -> str:
        """What it says next; nothing when it has ended."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip().removeprefix(SEEN)

    def kill(self) -> list[str]:
        """Pull the plug, if it runs; gives what it had said that nobody heard yet."""
        if self._process.returncode is not None:
            return []
        self._process.kill()
        return self._last_words()

    def closes(self) -> int:
        """Nothing more to do; gives its exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._last_words()
        return self._process.returncode

    def _last_words(self) -> list[str]:
        assert self._process.stdin is not None and self._process.stdout is not None
        said = [line.strip().removeprefix(SEEN) for line in self._process.stdout]
        self._process.wait(END_SECONDS)
        self._process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        return said
