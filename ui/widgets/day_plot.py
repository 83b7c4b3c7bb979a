"""A day in bars, one for each hour, painted; said in words to whoever does not see it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import SPACE_S, SPACE_XS, TYPE_BODY
from ui.translation import figure

HEIGHT, HEIGHT_MIN = 160, 96
_FOOT = 26
_HEAD = 24


class DayPlot(QWidget):
    """Hours from left to right, from the first to the last in which anything was done."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumHeight(HEIGHT_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._by_hour: tuple[int, ...] = ()

    def render_hours(self, by_hour: tuple[int, ...], spoken: str) -> None:
        """Take the figures of 24 hours."""
        self._by_hour = by_hour
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as given."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar for each hour with its figure above and the hour below; a line where nothing was done."""
        tokens = active_tokens()
        painter = QPainter(self)
        ground = self.height() - _FOOT
        painter.fillRect(QRect(0, ground, self.width(), 2), QColor(tokens.line_strong))
        busy = [hour for hour, count in enumerate(self._by_hour) if count]
        if not busy:
            return
        hours = range(min(busy), max(busy) + 1)
        most, wide = max(self._by_hour), self.width() // len(hours)
        painter.setFont(text_font(TYPE_BODY))
        for place, hour in enumerate(hours):
            count = self._by_hour[hour]
            tall = (ground - _HEAD) * count // most
            slot = QRect(place * wide, 0, wide, self.height())
            bar = QRect(place * wide + SPACE_XS, ground - tall, max(2, wide - SPACE_S), tall)
            painter.fillRect(self._placed(bar), QColor(tokens.info))
            painter.setPen(QColor(tokens.text))
            middle = Qt.AlignmentFlag.AlignHCenter
            if count:
                above = QRect(slot.left(), ground - tall - _HEAD, wide, _HEAD)
                painter.drawText(self._placed(above), middle, figure(str(count)))
            below = QRect(slot.left(), ground + 4, wide, _FOOT - 4)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(self._placed(below), middle, figure(str(hour)))

    def _placed(self, logical: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), logical)
