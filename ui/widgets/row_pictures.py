"""Rows that look as before, drawn as pictures: Qt paints every row in sight again when one is inserted."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from ui.theme.style import active_tokens, scaled
from ui.widgets.row_state import Row

# A high window shows about fifteen rows; each looks two ways, selected or not.
_PICTURES_MAX = 40
# Row, width and height, direction, whether it is selected, pixels to a point, text size and theme.
_Look = tuple[Row, int, int, Qt.LayoutDirection, bool, float, int, str]
PaintRow = Callable[[QPainter, QRect, Qt.LayoutDirection, Row, bool], None]


class RowPictures:
    """Paints each row once for each way that it looks; never between two pixels, where a picture would be blurred."""

    def __init__(self, paint_row: PaintRow) -> None:
        self._paint_row = paint_row
        self._pictures: dict[_Look, QPixmap] = {}
        self._selected: _Look | None = None

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        direction: Qt.LayoutDirection,
        row: Row,
        selected: bool,
    ) -> None:
        """Draw a row in its place."""
        ratio = painter.device().devicePixelRatioF()
        if not ratio.is_integer():
            self._paint_row(painter, rect, direction, row, selected)
            return
        width, height = rect.width(), rect.height()
        theme = active_tokens().name
        look = (row, width, height, direction, selected, ratio, scaled(100), theme)
        picture = self._pictures.get(look)
        if picture is None:
            picture = self._make(look)
            if selected:
                self._selected = look
        painter.drawPixmap(rect.topLeft(), picture)

    def forget(self) -> None:
        """Nobody sees the rows now: give their memory back."""
        self._pictures.clear()
        self._selected = None

    @property
    def wants_time(self) -> bool:
        """Whether the row selected last has no picture yet of how it will look beside the next."""
        return self._selected is not None

    def make_ahead(self) -> None:
        """There is time: picture the selected row as it will look when the next one is selected."""
        if self._selected is None:
            return
        row, width, height, direction, _, ratio, text_size, theme = self._selected
        self._selected = None
        look = (row, width, height, direction, False, ratio, text_size, theme)
        if (text_size, theme) == (scaled(100), active_tokens().name) and look not in self._pictures:
            self._make(look)

    def _make(self, look: _Look) -> QPixmap:
        row, width, height, direction, selected, ratio, _, _ = look
        picture = QPixmap(QSize(width, height) * ratio)
        picture.setDevicePixelRatio(ratio)
        inside = QPainter(picture)
        self._paint_row(inside, QRect(0, 0, width, height), direction, row, selected)
        inside.end()
        if len(self._pictures) >= _PICTURES_MAX:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[look] = picture
        return picture


def paint_ground(
    painter: QPainter, rect: QRect, direction: Qt.LayoutDirection, selected: bool
) -> None:
    """The ground of a row: selection tint with its 4 px bar, and the line below."""
    tokens = active_tokens()
    painter.fillRect(rect, QColor(tokens.select if selected else tokens.surface))
    line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
    painter.fillRect(line, QColor(tokens.line))
    if selected:
        bar = QRect(rect.left(), rect.top(), 4, rect.height() - 1)
        painter.fillRect(QStyle.visualRect(direction, rect, bar), QColor(tokens.info))
