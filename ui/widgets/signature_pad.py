"""A place to sign with a finger: strokes as points, and nothing of how fast or how hard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import RADIUS_KEY, TYPE_BODY
from ui.translation import tr

_HEIGHT = 112
_HEIGHT_LOW = 72
_PEN = 3


class SignaturePad(QWidget):
    """Emits all strokes as text ("x,y x,y;x,y …") after each one; "" after it was wiped."""

    signed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Sign here"))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._strokes: list[list[QPoint]] = []

    def set_low(self, low: bool) -> None:
        """Less room on a handheld."""
        self.setFixedHeight(_HEIGHT_LOW if low else _HEIGHT)

    def wipe(self) -> None:
        """Begin anew."""
        if self._strokes:
            self._strokes = []
            self.update()
            self.signed.emit("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        self._strokes.append([event.position().toPoint()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes on."""
        if self._strokes:
            self._strokes[-1].append(event.position().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It ends; a touch without a stroke is no signature."""
        if self._strokes and len(self._strokes[-1]) < 2:
            self._strokes.pop()
        self.update()
        if self._strokes:
            self.signed.emit(
                ";".join(" ".join(f"{p.x()},{p.y()}" for p in stroke) for stroke in self._strokes)
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A well with a line to sign on."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line_strong))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_KEY, RADIUS_KEY)
        if not self._strokes:
            painter.setPen(QColor(tokens.muted))
            painter.setFont(text_font(TYPE_BODY))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Sign here"))
        painter.setPen(QPen(QColor(tokens.text), _PEN))
        for stroke in self._strokes:
            painter.drawPolyline(stroke)
