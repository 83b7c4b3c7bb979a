"""The list every screen uses: whole rows only, follows the selection, told apart by key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import FOCUS_RING, ROW_HEIGHT, SPACE_M, TYPE_BODY
from ui.translation import tr
from ui.widgets.row_model import RowModel
from ui.widgets.row_pictures import PaintRow, RowPictures
from ui.widgets.row_state import Row
from ui.widgets.touch_scroll import scroll_by_touch


class MoreAbove(QWidget):
    """Says how many rows stand above the edge of a list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("moreAbove")
        self._text = ""
        self._count = 0
        self.hide()

    def render_count(self, count: int) -> None:
        """Take the number of rows above; none hides the words."""
        if count == self._count:
            return
        self._count = count
        self._text = tr("{count} more above", count=count)
        self.setAccessibleName(self._text)
        self.setVisible(count > 0)
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """A pill around the words."""
        words = text_font(TYPE_BODY)
        self.setFont(words)
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Muted words on a quiet pill."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line_strong))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(text_font(TYPE_BODY))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class RowSize(QStyledItemDelegate):
    """How large Qt lays out a row; it is painted elsewhere."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row is 64 px tall."""
        return QSize(200, ROW_HEIGHT)


class RowList(QListView):
    """Uniform 64 px rows of frozen states; a row is inserted, never the list reset, on a scan."""

    row_touched = Signal(str)
    row_selected = Signal(str)
    row_entered = Signal(str)

    def __init__(self, name: str, spoken: str, paint_row: PaintRow) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(ROW_HEIGHT + 2 * SPACE_M)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        # Qt's own viewport is of a class without a name in Python; to name it Qt would load all its widgets.
        ground = QWidget()
        ground.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewport(ground)
        scroll_by_touch(ground)
        self._model = RowModel(self)
        self._above = MoreAbove(self)
        self._pictures = RowPictures(paint_row)
        self._over: Callable[[QPainter], None] | None = None
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self._pictures.make_ahead)
        self.setItemDelegate(RowSize(self))
        self.setModel(self._model)
        self.clicked.connect(self._touch)
        self.verticalScrollBar().valueChanged.connect(self._show_above)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as drawn."""
        return self._model.rows

    @property
    def selected_key(self) -> str | None:
        """The key of the selected row."""
        at = self.currentIndex().row()
        return self._model.rows[at].key if 0 <= at < len(self._model.rows) else None

    def show_rows(self, rows: Sequence[Row], selected_key: str | None) -> None:
        """Draw these rows and follow the selected one."""
        self._model.show_rows(rows)
        at = self._model.position(selected_key)
        if at < 0:
            self.setCurrentIndex(QModelIndex())
        elif at != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(at, 0))
        if at >= 0:
            self.scrollTo(self._model.index(at, 0))
        self._show_above()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move (`row_selected`), Enter confirms the row in front; letters go on to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.selected_key is not None:
                self.row_entered.emit(self.selected_key)
            return
        if event.text().isprintable() and event.text():
            event.ignore()
            return
        before = self.selected_key
        super().keyPressEvent(event)
        if self.selected_key not in (None, before):
            self.row_selected.emit(self.selected_key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here by Tab sees where the arrows begin."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the visible height a whole number of rows."""
        spare = max(0, self.height() - SPACE_M) % ROW_HEIGHT
        self.setViewportMargins(0, SPACE_M, 0, spare)
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self._show_above()

    def paint_over(self, paint: Callable[[QPainter], None]) -> None:
        """What else is painted, over the rows."""
        self._over = paint

    def hideEvent(self, event: QHideEvent) -> None:
        """A list that is not in sight keeps no pictures."""
        super().hideEvent(event)
        self._pictures.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground first (the viewport is opaque), then the rows: all are as high as one another."""
        rows, dirty, offset = self._model.rows, event.rect(), self.verticalOffset()
        painter = QPainter(self.viewport())
        painter.fillRect(dirty, QColor(active_tokens().surface))
        width, direction = self.viewport().width(), self.layoutDirection()
        chosen = self.selectionModel()
        first = max(0, (dirty.top() + offset) // ROW_HEIGHT)
        for at in range(first, min(len(rows), (dirty.bottom() + offset) // ROW_HEIGHT + 1)):
            place = QRect(0, at * ROW_HEIGHT - offset, width, ROW_HEIGHT)
            selected = chosen.isSelected(self._model.index(at, 0))
            self._pictures.draw(painter, place, direction, rows[at], selected)
        if self._over is not None:
            self._over(painter)
        painter.end()
        if self._pictures.wants_time:
            self._ahead.start()
        if self.hasFocus():
            self._paint_ring()

    def _paint_ring(self) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(active_tokens().focus), FOCUS_RING))
        inset = FOCUS_RING // 2 + 1
        painter.drawRect(self.viewport().rect().adjusted(inset, inset, -inset, -inset))

    def _show_above(self) -> None:
        self._above.render_count(self.verticalScrollBar().value() // ROW_HEIGHT)
        middle = (self.width() - self._above.width()) // 2
        spare = self.viewportMargins().bottom()
        # In the spare room below the whole rows where it fits, so that it covers no name.
        top = self.height() - spare + (spare - self._above.height()) // 2
        fits = spare > self._above.height()
        self._above.move(middle, top if fits else 0)

    def _touch(self, index: QModelIndex) -> None:
        rows = self._model.rows
        if 0 <= index.row() < len(rows):
            self.row_touched.emit(rows[index.row()].key)
