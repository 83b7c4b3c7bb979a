"""Album keeps a picture of every screen of the day, in each size that staff hold in their hands."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

FOLDER = Path("var/tour")
SIZES = (QSize(1280, 800), QSize(800, 1280))
DRAWN_MS = 60


class Album:
    """Pictures numbered in the order of the day."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._count = 0
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def keeps(self, window: QWidget, title: str) -> None:
        """Take the window in each size, and leave it in the first."""
        self._count += 1
        for size in (*SIZES[1:], SIZES[0]):
            window.resize(size)
            # The layout settles over a few turns of the event loop.
            QTest.qWait(DRAWN_MS)
            name = f"{self._count:02}-{title.replace(' ', '-')}-{size.width()}x{size.height()}.png"
            window.grab().save(str(self._folder / name))

    @property
    def count(self) -> int:
        """Screens taken so far."""
        return self._count
