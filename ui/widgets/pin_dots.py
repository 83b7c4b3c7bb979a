"""How many digits of a PIN are typed, never which."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import active_tokens
from ui.theme.tokens import SPACE_L, TARGET
from ui.translation import tr

_DOT = 18


class PinDots(QWidget):
    """A dot for each digit of the PIN, filled as they are typed."""

    def __init__(self, name: str = "pinDots", length: int = 4) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._length = length
        self._filled = 0
        self.render_count(0, length)

    def render_count(self, filled: int, length: int) -> None:
        """Take how many digits are typed of how many."""
        self._filled, self._length = filled, length
        self.setAccessibleName(tr("PIN, {filled} of {length} digits", filled=filled, length=length))
        self.update()

    def sizeHint(self) -> QSize:
        """The dots with their gaps."""
        return QSize(self._length * (_DOT + SPACE_L), TARGET)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rings, the first so many of them full."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._length * _DOT + (self._length - 1) * SPACE_L
        left, top = (self.width() - width) / 2, (self.height() - _DOT) / 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for at in range(self._length):
            place = self._length - 1 - at if mirrored else at
            ring = QRectF(left + place * (_DOT + SPACE_L), top, _DOT, _DOT)
            painter.setPen(
                QPen(QColor(tokens.text if at < self._filled else tokens.line_strong), 2)
            )
            painter.setBrush(QColor(tokens.text) if at < self._filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
