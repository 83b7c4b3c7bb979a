"""Search items knows how a cashier finds an item by what is typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

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
        return SearchResult(words, _one_a_style(found[:SHOWN_MAX], words), len(found) > SHOWN_MAX)


def _one_a_style(found: tuple[FoundItem, ...], words: str) -> tuple[FoundItem, ...]:
    """Several kinds of a style as one row, at the place of the first; what bears the typed number stands for itself."""
    number = words.strip().casefold()
    kinds = Counter(each.style for each in found if each.item.number.casefold() != number)
    rows: list[FoundItem] = []
    shown: set[str] = set()
    for each in found:
        many = kinds[each.style] if each.style else 1
        if many == 1 or each.item.number.casefold() == number:
            rows.append(each)
        elif each.style not in shown:
            shown.add(each.style)
            rows.append(replace(each, kinds=many))
    return tuple(rows)
