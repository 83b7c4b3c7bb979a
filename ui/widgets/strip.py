"""The reserved line above every screen: the last accepted thing, or the notice in front of it."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QWidget

from ui.form import Form
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import (
    ICON_STRIP,
    RADIUS_KEY,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    STRIP_HEIGHT,
    STRIP_HEIGHT_HANDHELD,
    SUCCESS_NOTICE_MS,
    TARGET,
    TYPE_BODY,
    TYPE_HEADING,
    TYPE_NAME,
    TYPE_STRIP_PRICE,
    TYPE_TITLE,
)
from ui.theme.tones import tone_colours
from ui.translation import figure, own_direction, tr, tr_count
from ui.widgets.key import Key, KeyKind
from ui.widgets.notice_queue import NoticeQueue

_LOOKS: Final = {
    NoticeKind.ACCEPTED: ("success", "check"),
    NoticeKind.INSTRUCTION: ("success", "scan"),
    NoticeKind.SUCCESS: ("success", "circle-check"),
    NoticeKind.CALM: ("info", "info-circle"),
    NoticeKind.ARRIVAL: ("warn", "package"),
    NoticeKind.QUESTION: ("warn", "help-circle"),
    NoticeKind.REFUSAL: ("danger", "alert-circle"),
    NoticeKind.FAULT: ("warn", "alert-triangle"),
}


class Strip(QWidget):
    """One fixed place for messages, so that nothing else ever moves."""

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAccessibleName(tr("Last item and messages"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._height = STRIP_HEIGHT
        self._queue = NoticeQueue()
        self._drawn = EMPTY_NOTICE
        self._title = ""
        self._action = Key("", "stripKey", kind=KeyKind.NOTICE)
        self._messages = Key("", "stripMessages", kind=KeyKind.NOTICE)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SUCCESS_NOTICE_MS)
        self._timer.timeout.connect(self.end_success)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        row.setSpacing(SPACE_S)
        row.addStretch(1)
        for key in (self._action, self._messages):
            key.face_height = TARGET
            key.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
            key.hide()
        self._action.clicked.connect(self._press_action)
        self._messages.clicked.connect(self._show_next)

    def set_form(self, form: Form) -> None:
        """52 px on a handheld, 64 px elsewhere."""
        self._height = STRIP_HEIGHT_HANDHELD if form is Form.HANDHELD else STRIP_HEIGHT
        self.updateGeometry()
        self._draw()

    def render_notice(self, notice: NoticeState) -> None:
        """Show a notice, or the last accepted thing; rank decides what is in front."""
        self._queue.push(notice)
        if notice.kind in (NoticeKind.SUCCESS, NoticeKind.CALM):
            self._timer.start()
        self._draw()

    def set_title(self, title: str) -> None:
        """What stands here while there is nothing to say; empty for nothing."""
        if title != self._title:
            self._title = title
            self.update()

    def mend(self, subject: str) -> None:
        """Take away what was said about a subject that is well again."""
        self._queue.mended(subject)
        self._draw()

    def end_success(self) -> None:
        """Success and calm notices step back after their time."""
        self._queue.success_over()
        self._draw()

    @property
    def shown(self) -> NoticeState:
        """The notice in front."""
        return self._queue.shown

    def sizeHint(self) -> QSize:
        """Wide as given, as tall as the form says."""
        return QSize(320, self._height)

    def minimumSizeHint(self) -> QSize:
        """Never lower than its reserved height."""
        return QSize(200, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint with icon, one or two sentences and, for the last item, its price."""
        notice, tokens = self._drawn, active_tokens()
        if not notice.text:
            self._paint_title()
            return
        tone, icon = _LOOKS[notice.kind]
        background, colour = tone_colours(tone, tokens)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(background))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_KEY, RADIUS_KEY)
        top = (self.height() - ICON_STRIP) // 2
        square = QRect(SPACE_L, top, ICON_STRIP, ICON_STRIP)
        pixmap = icon_pixmap(notice.icon or icon, colour, ICON_STRIP, self.devicePixelRatioF())
        painter.drawPixmap(self._visual(square), pixmap)
        painter.setPen(QColor(colour))
        left = SPACE_L + ICON_STRIP + SPACE_M
        right = self._paint_amount(painter, notice.amount, self._text_end())
        self._paint_text(painter, notice, QRect(left, 0, right - left, self.height()))

    def _paint_title(self) -> None:
        """Nothing to say: the place says where one is, as each such screen says of itself too."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(text_font(TYPE_STRIP_PRICE, 600))
        painter.setPen(QColor(active_tokens().text))
        place = self.rect().adjusted(SPACE_XS, 0, -SPACE_XS, 0)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, align, own_direction(title))

    def _paint_amount(self, painter: QPainter, amount: str, right: int) -> int:
        if not amount:
            return right
        painter.setFont(text_font(TYPE_STRIP_PRICE, 600))
        width = painter.fontMetrics().horizontalAdvance(amount) + 2
        place = self._visual(QRect(right - width, 0, width, self.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, figure(amount))
        return right - width - SPACE_M

    def _paint_text(self, painter: QPainter, notice: NoticeState, place: QRect) -> None:
        item = notice.kind in (NoticeKind.ACCEPTED, NoticeKind.INSTRUCTION)
        sizes = (TYPE_HEADING, TYPE_TITLE, TYPE_NAME) if item else (TYPE_NAME,)
        for size in sizes:
            painter.setFont(text_font(size, 500))
            if painter.fontMetrics().horizontalAdvance(notice.text) <= place.width():
                self._draw_lines(painter, (notice.text,), place)
                return
        font = text_font(TYPE_BODY, 500)
        painter.setFont(font)
        self._draw_lines(painter, _two_lines(notice.text, QFontMetrics(font), place.width()), place)

    def _draw_lines(self, painter: QPainter, lines: tuple[str, ...], place: QRect) -> None:
        height = painter.fontMetrics().height()
        top = place.center().y() + 1 - len(lines) * height // 2
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for line in lines:
            row = QRect(place.left(), top, place.width(), height)
            painter.drawText(self._visual(row), align, own_direction(line))
            top += height

    def _text_end(self) -> int:
        end = self.width() - SPACE_L
        for key in (self._messages, self._action):
            if not key.isHidden():
                end -= key.width() + SPACE_S
        return end

    def _visual(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _draw(self) -> None:
        shown, waiting = self._queue.shown, self._queue.waiting
        tone = _LOOKS[shown.kind][0]
        self._action.setVisible(bool(shown.key_text))
        self._action.set_key(shown.key_text)
        self._messages.setVisible(waiting > 0)
        words = tr_count("{count} message", "{count} messages", waiting)
        self._messages.set_key(f"+{waiting}" if self._height < STRIP_HEIGHT else words)
        self._messages.setAccessibleName(words)
        for key in (self._action, self._messages):
            if key.property("tone") != tone:
                key.setProperty("tone", tone)
                key.style().unpolish(key)
                key.style().polish(key)
        if shown != self._drawn:
            self._drawn = shown
            self.setAccessibleDescription(f"{shown.text} {shown.amount}".strip())
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.update()

    def _press_action(self) -> None:
        self.key_pressed.emit(self._drawn.key_action)

    def _show_next(self) -> None:
        self._queue.next()
        self._draw()


def _two_lines(text: str, metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """As many words on the first line as fit; the second line elides, detail has it whole."""
    words, first = text.split(" "), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    return tuple(line for line in (first, rest) if line)
