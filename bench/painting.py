"""Painting knows when what was asked of a list has been painted, in the product and on its floor alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget


@dataclass(frozen=True, slots=True)
class Painted:
    """Nanoseconds from the asking to the begin of the list's paint, to its end, and to the end of all paints."""

    until_paint_ns: int
    line_ns: int
    in_all_ns: int


class PaintClock(QObject):
    """Watches all paints from outside: the list's counts once the list holds what was asked for.

    The list is painted when the next widget begins, or, where no other has anything new to show, when all is done.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._viewport = view.viewport()
        self._is_there: Callable[[], bool] | None = None
        self._paint_began_ns = 0
        self._line_ns = 0
        self._painted_ns = 0

    def time(self, ask: Callable[[], None], is_there: Callable[[], bool]) -> Painted:
        """Ask, and let Qt work until it is painted."""
        app = QApplication.instance()
        assert app is not None
        self._is_there = is_there
        self._paint_began_ns = self._line_ns = 0
        app.installEventFilter(self)
        began = time.perf_counter_ns()
        ask()
        self._loop.exec()
        app.removeEventFilter(self)
        return Painted(
            self._paint_began_ns - began, self._line_ns - began, self._painted_ns - began
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of what was asked for, and what follows it."""
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        if self._paint_began_ns:
            self._line_ns = self._line_ns or time.perf_counter_ns()
        elif watched is self._viewport and self._is_there is not None and self._is_there():
            self._is_there = None
            self._paint_began_ns = time.perf_counter_ns()
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self._painted_ns = time.perf_counter_ns()
        self._line_ns = self._line_ns or self._painted_ns
        self._loop.quit()


class BareRows(QAbstractListModel):
    """The least that a list model in Python can be: a text for each row, and one size for all."""

    def __init__(self, row_height_px: int) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._size = QSize(200, row_height_px)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """How many."""
        return len(self.texts)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Text and size."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[index.row()]
        return self._size if role == Qt.ItemDataRole.SizeHintRole else None

    def add(self, text: str) -> None:
        """One row more, at the end."""
        at = len(self.texts)
        self.beginInsertRows(QModelIndex(), at, at)
        self.texts.append(text)
        self.endInsertRows()

    def reset(self, texts: list[str]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.texts = texts
        self.endResetModel()


class BareList(QListView):
    """A plain QListView as large as the product's list, in a window of its own, drawn by Qt's own delegate."""

    def __init__(self, size: QSize, row_height_px: int) -> None:
        super().__init__()
        self.rows = BareRows(row_height_px)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.resize(size)

    def add(self, text: str) -> None:
        """Insert at the end, select it, and follow."""
        self.rows.add(text)
        index = self.rows.index(len(self.rows.texts) - 1)
        self.setCurrentIndex(index)
        self.scrollTo(index)
