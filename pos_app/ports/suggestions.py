"""The suggestions port: what is worth a mention to a buyer, from what lies on the device alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pos_app.domain.mentions import MENTIONED, Occasion

if TYPE_CHECKING:
    from pos_app.domain.upsell import Suggestion


class Suggestions(Protocol):
    """Reads neighbours, stock and the buyer's earlier orders; the same online and offline."""

    def suggest(self, occasion: Occasion, limit: int = MENTIONED) -> tuple[Suggestion, ...]:
        """The best first, each with a reason that is true; none where nothing can be proven."""
        ...


class _NoSuggestions:
    """What a register has that was given none."""

    def suggest(self, occasion: Occasion, limit: int = MENTIONED) -> tuple[Suggestion, ...]:
        """Nothing."""
        return ()


NO_SUGGESTIONS: Suggestions = _NoSuggestions()
