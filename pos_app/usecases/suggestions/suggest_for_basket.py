"""Suggest for basket knows when a scan may be followed by a mention: it is nearly certain, or the buyer is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.ids import ItemId
from pos_app.domain.mentions import About
from pos_app.domain.operations.basket import ADD_ITEM
from pos_app.ports.changes import Changes
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.suggestions.mentions import Mentions

if TYPE_CHECKING:
    from pos_app.domain.upsell import Suggestion


@dataclass(frozen=True, slots=True)
class BasketMention:
    """The one thing to mention, None for nothing."""

    suggestion: Suggestion | None
    changes: Changes = Changes.NONE


class SuggestForBasket:
    """Looks at the open basket when nobody scans; refuses nothing and writes nothing."""

    def __init__(self, basket: OpenBasket, mentions: Mentions, days: BusinessDays) -> None:
        self._basket = basket
        self._mentions = mentions
        self._days = days

    def __call__(self, *, dismissed: ItemId | None = None) -> BasketMention:
        """dismissed: what was shown and is not wanted. Errors: NotAllowed, BasketIsOthers."""
        sale = self._basket.own(ADD_ITEM)
        if sale is None or not sale.lines:
            return BasketMention(None)
        about = About(sale_id=sale.sale_id)
        if dismissed is not None:
            self._mentions.dismissed(about, dismissed)
        if self._mentions.is_heard_at_counter(sale.customer):
            return BasketMention(None)
        items = [line.item.item_id for line in sale.lines]
        found = self._mentions.suggest(
            about, items, sale.customer, self._days.current(), sure_only=not sale.customer, limit=1
        )
        self._mentions.shown(about, found)
        return BasketMention(found[0] if found else None)
