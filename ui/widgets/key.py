"""The keys that hands press: plain, primary, danger, quiet, and the tall primary."""

import time
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
)

from ui.form import Form
from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import (
    FOCUS_RING,
    ICON_KEY,
    KEY_HEIGHT,
    PRIMARY_HEIGHT,
    PRIMARY_HEIGHT_HANDHELD,
    SECOND_PRESS_MS,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TARGET,
    TYPE_BODY,
    TYPE_HEADING,
    TYPE_LABEL,
    TYPE_NAME,
    Tokens,
)
from ui.theme.tones import tone_colours
from ui.widgets.key_text import ICON_GAP, fit_key_text, split_in_two
from ui.widgets.press_guard import PressGuard

BUSY_TEXT = "…"
_NOT_OURS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class KeyKind(Enum):
    """What pressing the key means, by colour."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"
    TAB = "tab"
    NOTICE = "notice"


class Key(QPushButton):
    """A key for hands: takes no focus from a touch, and a second press within 250 ms is ignored."""

    def __init__(
        self,
        text: str,
        name: str,
        *,
        kind: KeyKind = KeyKind.PLAIN,
        icon: str = "",
        guard_ms: int = SECOND_PRESS_MS,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kind = kind
        self._icon_name = icon
        self._guard = PressGuard(guard_ms, clock)
        self._busy = False
        self.text_size = TYPE_HEADING if kind is KeyKind.PRIMARY else TYPE_BODY
        self.face_height = KEY_HEIGHT
        self.leading = False

    def set_key(self, text: str, icon: str | None = None) -> None:
        """Change the words, and the icon where one is given; draws only what differs."""
        changed = text != self.text() or (icon is not None and icon != self._icon_name)
        if not changed:
            return
        self._icon_name = self._icon_name if icon is None else icon
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_busy(self, busy: bool) -> None:
        """While busy the key shows … and ignores presses."""
        self._busy = busy
        self.update()

    @property
    def is_busy(self) -> bool:
        """Whether work started by this key is still under way."""
        return self._busy

    def hold_presses(self, duration_ms: int) -> None:
        """Ignore presses for a while, so that a late tap cannot act on what just changed."""
        self._guard.hold(duration_ms)

    def set_waiting(self, waiting: bool) -> None:
        """The dashed look of a primary that still says what is missing."""
        self.setProperty("waiting", waiting)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a press unless busy or within the guard time."""
        if self._busy or not self._guard.accepts():
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; Enter never does, because a scanner may be typing; arrows are the screen's."""
        if event.key() in _NOT_OURS:
            event.ignore()
            return
        if self._busy or (event.key() == Qt.Key.Key_Space and not self._guard.accepts()):
            event.accept()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the words on one line beside the icon."""
        metrics = QFontMetrics(self._font())
        icon = ICON_KEY + ICON_GAP if self._icon_name else 0
        width = metrics.horizontalAdvance(self.text()) + icon + 2 * SPACE_M
        return QSize(max(width, TARGET), self.face_height)

    def minimumSizeHint(self) -> QSize:
        """Room for the words on two lines without the icon; tab and primary may shrink."""
        metrics = QFontMetrics(self._small_font())
        lines = split_in_two(self.text(), metrics)
        if 2 * metrics.height() > self.face_height - 2:
            lines = (self.text(),)
        width = max(metrics.horizontalAdvance(line) for line in lines) + 2 * self._padding()
        return QSize(max(width, TARGET), self.face_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet's face, then the words fitted into it, then the focus ring."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        self._paint_face(painter)
        if self.hasFocus():
            inset = FOCUS_RING / 2
            painter.setPen(QPen(QColor(active_tokens().focus), FOCUS_RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, SPACE_M, SPACE_M)

    def changeEvent(self, event: QEvent) -> None:
        """A theme change may change the width of the words."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _paint_face(self, painter: QPainter) -> None:
        colour = self._text_colour(active_tokens())
        padding = self._padding()
        inside = self.rect().adjusted(padding, 1, -padding, -1)
        font = self._font()
        metrics = QFontMetrics(font)
        icon_width = ICON_KEY if self._icon_name and not self._busy else 0
        text = BUSY_TEXT if self._busy else self.text()
        face = fit_key_text(text, metrics, inside.width(), inside.height(), icon_width)
        if face.elided:
            font = self._small_font()
            metrics = QFontMetrics(font)
            face = fit_key_text(text, metrics, inside.width(), inside.height(), icon_width)
        text_width = max(metrics.horizontalAdvance(line) for line in face.lines)
        gap = ICON_GAP if text_width and icon_width else 0
        block = text_width + (ICON_KEY + gap if face.with_icon else 0)
        left = inside.left() + (0 if self.leading else (inside.width() - block) // 2)
        if face.with_icon:
            square = QRect(left, inside.center().y() - ICON_KEY // 2 + 1, ICON_KEY, ICON_KEY)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            pixmap = icon_pixmap(
                self._icon_name, colour, ICON_KEY, self.devicePixelRatioF(), mirrored=mirrored
            )
            painter.drawPixmap(self._visual(square, inside), pixmap)
            left += ICON_KEY + gap
        painter.setFont(font)
        painter.setPen(QColor(colour))
        top = inside.center().y() + 1 - (len(face.lines) * metrics.height()) // 2
        align = Qt.AlignmentFlag.AlignLeft if self.leading else Qt.AlignmentFlag.AlignHCenter
        for line in face.lines:
            row = QRect(left, top, text_width + 1, metrics.height())
            painter.drawText(self._visual(row, inside), align | Qt.AlignmentFlag.AlignVCenter, line)
            top += metrics.height()

    def _visual(self, rect: QRect, inside: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), inside, rect)

    def _font(self) -> QFont:
        heavy = self._kind is KeyKind.PRIMARY or (self._kind is KeyKind.TAB and self.isChecked())
        return text_font(self.text_size, 600 if heavy else 500)

    def _small_font(self) -> QFont:
        shrunken = {KeyKind.TAB: TYPE_LABEL, KeyKind.PRIMARY: TYPE_NAME}
        return text_font(shrunken.get(self._kind, self.text_size), self._font().weight())

    def _padding(self) -> int:
        if self.leading:
            return SPACE_M
        return SPACE_XS if self._kind is KeyKind.TAB else SPACE_S

    def _text_colour(self, tokens: Tokens) -> str:
        if not self.isEnabled():
            return tokens.disabled
        if self._kind is KeyKind.PRIMARY:
            return tokens.on_primary_tint if self.property("waiting") else tokens.on_primary
        if self._kind is KeyKind.DANGER:
            return tokens.on_danger
        if self._kind is KeyKind.TAB:
            return tokens.on_info_tint if self.isChecked() else tokens.muted
        if self._kind is KeyKind.NOTICE:
            return tone_colours(str(self.property("tone")), tokens)[1]
        return tokens.text


class PrimaryKey(Key):
    """The one primary key of a screen: 80 px tall, the full width of its column."""

    def __init__(self, text: str, name: str, *, icon: str = "") -> None:
        super().__init__(text, name, kind=KeyKind.PRIMARY, icon=icon)
        self.setProperty("large", True)
        self.face_height = PRIMARY_HEIGHT

    def set_form(self, form: Form) -> None:
        """64 px on a handheld, 80 px elsewhere."""
        tall = PRIMARY_HEIGHT if form is not Form.HANDHELD else PRIMARY_HEIGHT_HANDHELD
        self.face_height = tall
        self.updateGeometry()
