"""The outline of a loyalty card: held against the glass, it says how large a pixel is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.style import active_tokens
from ui.theme.tokens import RADIUS_CARD
from ui.translation import tr

STRIP_PX = 48


class CardOutline(QWidget):
    """Draws a card of ISO/IEC 7810 ID-1 (85.60 mm × 53.98 mm) at the scale that is tried."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cardOutline")
        self.setAccessibleName(tr("Outline of a loyalty card"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._card = QSize(0, 0)
        self._only_strip = False

    def render_card(self, width_px: int, height_px: int) -> None:
        """Take the outline's size in logical pixels."""
        if self._card != QSize(width_px, height_px):
            self._card = QSize(width_px, height_px)
            self.updateGeometry()
            self.update()

    def set_strip(self, only_strip: bool) -> None:
        """Where there is little room the upper edge of the card is enough to compare."""
        self._only_strip = only_strip
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The card and its edge."""
        height = min(self._card.height(), STRIP_PX) if self._only_strip else self._card.height()
        return QSize(self._card.width() + 4, height + 4)

    def minimumSizeHint(self) -> QSize:
        """A part of the card is enough to compare."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """One outline in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(active_tokens().line_strong), 2))
        painter.setBrush(QColor(active_tokens().sunken))
        width = min(self._card.width(), self.width() - 4)
        left = (self.width() - width) / 2
        outline = QRectF(left, 2, width, self._card.height())
        painter.drawRoundedRect(outline, RADIUS_CARD, RADIUS_CARD)
