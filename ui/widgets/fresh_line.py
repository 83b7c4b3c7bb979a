"""The tint of the line that was taken just now: it says where to look, and is gone before the next scan."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QColor, QPainter

from ui.theme.style import active_tokens
from ui.theme.tokens import FRESH_LINE_MS
from ui.widgets.row_list import RowList

_STEPS = 4
_ALPHA = 56


class FreshLine(QObject):
    """Painted over the selected row for a moment, as part of its list: a widget on top would repaint all below it."""

    def __init__(self, lines: RowList) -> None:
        super().__init__(lines)
        self.setObjectName("freshLine")
        self._lines = lines
        self._place = QRect()
        self._steps_left = 0
        self._frames = QTimer(self)
        self._frames.setInterval(FRESH_LINE_MS // _STEPS)
        self._frames.timeout.connect(self.fade)
        lines.verticalScrollBar().valueChanged.connect(self._end)
        lines.paint_over(self.paint)

    @property
    def place(self) -> QRect:
        """What is tinted now; empty when nothing is, for rows of another width lie elsewhere."""
        same_width = self._place.width() == self._lines.viewport().width()
        return self._place if self._steps_left and same_width else QRect()

    def shine(self) -> None:
        """The selected row was taken just now."""
        self._end()
        place = self._lines.visualRect(self._lines.currentIndex())
        if place.isEmpty():
            return
        self._place = place
        self._steps_left = _STEPS
        self._frames.start()
        self._lines.viewport().update(place)

    def fade(self) -> None:
        """One step paler."""
        if self._steps_left > 1:
            self._steps_left -= 1
            self._lines.viewport().update(self._place)
        else:
            self._end()

    def paint(self, painter: QPainter) -> None:
        """The colour of what was accepted, thin enough to read through."""
        place = self.place
        if not place.isEmpty():
            colour = QColor(active_tokens().primary)
            colour.setAlpha(_ALPHA * self._steps_left // _STEPS)
            painter.fillRect(place, colour)

    def _end(self) -> None:
        if self._steps_left:
            self._frames.stop()
            self._steps_left = 0
            self._lines.viewport().update(self._place)
