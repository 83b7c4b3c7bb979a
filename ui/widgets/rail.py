"""Where to go: a column beside the screen, or a row below it on an upright tablet."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QStyle, QWidget

from ui.form import Form
from ui.shell_state import RailItem
from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import (
    FOCUS_RING,
    ICON_STRIP,
    RADIUS_KEY,
    RAIL_HEIGHT_UPRIGHT,
    RAIL_WIDTH,
    TARGET,
    TYPE_BODY,
    TYPE_LABEL,
)
from ui.translation import tr

_CELL_HEIGHT = 80
_BADGE = QSize(24, 22)


class RailKey(QAbstractButton):
    """One place on the rail, with a badge for what waits there."""

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"rail-{item.route}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.upright = False
        self._item = item
        self.render_item(item)

    @property
    def route(self) -> str:
        """Where this key leads."""
        return self._item.route

    def render_item(self, item: RailItem) -> None:
        """Take new words and a new badge; draws only what differs."""
        self._item = item
        self.setText(item.label)
        waiting = tr("{label}, {count} waiting", label=item.label, count=item.badge)
        self.setAccessibleName(waiting if item.badge else item.label)
        self.setVisible(item.visible)
        self.update()

    def sizeHint(self) -> QSize:
        """One cell of the column, or of the row."""
        return (
            QSize(TARGET, RAIL_HEIGHT_UPRIGHT) if self.upright else QSize(RAIL_WIDTH, _CELL_HEIGHT)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon over label, the active place marked by a bar and a lighter ground."""
        tokens, width = active_tokens(), self.width()
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 3 if self.upright else 5
        cell = QRectF(6, inset, width - 12, self.height() - 2 * inset)
        active = self.isChecked()
        if active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.rail_active))
            painter.drawRoundedRect(cell, RADIUS_KEY, RADIUS_KEY)
            painter.setBrush(QColor(tokens.rail_mark))
            middle = (width - 28) // 2
            mark = QRect(middle, 3, 28, 4) if self.upright else QRect(1, 24, 4, 32)
            painter.drawRoundedRect(self._visual(mark), 2, 2)
        colour = tokens.on_rail_active if active else tokens.on_rail
        icon_top = 15 if self.upright else 17
        left = (width - ICON_STRIP) // 2
        pixmap = icon_pixmap(self._item.icon, colour, ICON_STRIP, self.devicePixelRatioF())
        painter.drawPixmap(left, icon_top, pixmap)
        self._paint_label(painter, colour, icon_top + ICON_STRIP)
        self._paint_badge(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.on_rail_active), FOCUS_RING))
            painter.drawRoundedRect(cell, RADIUS_KEY, RADIUS_KEY)

    def _paint_label(self, painter: QPainter, colour: str, top: int) -> None:
        painter.setFont(text_font(TYPE_LABEL, 600 if self.isChecked() else 500))
        painter.setPen(QColor(colour))
        place = QRect(4, top, self.width() - 8, painter.fontMetrics().height() + 2)
        label = painter.fontMetrics().elidedText(
            self._item.label, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_badge(self, painter: QPainter) -> None:
        if not self._item.badge:
            return
        tokens = active_tokens()
        text = str(self._item.badge) if self._item.badge < 100 else "99+"
        painter.setFont(text_font(TYPE_LABEL, 600))
        wide = max(_BADGE.width(), painter.fontMetrics().horizontalAdvance(text) + 12)
        top = 6 if self.upright else 8
        place = self._visual(QRect(self.width() // 2 + 31 - wide, top, wide, _BADGE.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warn))
        painter.drawRoundedRect(place, _BADGE.height() / 2, _BADGE.height() / 2)
        painter.setPen(QColor(tokens.on_warn))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _visual(self, rect: QRect) -> QRect:
        if self.upright:
            return rect
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class OperatorDisc(QAbstractButton):
    """Who is signed on; a touch locks or hands over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("operatorDisc")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def render_operator(self, initials: str | None) -> None:
        """Initials, or nothing when nobody is signed on."""
        self.setText(initials or "")
        self.setAccessibleName(
            tr("Lock, or change the person. Now {initials}", initials=initials or "")
        )
        self.setVisible(initials is not None)

    def sizeHint(self) -> QSize:
        """A disc of 48 px with air around it."""
        return QSize(72, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A green disc with the initials."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF((self.width() - TARGET) / 2, (self.height() - TARGET) / 2, TARGET, TARGET)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.on_rail_active), FOCUS_RING))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.rail_mark))
        painter.drawEllipse(disc)
        painter.setPen(QColor(tokens.on_rail_mark))
        painter.setFont(text_font(TYPE_BODY, 600))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """The places of the app in one column (WIDE) or row (UPRIGHT); it knows routes, not screens."""

    route_chosen = Signal(str)
    operator_touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(tr("Places"))
        self._keys: dict[str, RailKey] = {}
        self._disc = OperatorDisc(self)
        self._disc.clicked.connect(self.operator_touched)
        self._places = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._places.setSpacing(0)
        self._outer = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._outer.setSpacing(0)
        self._outer.addLayout(self._places)
        self._outer.addStretch(1)
        self._outer.addWidget(self._disc)
        self.set_form(Form.WIDE)

    def set_form(self, form: Form) -> None:
        """A column beside the screen, or a row below it."""
        upright = form is not Form.WIDE
        way = QBoxLayout.Direction.LeftToRight if upright else QBoxLayout.Direction.TopToBottom
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self._places.setDirection(way)
        self._outer.setDirection(way)
        self._outer.setContentsMargins(0, 0 if upright else 6, 0, 0 if upright else 8)
        self._outer.setStretch(0, 1 if upright else 0)
        self._outer.setStretch(1, 0 if upright else 1)
        self.setSizePolicy(free if upright else fixed, fixed if upright else free)
        for key in self._keys.values():
            key.upright = upright
            key.setSizePolicy(free if upright else fixed, fixed)
            key.updateGeometry()
        disc_policy = fixed if upright else free
        self._disc.setSizePolicy(disc_policy, fixed)
        self._outer.activate()

    def render_rail(self, items: tuple[RailItem, ...], operator: str | None) -> None:
        """Take the visible places with their badges, and who is signed on."""
        if tuple(self._keys) != tuple(item.route for item in items):
            self._build(items)
        for item in items:
            self._keys[item.route].render_item(item)
        self._disc.render_operator(operator)

    def mark_route(self, route: str) -> None:
        """Show where the app is; a route that is not on the rail leaves the mark."""
        if route in self._keys:
            self._keys[route].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dark ground of the rail."""
        QPainter(self).fillRect(self.rect(), QColor(active_tokens().rail))

    def _build(self, items: tuple[RailItem, ...]) -> None:
        for old in self._keys.values():
            self._places.removeWidget(old)
            old.deleteLater()
        self._keys = {item.route: RailKey(item, self) for item in items}
        for key in self._keys.values():
            self._places.addWidget(key)
            key.clicked.connect(self._choose)
        self.set_form(
            Form.WIDE
            if self._outer.direction() == QBoxLayout.Direction.TopToBottom
            else Form.UPRIGHT
        )

    def _choose(self) -> None:
        key = self.sender()
        if isinstance(key, RailKey):
            self.route_chosen.emit(key.route)
