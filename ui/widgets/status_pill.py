"""The one calm status of the device: sent, waiting, offline, or something to look at."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.form import Form
from ui.shell_state import PillState
from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import FOCUS_RING, RADIUS_PILL, TARGET, TYPE_BODY
from ui.theme.tones import tone_colours

_HEIGHT = 36
_PADDING, _PADDING_SHORT = 18, 12
_ICON = 16
_LOOKS = {
    "sent": ("success", "check"),
    "waiting": ("info", "arrow-up-right"),
    "offline": ("offline", "cloud-off"),
    "fault": ("warn", "alert-triangle"),
}


class StatusPill(QAbstractButton):
    """Tells the state of the device in words and figures; never red, never spinning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusPill")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state = PillState(text="", tone="sent")
        self._short = False

    def set_form(self, form: Form) -> None:
        """A handheld shows the short words."""
        self._short = form is Form.HANDHELD
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What stands on the pill."""
        return self._state.short if self._short and self._state.short else self._state.text

    def render_pill(self, state: PillState) -> None:
        """Take the words and the tone; draws only what differs."""
        if state == self._state:
            return
        self._state = state
        self.setText(state.text)
        self.setAccessibleName(state.text)
        self.updateGeometry()
        self.update()

    @property
    def _padding(self) -> int:
        return _PADDING_SHORT if self._short else _PADDING

    def sizeHint(self) -> QSize:
        """As wide as its words, 48 px to touch."""
        words = QFontMetrics(text_font(TYPE_BODY, 500)).horizontalAdvance(self.words)
        return QSize(max(TARGET, words + _ICON + 4 + 2 * self._padding), TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A 36 px pill in the tone's colours, icon and words in its middle."""
        tone, icon = _LOOKS[self._state.tone]
        tokens = active_tokens()
        background, colour = tone_colours(tone, tokens)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QPen(QColor(tokens.focus), FOCUS_RING) if self.hasFocus() else Qt.PenStyle.NoPen
        painter.setPen(ring)
        painter.setBrush(QColor(background))
        top = (self.height() - _HEIGHT) / 2
        painter.drawRoundedRect(QRectF(2, top, self.width() - 4, _HEIGHT), RADIUS_PILL, RADIUS_PILL)
        font = text_font(TYPE_BODY, 500)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        pixmap = icon_pixmap(icon, colour, _ICON, self.devicePixelRatioF())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon_left = self.width() - self._padding - _ICON if mirrored else self._padding
        painter.drawPixmap(icon_left, (self.height() - _ICON) // 2 + 1, pixmap)
        text_left = self._padding if mirrored else self._padding + _ICON + 4
        words = self.width() - 2 * self._padding - _ICON - 4
        cut = QFontMetrics(font).elidedText(self.words, Qt.TextElideMode.ElideRight, words + 2)
        place = QRectF(text_left, 0, words + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cut)
