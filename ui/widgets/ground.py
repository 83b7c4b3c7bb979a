"""The canvas under every screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import TYPE_CHANGE
from ui.translation import tr


class Ground(QWidget):
    """The ground under the screens; in training it says so, faintly and everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("content")
        self.training = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The canvas, and the word of training across it."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.canvas))
        if not self.training:
            return
        colour = QColor(tokens.training)
        colour.setAlphaF(0.08)
        painter.setPen(colour)
        painter.setFont(text_font(TYPE_CHANGE, 600))
        painter.translate(self.rect().center())
        painter.rotate(-30)
        room = self.rect().translated(-self.rect().center())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, tr("TRAINING"))
