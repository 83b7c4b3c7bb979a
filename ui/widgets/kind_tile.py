"""A tile for one size or colour: its name, and below it how many of it are here; grey where there is none."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import SPACE_S, TARGET, TILE_HEIGHT, TYPE_BODY, TYPE_LABEL
from ui.translation import own_direction
from ui.widgets.key import Key, KeyKind


class KindTile(Key):
    """Grey is no lock: what somebody holds in the hand is sold, whatever the figure says."""

    def __init__(self, name: str, words: str, detail: str, *, is_here: bool) -> None:
        super().__init__(words, name, kind=KeyKind.PLAIN if is_here else KeyKind.QUIET)
        self.face_height = TILE_HEIGHT
        self._detail = detail
        self._is_here = is_here

    def sizeHint(self) -> QSize:
        """Room for the longer of its two lines."""
        widths = (QFontMetrics(font).horizontalAdvance(words) for words, font in self._lines())
        return QSize(max(max(widths) + 2 * SPACE_S, TARGET), self.face_height)

    def minimumSizeHint(self) -> QSize:
        """Both lines are read whole."""
        return self.sizeHint()

    def _paint_face(self, painter: QPainter) -> None:
        tokens = active_tokens()
        lines = self._lines()
        heights = [QFontMetrics(font).height() for _, font in lines]
        top = (self.height() - sum(heights)) // 2
        colours = (tokens.text if self._is_here else tokens.muted, tokens.muted)
        for (words, font), height, colour in zip(lines, heights, colours, strict=True):
            line = QRect(SPACE_S, top, self.width() - 2 * SPACE_S, height)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, own_direction(cut))
            top += height

    def _lines(self) -> tuple[tuple[str, QFont], ...]:
        weight = 600 if self._is_here else 400
        return (
            (self.text(), text_font(TYPE_BODY, weight)),
            (self._detail, text_font(TYPE_LABEL)),
        )
