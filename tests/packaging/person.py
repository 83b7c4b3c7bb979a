"""Person knows how somebody works an app that is a program of its own: by keys, at a screen of X11."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from pos_app.domain.facts import Fact, FactKind, read_body
from pos_app.files.database import Connection, DatabaseError, open_reader
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.ports.faults import Fault
from tests.sync.agent_process import until

TITLE = "^Storefront$"
# Slower than a scanner, and as fast as one.
BY_HAND_MS, BY_SCANNER_MS = "120", "4"
# Of everything else on this machine; whoever may not go ahead is told so, and goes on.
AHEAD = "-10"
END_SECONDS = 20
FACTS_MAX = 9_999
_LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
assert app.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody looks at."""
    read_end, write_end = os.pipe()
    size = ["-screen", "0", "1280x800x24"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), *size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(END_SECONDS)


class Person:
    """One pair of hands at one screen."""

    def __init__(self, display: str, python: str, pictures: Path) -> None:
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._python = python
        self._pictures = pictures

    def sees_window(self) -> bool:
        """Whether the app's window is there; the keys go to it then."""
        found = self._tool("search", "--onlyvisible", "--name", TITLE)
        if not found:
            return False
        self._tool("windowfocus", "--sync", found.split()[0])
        return True

    def window_size(self) -> str:
        """Of the app's window, as 1280x800."""
        window = self._tool("search", "--onlyvisible", "--name", TITLE).split()[0]
        told = self._tool("getwindowgeometry", "--shell", window).splitlines()
        geometry = dict(line.split("=", 1) for line in told)
        return f"{geometry['WIDTH']}x{geometry['HEIGHT']}"

    def types(self, text: str) -> None:
        """By hand."""
        self._tool("type", "--delay", BY_HAND_MS, text)

    def scans(self, code: str) -> None:
        """By a scanner that is a keyboard."""
        # A scanner does not pause within a code because the computer is busy.
        words = ["nice", "-n", AHEAD, "xdotool", "type", "--delay", BY_SCANNER_MS, f"{code}\n"]
        subprocess.run(words, env=self._environment, stderr=subprocess.DEVNULL, check=False)

    def presses(self, *keys: str) -> None:
        """One after the other, by their names in X11."""
        for key in keys:
            self._tool("key", "--delay", BY_HAND_MS, key)

    def keeps(self, title: str) -> bytes:
        """A picture of the whole screen, also as it is written."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        picture = self._pictures / f"install-{title}.png"
        subprocess.run([self._python, "-c", _LOOK, str(picture)], env=self._environment, check=True)
        return picture.read_bytes()

    def waits_for_another_screen(self, before: bytes, title: str) -> None:
        """Until it is not the one before any more, and stays as it is: what is typed earlier is lost."""
        seen = [before]
        until(lambda: self._stands(before, seen, title))

    def _stands(self, before: bytes, seen: list[bytes], title: str) -> bool:
        seen.append(self.keeps(title))
        return seen[-1] == seen[-2] != before

    def _tool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout


class Journal:
    """What the register wrote, read beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = DeviceFolder(folder)

    def facts(self) -> tuple[Fact, ...]:
        """All of them; none while there is no journal that can be read."""
        settings = DeviceSettings.load(self.folder)
        if settings is None or not self.folder.journal.exists():
            return ()
        try:
            key = database_key(open_secrets(settings, self.folder))
            with closing(open_reader(self.folder.journal, key)) as reader:
                return tuple(chain.from_iterable(_facts(reader)))
        except (Fault, DatabaseError):
            # as long as the app makes its tables
            return ()

    def waits_for(self, kind: FactKind, count: int) -> None:
        """Until so many facts of a kind are written."""
        until(lambda: sum(fact.kind == kind for fact in self.facts()) >= count)

    def books(self) -> dict[str, Any]:
        """Sales, what they brought in, and the facts of each journal."""
        facts = self.facts()
        sales = [read_body(fact) for fact in facts if fact.kind == FactKind.SALE_COMPLETED]
        return {
            "sale_count": len(sales),
            "sales_total_minor": sum(sale["total_minor"] for sale in sales),
            "journals": dict(Counter(str(fact.incarnation) for fact in facts)),
        }


def _facts(reader: Connection) -> Iterator[Sequence[Fact]]:
    for life in incarnations(reader):
        yield facts_after(reader, life.id, 0, FACTS_MAX)
