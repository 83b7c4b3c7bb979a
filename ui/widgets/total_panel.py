"""What the customer pays, readable from a metre, with the count and the saving above it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import (
    SPACE_M,
    TYPE_BIN,
    TYPE_BODY,
    TYPE_HEADING,
    TYPE_STRIP_PRICE,
    TYPE_TITLE,
    TYPE_TOTAL,
)
from ui.translation import figure
from ui.widgets.big_text import fitting_size

_FACTS_HEIGHT = 30
_AMOUNT_HEIGHT = 68
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AMOUNT_SIZES = (TYPE_TOTAL, TYPE_BIN, TYPE_STRIP_PRICE, TYPE_HEADING)


@dataclass(frozen=True, slots=True)
class TotalState:
    """The figures of the panel, already formatted."""

    amount: str
    items: str = ""
    saving: str = ""
    caption: str = ""


class TotalPanel(QWidget):
    """Draws the total in one place that never scrolls; the amount shrinks before it is ever cut."""

    def __init__(self, name: str = "total", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._state = TotalState(amount="")

    def render_total(self, state: TotalState) -> None:
        """Take new figures; draws only what differs."""
        if state == self._state:
            return
        self._state = state
        self.setAccessibleName(f"{state.caption} {state.amount}")
        self.setAccessibleDescription(f"{state.items} {state.saving}")
        self.update()

    def sizeHint(self) -> QSize:
        """Facts over amount."""
        return QSize(320, _FACTS_HEIGHT + _AMOUNT_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for six figures."""
        return QSize(240, _FACTS_HEIGHT + _AMOUNT_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Count and saving, then caption and amount."""
        state, tokens, width = self._state, active_tokens(), self.width()
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        saving = text_font(TYPE_BODY, 600)
        saving_width = QFontMetrics(saving).horizontalAdvance(state.saving)
        painter.setFont(saving)
        painter.setPen(QColor(tokens.saving))
        place = QRect(width - saving_width - 1, 0, saving_width + 1, _FACTS_HEIGHT)
        painter.drawText(self._visual(place), _LEADING, state.saving)
        painter.setFont(text_font(TYPE_BODY))
        painter.setPen(QColor(tokens.muted))
        self._elided(
            painter, state.items, QRect(0, 0, width - saving_width - SPACE_M, _FACTS_HEIGHT)
        )
        caption = text_font(TYPE_TITLE, 600)
        caption_width = QFontMetrics(caption).horizontalAdvance(state.caption)
        amount = fitting_size(state.amount, width - caption_width - SPACE_M, _AMOUNT_SIZES)
        amount_width = QFontMetrics(text_font(amount, 600)).horizontalAdvance(state.amount)
        painter.setPen(QColor(tokens.text))
        painter.setFont(text_font(amount, 600))
        place = QRect(width - amount_width, _FACTS_HEIGHT, amount_width, _AMOUNT_HEIGHT)
        painter.drawText(self._visual(place), _LEADING, figure(state.amount))
        painter.setFont(caption)
        place = QRect(0, _FACTS_HEIGHT, width - amount_width - SPACE_M, _AMOUNT_HEIGHT)
        self._elided(painter, state.caption, place)

    def _elided(self, painter: QPainter, text: str, place: QRect) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(self._visual(place), _LEADING, cut)

    def _visual(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
