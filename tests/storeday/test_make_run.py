"""What `make run` starts: the demo store in a window, until the window is closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storeday.window_closer import close_window
from tests.sync.agent_process import until

ROOT = Path(__file__).parents[2]
TITLE = "^Storefront$"
END_SECONDS = 60


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody looks at."""
    read_end, write_end = os.pipe()
    # Without -noreset the server starts anew whenever its last client leaves, and turns the next one away.
    size = ["-screen", "0", "1280x800x24"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), *size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait(END_SECONDS)


class OpenedStore:
    """What `make run` started, in a folder of its own."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self.display = display
        settings = {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "storeday"],
            cwd=folder,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            text=True,
        )

    def says(self, words: str) -> None:
        """Wait for the line that begins so."""
        assert self._process.stdout is not None
        assert any(line.startswith(words) for line in self._process.stdout), "it has ended"

    def window(self) -> int:
        """The number of its window; 0 while there is none."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", TITLE],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return int(found.stdout.split()[0]) if found.stdout else 0

    def is_told_to_end(self) -> None:
        """As a system does that is shut down."""
        self._process.send_signal(signal.SIGTERM)

    def ended(self) -> int:
        """Its exit code, once it has ended."""
        code = self._process.wait(END_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def running(self) -> list[str]:
        """The command lines of all processes that work in its folder."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if (entry / "cwd").resolve() == self.folder:
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue  # it ended while we looked, or it is somebody else's
        return found


@pytest.fixture
def opens(tmp_path: Path, display: str) -> Iterator[Callable[[], OpenedStore]]:
    """Starts `make run`'s program; whatever a failed test left of it is told to end."""
    opened: list[OpenedStore] = []

    def start() -> OpenedStore:
        opened.append(OpenedStore(tmp_path, display))
        return opened[-1]

    yield start
    for store in opened:
        store.is_told_to_end()
        store.ended()


def test_the_demo_store_ends_with_its_window_and_leaves_nothing_running(
    opens: Callable[[], OpenedStore],
) -> None:
    store = opens()
    store.says("Head office is open at http://127.0.0.1:")
    store.is_told_to_end()
    store.ended()
    assert store.running() == []
    store = opens()
    store.says("Head office is open at http://127.0.0.1:")
    until(lambda: store.window() != 0)
    until(lambda: any("-m sync" in line for line in store.running()))
    close_window(store.display, store.window())
    store.says("All closed")
    assert store.ended() == 0
    assert store.running() == []
