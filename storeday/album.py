"""Album keeps a picture of every screen of the day, in each size that staff hold in their hands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

FOLDER = Path("var/tour")
SIZES = (QSize(1280, 800), QSize(800, 1280))
DRAWN_MS = 60


class Album:
    """Pictures numbered in the order of the day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def keeps(self, window: QWidget, title: str) -> None:
        """Take the window in each size, and leave it in the first."""
        if self._count == 0:
            self._clear()
        self._count += 1
        for size in (*SIZES[1:], SIZES[0]):
            window.resize(size)
            # The layout settles over a few turns of the event loop.
            QTest.qWait(DRAWN_MS)
            name = f"{self._count:02}-{title.replace(' ', '-')}-{size.width()}x{size.height()}.png"
            window.grab().save(str(self._folder / name))

    def _clear(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for picture in self._folder.glob("*.png"):
            picture.unlink()

    @property
    def count(self) -> int:
        """Screens taken so far."""
        return self._count
