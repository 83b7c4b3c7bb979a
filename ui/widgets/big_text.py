"""Figures that must never be cut: a bin, an amount, the change; they shrink instead."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import active_tokens, scaled, text_font
from ui.theme.tokens import (
    TYPE_BIN,
    TYPE_CHANGE,
    TYPE_CHANGE_REGISTER,
    TYPE_CUSTOMER,
    TYPE_HEADING,
    TYPE_STRIP_PRICE,
    TYPE_TOTAL,
)
from ui.translation import figure

_STEPS = (
    TYPE_CUSTOMER,
    TYPE_CHANGE_REGISTER,
    TYPE_CHANGE,
    TYPE_TOTAL,
    TYPE_BIN,
    TYPE_STRIP_PRICE,
    TYPE_HEADING,
)


def fitting_size(text: str, room: int, sizes: Sequence[int]) -> int:
    """The first of these type sizes at which the bold text fits into the room, else the last."""
    for size in sizes:
        if QFontMetrics(text_font(size, 600)).horizontalAdvance(text) <= room:
            return size
    return sizes[-1]


class BigText(QWidget):
    """One line of figures at up to its size, read left to right, with a slashed zero for places."""

    def __init__(self, name: str, size: int = TYPE_BIN, *, centred: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sizes = tuple(step for step in _STEPS if step <= size)
        self._centred = centred
        self._text = ""

    def render_text(self, text: str) -> None:
        """Take new figures; draws only what differs."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The figures shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for the text at its full size."""
        metrics = QFontMetrics(text_font(self._sizes[0], 600))
        return QSize(metrics.horizontalAdvance(self._text) + 2, self._height())

    def minimumSizeHint(self) -> QSize:
        """Narrower than the full size: the text shrinks."""
        return QSize(120, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figures, as large as they fit."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        size = fitting_size(self._text, self.width(), self._sizes)
        painter.setFont(text_font(size, 600, slashed_zero=size == TYPE_BIN))
        painter.setPen(QColor(active_tokens().text))
        across = Qt.AlignmentFlag.AlignHCenter if self._centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), across | Qt.AlignmentFlag.AlignVCenter, figure(self._text))

    def _height(self) -> int:
        return round(scaled(self._sizes[0]) * 1.25)
