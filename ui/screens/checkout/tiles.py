"""Tiles knows how an item is found by touch: favourites, departments, and the keys of a department."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.catalogue import Tile
from pos_app.ports.changes import Changes
from ui.application import Application
from ui.runner import Runner
from ui.screens.checkout.rows import STYLE
from ui.screens.checkout.view_state import Tab, TileState
from ui.translation import tr

TILES_MAX = 24
_BACK = "back"
_DEPARTMENT = "department:"


class Tiles:
    """One tab is open; a department takes the place of the departments until its key leads back."""

    def __init__(
        self, application: Application, runner: Runner, changed: Callable[[], None]
    ) -> None:
        self._application = application
        self._runner = runner
        self._changed = changed
        self.tab = Tab.FAVOURITES
        self.shown: tuple[TileState, ...] = ()

    def load(self) -> None:
        """Read the tiles of the chosen tab."""
        if self.tab is Tab.DEPARTMENTS:
            self._runner.run(self._application.catalogue.departments, self._departments_read)
        else:
            self._runner.run(self._application.catalogue.favourites, self._tiles_read)

    def changes_heard(self, changes: Changes) -> None:
        """Head office sent other items."""
        if changes & Changes.CATALOGUE:
            self.load()

    def tab_touched(self, tab: str) -> None:
        """Favourites, departments or numbers."""
        self.tab = Tab(tab)
        self.load()
        self._changed()

    def opens(self, key: str) -> bool:
        """Whether a tile led to other tiles instead of adding an item."""
        if key == _BACK:
            self.load()
            return True
        if key.startswith(_DEPARTMENT):
            department = key.removeprefix(_DEPARTMENT)
            self._runner.run(
                lambda: self._application.catalogue.department_tiles(department, TILES_MAX - 1),
                self._department_read,
            )
            return True
        return False

    def _tiles_read(self, tiles: tuple[Tile, ...]) -> None:
        self._show(tuple(map(_tile, tiles)))

    def _departments_read(self, departments: tuple[str, ...]) -> None:
        self._show(tuple(TileState(f"{_DEPARTMENT}{name}", name) for name in departments))

    def _department_read(self, tiles: tuple[Tile, ...]) -> None:
        back = TileState(_BACK, tr("Back"))
        self._show((back, *map(_tile, tiles)))

    def _show(self, tiles: tuple[TileState, ...]) -> None:
        self.shown = tiles
        self._changed()


def _tile(tile: Tile) -> TileState:
    """A tile of one kind of a style opens the style."""
    return TileState(f"{STYLE if tile.style else ''}{tile.item_id}", tile.name)
