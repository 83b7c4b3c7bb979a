"""An amount as it is typed: digits fill from the right, 1250 is twelve pounds fifty."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import (
    FOCUS_RING,
    RADIUS_KEY,
    SPACE_M,
    TILE_HEIGHT,
    TYPE_BIN,
    TYPE_BODY,
    TYPE_HEADING,
    TYPE_STRIP_PRICE,
)
from ui.translation import figure
from ui.widgets.big_text import fitting_size

LONGEST = 9


class NumberField(QWidget):
    """Holds typed digits and shows them formatted; no point or sign is ever typed.

    `shown` formats the whole number typed: minor units of money, pieces, or a code.
    """

    changed = Signal(int)
    entered = Signal(int)

    def __init__(
        self, name: str, caption: str, shown: Callable[[int], str], longest: int = LONGEST
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._caption = caption
        self._shown = shown
        self._longest = longest
        self._digits = ""
        self._speak()

    @property
    def value(self) -> int:
        """The number typed; none is 0."""
        return int(self._digits or "0")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self._digits

    def press_digit(self, digits: str) -> None:
        """Take one digit, or 00, in at the right end."""
        typed = (self._digits + digits).lstrip("0")
        if len(typed) <= self._longest:
            self._set(typed)

    def erase(self) -> None:
        """Take the last digit away."""
        self._set(self._digits[:-1])

    def set_value(self, value: int) -> None:
        """Show a number as if it had been typed."""
        self._set(str(value) if value else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter; all else goes on to the screen."""
        if event.text().isdecimal() and event.text().isascii():
            self.press_digit(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.value)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Caption and figure in one tall field."""
        return QSize(240, TILE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for a shrunken figure."""
        return QSize(120, TILE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A well with the caption leading and the figure trailing."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = FOCUS_RING if self.hasFocus() else 1
        painter.setPen(QPen(QColor(tokens.focus if self.hasFocus() else tokens.line_strong), edge))
        painter.setBrush(QColor(tokens.surface))
        inset = edge // 2 + 1
        field = self.rect().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(field, RADIUS_KEY, RADIUS_KEY)
        inside = self.rect().adjusted(SPACE_M, 0, -SPACE_M, 0)
        caption_font = text_font(TYPE_BODY)
        caption_width = QFontMetrics(caption_font).horizontalAdvance(self._caption)
        text = self._shown(self.value)
        painter.setPen(QColor(tokens.text if self._digits else tokens.muted))
        room = inside.width() - caption_width - SPACE_M
        size = fitting_size(text, room, (TYPE_BIN, TYPE_STRIP_PRICE, TYPE_HEADING))
        painter.setFont(text_font(size, 600))
        trailing = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, trailing, figure(text))
        painter.setFont(caption_font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(inside, leading, self._caption)

    def _set(self, digits: str) -> None:
        if digits == self._digits:
            return
        self._digits = digits
        self._speak()
        self.update()
        self.changed.emit(self.value)

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._caption} {self._shown(self.value)}".strip())


class MoneyField(NumberField):
    """An amount in minor units of the store's currency."""
