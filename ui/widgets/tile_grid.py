"""Tiles to touch: favourites, departments, operators; arrows move between them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.tokens import SPACE_S, TILE_HEIGHT
from ui.translation import tr
from ui.widgets.key import Key


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: its key, its words, an icon where it helps; a second line and a disc on a person's."""

    key: str
    label: str
    icon: str = ""
    enabled: bool = True
    spoken: str = ""
    detail: str = ""
    disc: str = ""


class TileGrid(QWidget):
    """Equal tiles in reading order; the same tile keeps its place while its words change.

    Where there are more tiles than places, the last place turns to the next ones, and from the last ones to the first.
    """

    chosen = Signal(str)

    def __init__(self, name: str, columns: int = 3, rows: int = 3) -> None:
        super().__init__()
        self.setObjectName(name)
        self._columns = columns
        self._rows = rows
        self._height = TILE_HEIGHT
        self._tiles: tuple[Tile, ...] = ()
        self._keys: list[Key] = []
        self._page = 0
        self._turn = self._new_key(f"{name}-more")
        self._turn.setParent(self)
        self._turn.set_key(tr("More tiles"), "arrow-right")
        self._turn.setVisible(False)
        self._turn.clicked.connect(self._turn_page)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_S)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shape(self, columns: int, rows: int) -> None:
        """So many columns and rows; tiles beyond them are on the next pages."""
        if (columns, rows) != (self._columns, self._rows):
            self._columns, self._rows = columns, rows
            self._page = 0
            self._place()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys, in the order of the tiles."""
        return tuple(self._keys)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What stands on them."""
        return self._tiles

    def set_height(self, height_px: int) -> None:
        """So tall is each tile."""
        self._height = height_px
        for key in (*self._keys, self._turn):
            key.face_height = height_px
            key.updateGeometry()

    def render_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Take the tiles; draws only what differs."""
        if tiles == self._tiles:
            return
        if [tile.key for tile in tiles] != [tile.key for tile in self._tiles]:
            self._page = 0
        self._tiles = tiles
        while len(self._keys) < len(tiles):
            key = self._new_key(f"{self.objectName()}-{len(self._keys)}")
            key.setParent(self)
            key.face_height = self._height
            key.clicked.connect(self._choose)
            self._keys.append(key)
        for key, tile in zip(self._keys, tiles, strict=False):
            self._dress(key, tile)
            key.setAccessibleName(tile.spoken or tile.label)
            key.setEnabled(tile.enabled)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focus within the grid."""
        focus = self.focusWidget()
        shown = self._shown()
        steps = {
            Qt.Key.Key_Left: self._sideways(-1),
            Qt.Key.Key_Right: self._sideways(1),
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or focus not in shown:
            super().keyPressEvent(event)
            return
        to = shown.index(focus) + step
        if 0 <= to < len(shown):
            shown[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _shown(self) -> list[Key]:
        keys, places = self._keys[: len(self._tiles)], self._columns * self._rows
        if len(keys) <= places or not places:
            return keys[:places]
        first = self._page * (places - 1)
        return [*keys[first : first + places - 1], self._turn]

    def _new_key(self, name: str) -> Key:
        key = Key("", name)
        key.leading = True
        return key

    def _dress(self, key: Key, tile: Tile) -> None:
        key.set_key(tile.label, tile.icon)

    def _sideways(self, step: int) -> int:
        return -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step

    def _place(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        shown = self._shown()
        for key in (*self._keys, self._turn):
            self._grid.removeWidget(key)
            key.setVisible(key in shown)
        for at, key in enumerate(shown):
            self._grid.addWidget(key, at // self._columns, at % self._columns)

    def _turn_page(self) -> None:
        pages = -(-len(self._tiles) // (self._columns * self._rows - 1))
        self._page = (self._page + 1) % pages
        self._place()

    def _choose(self) -> None:
        key = self.sender()
        if isinstance(key, Key) and key in self._keys:
            self.chosen.emit(self._tiles[self._keys.index(key)].key)
