"""The basket's lines: quantity, name, detail with saving, amount."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from ui.theme.style import active_tokens, scaled, text_font
from ui.theme.tokens import (
    RADIUS_KEY,
    ROW_HEIGHT,
    SPACE_XL,
    TYPE_BODY,
    TYPE_NAME,
    TYPE_TITLE,
)
from ui.translation import figure, own_direction
from ui.widgets.row_list import RowList
from ui.widgets.row_pictures import paint_ground
from ui.widgets.row_state import LineRow, Row

_EDGE = 18
_BOX_WIDTH = 44
_BOX_HEIGHT = 36
_SAVING_GAP = 18
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@lru_cache(maxsize=4096)
def elided(text: str, pixels: int, weight: int, width: int, scale: int) -> str:
    """The text cut at its end to a width; `scale` keys the cache by the operator's text setting."""
    metrics = QFontMetrics(text_font(pixels, weight))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))


@lru_cache(maxsize=4096)
def shortened(text: str, width: int, scale: int) -> str:
    """A saving cut in its middle, so that the amount at its end stays whole."""
    metrics = QFontMetrics(text_font(TYPE_BODY, 500))
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, width))


@lru_cache(maxsize=4096)
def advance(text: str, pixels: int, weight: int, scale: int) -> int:
    """The width of a text; `scale` keys the cache by the operator's text setting."""
    return QFontMetrics(text_font(pixels, weight)).horizontalAdvance(text)


class LineList(RowList):
    """The lines of a basket; touch or arrows select, `row_touched` says which."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken, paint_line)

    def render_rows(self, rows: tuple[LineRow, ...], selected_key: str | None) -> None:
        """Draw the lines and follow the selected one."""
        self.show_rows(rows, selected_key)


def paint_line(
    painter: QPainter, rect: QRect, direction: Qt.LayoutDirection, row: Row, selected: bool
) -> None:
    """One line: ground, quantity, amount, name, then detail and saving; money is never cut, a long name is elided."""
    assert isinstance(row, LineRow), "a basket has lines"
    painter.setLayoutDirection(direction)
    paint_ground(painter, rect, direction, selected)
    tokens = active_tokens()

    def place(left: int, top: int, width: int, height: int) -> QRect:
        logical = QRect(rect.left() + left, rect.top() + top, width, height)
        return QStyle.visualRect(direction, rect, logical)

    box = place(_EDGE - 2, (ROW_HEIGHT - _BOX_HEIGHT) // 2, _BOX_WIDTH, _BOX_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if row.quantity:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(QRectF(box), RADIUS_KEY, RADIUS_KEY)
    painter.setPen(QColor(tokens.text))
    narrow = advance(row.quantity, TYPE_NAME, 600, scaled(100)) > _BOX_WIDTH - 4
    painter.setFont(text_font(14 if narrow else TYPE_NAME, 600))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, figure(row.quantity))
    amount_width = advance(row.amount, TYPE_TITLE, 600, scaled(100)) + 2
    painter.setFont(text_font(TYPE_TITLE, 600))
    amount = place(rect.width() - _EDGE - amount_width, 0, amount_width, ROW_HEIGHT)
    painter.drawText(amount, _TRAILING, figure(row.amount))
    left = _EDGE - 2 + _BOX_WIDTH + 16
    room = rect.width() - left - amount_width - _EDGE - SPACE_XL
    painter.setFont(text_font(TYPE_NAME, 500))
    top = 7 if row.detail or row.saving else 18
    name = elided(row.name, TYPE_NAME, 500, room, scaled(100))
    painter.drawText(place(left, top, room, 26), _LEADING, own_direction(name))
    _paint_second_line(painter, row, place(left, 33, room, 24), direction)


def _paint_second_line(
    painter: QPainter, row: LineRow, place: QRect, direction: Qt.LayoutDirection
) -> None:
    tokens = active_tokens()
    scale = scaled(100)
    detail = elided(row.detail, TYPE_BODY, 400, place.width(), scale)
    detail_width = advance(detail, TYPE_BODY, 400, scale) + 2 if detail else 0
    gap = _SAVING_GAP if detail and row.saving else 0
    saving = shortened(row.saving, place.width() - detail_width - gap, scale)
    saving_width = advance(saving, TYPE_BODY, 500, scale) + 2 if saving else 0
    first = QRect(place.left(), place.top(), detail_width, place.height())
    start = place.left() + detail_width + gap
    second = QRect(start, place.top(), saving_width, place.height())
    painter.setFont(text_font(TYPE_BODY))
    painter.setPen(QColor(tokens.muted))
    painter.drawText(QStyle.visualRect(direction, place, first), _LEADING, own_direction(detail))
    painter.setFont(text_font(TYPE_BODY, 500))
    painter.setPen(QColor(tokens.saving))
    painter.drawText(QStyle.visualRect(direction, place, second), _LEADING, own_direction(saving))
