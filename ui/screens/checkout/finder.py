"""Finder knows how an item is found without a scanner: tiles, departments, and the search over them."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.catalogue import FoundItem, Tile
from pos_app.ports.changes import Changes
from pos_app.usecases.checkout.search_items import SearchResult
from ui.application import Application
from ui.runner import Runner
from ui.screens.checkout.rows import found_row
from ui.screens.checkout.view_state import SearchState, Tab, TileState
from ui.translation import tr, tr_count

TILES_MAX = 12
CODE_DIGITS_MIN = 8
_BACK = "back"
_DEPARTMENT = "department:"


class Finder:
    """The last search wins; an older answer that comes late is thrown away."""

    def __init__(
        self,
        application: Application,
        runner: Runner,
        changed: Callable[[], None],
    ) -> None:
        self._application = application
        self._runner = runner
        self._changed = changed
        self._words = ""
        self._found: tuple[FoundItem, ...] = ()
        self._found_for = ""
        self._waiting: Callable[[], None] | None = None
        self._has_more = False
        self._selected = 0
        self.tab = Tab.FAVOURITES
        self.tiles: tuple[TileState, ...] = ()

    @property
    def is_searching(self) -> bool:
        """Whether the found items are in front of the lines."""
        return bool(self._words)

    @property
    def selected(self) -> str | None:
        """The item that Enter adds."""
        return str(self._found[self._selected].item.item_id) if self._found else None

    def is_other_number(self, typed: str) -> bool:
        """Whether what was typed is a whole number that the item in front does not bear."""
        number = self._found[self._selected].item.number if self._found else ""
        return len(typed) >= CODE_DIGITS_MIN and typed.isdigit() and typed != number

    def search_state(self) -> SearchState | None:
        """What was found, None while nothing is searched."""
        if not self._words:
            return None
        return SearchState(self._summary(), tuple(map(found_row, self._found)), self.selected)

    def when_found(self, act: Callable[[], None]) -> None:
        """Enter means what was typed: at once when that is in front, else when it comes; a letter takes it back."""
        if self._found_for == self._words:
            act()
        else:
            self._waiting = act

    def search_edited(self, words: str) -> None:
        """A letter more or less."""
        self._words = words.strip()
        self._selected, self._waiting = 0, None
        if not self._words:
            self._found, self._found_for = (), ""
            self._changed()
            return
        self._search()

    def search_again(self) -> None:
        """Head office changed prices or stock: what is in front shows them, and the chosen item stays chosen."""
        if self._words:
            self._search()

    def moved(self, step: int) -> None:
        """Up or down in what was found."""
        if self._found:
            self._selected = min(max(0, self._selected + step), len(self._found) - 1)
            self._changed()

    def changes_heard(self, changes: Changes) -> None:
        """Head office sent other items, prices or stock."""
        if changes & Changes.CATALOGUE:
            self.load_tiles()
        if changes & (Changes.CATALOGUE | Changes.STOCK):
            self.search_again()

    def load_tiles(self) -> None:
        """Read the tiles of the chosen tab."""
        if self.tab is Tab.DEPARTMENTS:
            self._runner.run(self._application.catalogue.departments, self._departments_read)
        else:
            self._runner.run(self._application.catalogue.favourites, self._tiles_read)

    def tab_touched(self, tab: str) -> None:
        """Favourites, departments or numbers."""
        self.tab = Tab(tab)
        self.load_tiles()
        self._changed()

    def tile_opens(self, key: str) -> bool:
        """Whether a tile led to other tiles instead of adding an item."""
        if key == _BACK:
            self.load_tiles()
            return True
        if key.startswith(_DEPARTMENT):
            department = key.removeprefix(_DEPARTMENT)
            self._runner.run(
                lambda: self._application.catalogue.department_tiles(department, TILES_MAX - 1),
                self._department_read,
            )
            return True
        return False

    def _search(self) -> None:
        asked = self._words
        self._runner.run(
            lambda: self._application.register.search_items(words=asked), self._items_found
        )

    def _items_found(self, result: SearchResult) -> None:
        if result.words == self._words:
            chosen = self.selected
            self._found, self._found_for, self._has_more = (
                result.found,
                result.words,
                result.has_more,
            )
            keys = [str(found.item.item_id) for found in self._found]
            self._selected = keys.index(chosen) if self._selected and chosen in keys else 0
            self._changed()
            act, self._waiting = self._waiting, None
            if act is not None:
                act()

    def _summary(self) -> str:
        if not self._found:
            return tr("Nothing like “{words}”. Type less, or scan it.", words=self._words)
        if self._has_more:
            return tr("“{words}”: type one more word", words=self._words)
        return tr_count(
            "“{words}”: {count} found",
            "“{words}”: {count} found",
            len(self._found),
            words=self._words,
        )

    def _tiles_read(self, tiles: tuple[Tile, ...]) -> None:
        self._show(tuple(TileState(str(tile.item_id), tile.name) for tile in tiles))

    def _departments_read(self, departments: tuple[str, ...]) -> None:
        self._show(tuple(TileState(f"{_DEPARTMENT}{name}", name) for name in departments))

    def _department_read(self, tiles: tuple[Tile, ...]) -> None:
        back = TileState(_BACK, tr("Back"))
        self._show((back, *(TileState(str(tile.item_id), tile.name) for tile in tiles)))

    def _show(self, tiles: tuple[TileState, ...]) -> None:
        self.tiles = tiles
        self._changed()
