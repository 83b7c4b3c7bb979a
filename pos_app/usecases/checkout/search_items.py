"""Search items knows how a cashier finds an item by what is typed."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import FoundItem
from pos_app.ports.changes import Changes
from pos_app.ports.replica import Catalogue

SHOWN_MAX = 50


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found, best first; `has_more` asks for one more word."""

    words: str
    found: tuple[FoundItem, ...]
    has_more: bool
    changes: Changes = Changes.NONE


class SearchItems:
    """Find items by number or by the beginnings of words. Errors: CatalogueMissing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, *, words: str) -> SearchResult:
        """words: as typed so far."""
        found = self._catalogue.search(words, SHOWN_MAX + 1)
        return SearchResult(words, found[:SHOWN_MAX], len(found) > SHOWN_MAX)
