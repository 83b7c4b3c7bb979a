"""Finder knows how an item is found by typing: the words, what is in front of what was found, and what Enter means."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.catalogue import FoundItem
from pos_app.ports.changes import Changes
from pos_app.usecases.checkout.search_items import SearchResult
from ui.application import Application
from ui.runner import Runner
from ui.screens.checkout.rows import found_key, found_row
from ui.screens.checkout.view_state import SearchState
from ui.translation import tr, tr_count

CODE_DIGITS_MIN = 8


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

    @property
    def is_searching(self) -> bool:
        """Whether the found items are in front of the lines."""
        return bool(self._words)

    @property
    def selected(self) -> str | None:
        """The item that Enter adds, or the style that it opens."""
        return found_key(self._found[self._selected]) if self._found else None

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

    def changes_heard(self, changes: Changes) -> None:
        """Head office changed prices or stock: what is in front shows them, and the chosen item stays chosen."""
        if self._words and changes & (Changes.CATALOGUE | Changes.STOCK):
            self._search()

    def moved(self, step: int) -> None:
        """Up or down in what was found."""
        if self._found:
            self._selected = min(max(0, self._selected + step), len(self._found) - 1)
            self._changed()

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
            keys = [found_key(found) for found in self._found]
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
