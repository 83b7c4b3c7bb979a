"""Things to choose from, two lines each: search results, held sales, orders that wait."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens, scaled, text_font
from ui.theme.tokens import (
    ICON_STRIP,
    ROW_HEIGHT,
    SPACE_L,
    SPACE_M,
    TYPE_BODY,
    TYPE_NAME,
    TYPE_TITLE,
)
from ui.theme.tones import tone_colours
from ui.translation import figure, own_direction
from ui.widgets.line_list import advance, elided
from ui.widgets.row_list import RowList
from ui.widgets.row_pictures import paint_ground
from ui.widgets.row_state import ChoiceRow, Row

_MARK_HEIGHT = 28
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChoiceList(RowList):
    """A list to choose from: touch chooses (`row_touched`), Enter confirms (`row_entered`)."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken, paint_choice)

    def render_rows(self, rows: tuple[ChoiceRow, ...], selected_key: str | None = None) -> None:
        """Draw the choices and follow the selected one."""
        self.show_rows(rows, selected_key)


def paint_choice(
    painter: QPainter, rect: QRect, direction: Qt.LayoutDirection, row: Row, selected: bool
) -> None:
    """One choice: ground, mark or icon, trailing figure, then the two lines in what room is left."""
    assert isinstance(row, ChoiceRow), "what is chosen from are choices"
    tokens = active_tokens()
    painter.setLayoutDirection(direction)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, rect, direction, selected)

    def place(left: int, top: int, width: int, height: int) -> QRect:
        logical = QRect(rect.left() + left, rect.top() + top, width, height)
        return QStyle.visualRect(direction, rect, logical)

    left = SPACE_L
    if row.icon:
        square = place(left, (ROW_HEIGHT - ICON_STRIP) // 2, ICON_STRIP, ICON_STRIP)
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(square, icon_pixmap(row.icon, tokens.muted, ICON_STRIP, ratio))
        left += ICON_STRIP + SPACE_M
    if row.mark:
        width = advance(row.mark, TYPE_BODY, 600, scaled(100)) + 2 * SPACE_M
        pill = place(left, (ROW_HEIGHT - _MARK_HEIGHT) // 2, width, _MARK_HEIGHT)
        ground, ink = tone_colours(row.mark_tone, tokens)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(pill), _MARK_HEIGHT / 2, _MARK_HEIGHT / 2)
        painter.setPen(QColor(ink))
        painter.setFont(text_font(TYPE_BODY, 600))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, row.mark)
        left += width + SPACE_M
    end = advance(row.trailing, TYPE_TITLE, 600, scaled(100)) + 2
    painter.setPen(QColor(tokens.text))
    painter.setFont(text_font(TYPE_TITLE, 600))
    trailing = place(rect.width() - SPACE_L - end, 0, end, ROW_HEIGHT)
    painter.drawText(trailing, _TRAILING, figure(row.trailing))
    room = rect.width() - left - end - SPACE_L - SPACE_M
    painter.setFont(text_font(TYPE_NAME, 500))
    title = elided(row.title, TYPE_NAME, 500, room, scaled(100))
    painter.drawText(place(left, 7 if row.detail else 18, room, 26), _LEADING, own_direction(title))
    painter.setFont(text_font(TYPE_BODY))
    painter.setPen(QColor(tokens.muted))
    detail = elided(row.detail, TYPE_BODY, 400, room, scaled(100))
    painter.drawText(place(left, 33, room, 24), _LEADING, own_direction(detail))
