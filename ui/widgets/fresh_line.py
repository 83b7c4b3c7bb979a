"""The tint of the line that was taken just now: it says where to look, and is gone before the next scan."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.style import active_tokens
from ui.theme.tokens import FRESH_LINE_MS
from ui.widgets.row_list import RowList

_STEPS = 4
_ALPHA = 56


class FreshLine(QWidget):
    """Lies over the selected row for a moment; the row below is painted once, whatever this does."""

    def __init__(self, lines: RowList) -> None:
        super().__init__(lines.viewport())
        self.setObjectName("freshLine")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines = lines
        self._steps_left = 0
        self._frames = QTimer(self)
        self._frames.setInterval(FRESH_LINE_MS // _STEPS)
        self._frames.timeout.connect(self.fade)
        lines.verticalScrollBar().valueChanged.connect(self._end)
        lines.viewport().installEventFilter(self)
        self.hide()

    def shine(self) -> None:
        """The selected row was taken just now."""
        place = self._lines.visualRect(self._lines.currentIndex())
        if place.isEmpty():
            return
        self.setGeometry(place)
        self._steps_left = _STEPS
        self._frames.start()
        self.show()
        self.update()

    def fade(self) -> None:
        """One step paler."""
        self._steps_left -= 1
        if self._steps_left <= 0:
            self._end()
        else:
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rows of another width lie elsewhere."""
        if event.type() is QEvent.Type.Resize:
            self._end()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour of what was accepted, thin enough to read through."""
        colour = QColor(active_tokens().primary)
        colour.setAlpha(_ALPHA * self._steps_left // _STEPS)
        QPainter(self).fillRect(self.rect(), colour)

    def _end(self) -> None:
        self._frames.stop()
        self._steps_left = 0
        self.hide()
