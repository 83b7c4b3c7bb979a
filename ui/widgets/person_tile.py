"""A tile with a person on it: initials in a disc, the name, and who they are here."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ui.theme.style import active_tokens, text_font
from ui.theme.tokens import SPACE_L, SPACE_M, SPACE_S, TILE_HEIGHT, TYPE_BODY, TYPE_TITLE
from ui.translation import own_direction
from ui.widgets.key import Key
from ui.widgets.tile_grid import Tile, TileGrid

PERSON_HEIGHT = 96
_DISC = 56
_DISC_SMALL = 36


class PersonTile(Key):
    """The chosen one has a full disc, not only another colour around it."""

    def __init__(self, name: str) -> None:
        super().__init__("", name)
        self.setCheckable(True)
        self.leading = True
        self._initials = ""
        self._detail = ""

    def render_person(self, tile: Tile) -> None:
        """Take the words; draws only what differs."""
        self.set_key(tile.label)
        if (tile.disc, tile.detail) != (self._initials, self._detail):
            self._initials, self._detail = tile.disc, tile.detail
            self.update()

    def minimumSizeHint(self) -> QSize:
        """Room for the disc and some of the name; a longer name is elided."""
        return QSize(_DISC_SMALL + 2 * SPACE_M + 72, self.face_height)

    def _paint_face(self, painter: QPainter) -> None:
        tokens = active_tokens()
        is_small = self.face_height < PERSON_HEIGHT
        disc = _DISC_SMALL if is_small else _DISC
        padding, gap = (SPACE_S, SPACE_S) if is_small else (SPACE_L, SPACE_M)
        inside = self.rect().adjusted(padding, 0, -padding, 0)
        place = QRect(inside.left(), (self.height() - disc) // 2, disc, disc)
        round_ = self._visual(place, inside)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.primary if self.isChecked() else tokens.primary_tint))
        painter.drawEllipse(QRectF(round_))
        painter.setPen(QColor(tokens.on_primary if self.isChecked() else tokens.on_primary_tint))
        painter.setFont(text_font(TYPE_BODY if is_small else TYPE_TITLE, 600))
        painter.drawText(round_, Qt.AlignmentFlag.AlignCenter, self._initials)
        left = inside.left() + disc + gap
        words = QRect(left, 0, inside.right() - left + 1, self.height())
        lines = [(self.text(), text_font(TYPE_BODY if is_small else TYPE_TITLE, 600), tokens.text)]
        if self._detail:
            lines.append((self._detail, text_font(TYPE_BODY), tokens.muted))
        heights = [QFontMetrics(font).height() for _, font, _ in lines]
        top = (self.height() - sum(heights)) // 2
        across = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for (text, font, colour), height in zip(lines, heights, strict=True):
            line = self._visual(QRect(words.left(), top, words.width(), height), inside)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, across, own_direction(cut))
            top += height


class PeopleGrid(TileGrid):
    """People in the order of their last use."""

    def set_roomy(self, roomy: bool) -> None:
        """Tall tiles where there is room for them."""
        self.set_height(PERSON_HEIGHT if roomy else TILE_HEIGHT)

    def choose(self, chosen: str) -> None:
        """Mark the one who was touched."""
        for key, tile in zip(self.keys, self.tiles, strict=False):
            key.setChecked(tile.key == chosen)

    def _new_key(self, name: str) -> Key:
        return PersonTile(name)

    def _dress(self, key: Key, tile: Tile) -> None:
        assert isinstance(key, PersonTile), "people stand on person tiles"
        key.render_person(tile)
