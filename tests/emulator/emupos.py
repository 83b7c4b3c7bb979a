"""Emupos knows how the emulated printer is started, made to fail, and asked for what it drew."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from pos_app.child_process import end
from tests.stories.world import free_port

PRINTER = "front"
# Another Python with a web server in it starts slowly on a busy machine.
START_SECONDS_MAX = 60
DRAW_SECONDS_MAX = 20
SETTINGS = """schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: {printer}
    type: printer
    profile: epson-tm-t20iii
    connections:
      - tcp: {{ port: {port} }}
    receipts_dir: {receipts}
    drawer: {{ sensor_open_level: high }}
"""


class Emupos:
    """One printer with a drawer; each paper that it cut lies in a folder as picture and text."""

    def __init__(self, program: Path, folder: Path) -> None:
        """program: its command in an environment of its own. Errors: TimeoutError."""
        self._program = program
        self._papers = folder / "papers"
        self._papers.mkdir(parents=True)
        api, port = free_port(), free_port()
        self.address = f"127.0.0.1:{port}"
        self._api = f"http://127.0.0.1:{api}"
        settings = folder / "emupos.yaml"
        told = SETTINGS.format(api=api, port=port, printer=PRINTER, receipts=self._papers)
        settings.write_text(told, encoding="utf-8")
        with (folder / "emupos.log").open("wb") as log:
            self._process = subprocess.Popen(
                [program, "run", "--config", settings], stdout=log, stderr=log
            )
        self._wait(lambda: self._says("devices"), START_SECONDS_MAX, "it did not start")

    def fails(self, fault: str) -> None:
        """From now on."""
        self._says("fault", "set", PRINTER, fault)

    def is_mended(self, fault: str) -> None:
        """It works again."""
        self._says("fault", "clear", PRINTER, fault)

    def papers(self, count: int) -> list[Path]:
        """The pictures of what it cut, in their order, once there are so many. Errors: TimeoutError."""
        self._wait(lambda: self._has_drawn(count), DRAW_SECONDS_MAX, "a paper is missing")
        return self._pictures()

    def stop(self) -> None:
        """Switched off."""
        end(self._process)

    def _has_drawn(self, count: int) -> bool:
        # each question takes it a moment
        return self._says("devices") and len(self._pictures()) >= count

    def _pictures(self) -> list[Path]:
        # their names begin with the moment at which they were cut
        return sorted(self._papers.glob("*.png"))

    def _says(self, *words: str) -> bool:
        done = subprocess.run(
            [self._program, "--api", self._api, *words],
            capture_output=True,
            check=False,
            timeout=START_SECONDS_MAX,
        )
        return done.returncode == 0

    def _wait(self, until: Callable[[], bool], seconds: int, otherwise: str) -> None:
        deadline = time.monotonic() + seconds
        while not until():
            if time.monotonic() > deadline:
                self.stop()
                raise TimeoutError(otherwise)
