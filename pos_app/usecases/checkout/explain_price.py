"""Explain price knows why the open basket costs what it costs: each promotion, its goods, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.domain.operations.basket import EXPLAIN_PRICE
from pos_app.ports.changes import Changes
from pos_app.ports.offers import Explained
from pos_app.ports.replica import Catalogue
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket
from pos_app.usecases.session import Session

# So many items stand for the goods of a promotion, which may be a thousand.
NAMED_MAX = 3


@dataclass(frozen=True, slots=True)
class PriceExplained:
    """The basket and what promotions did in it; `names` has items that are missing, by their numbers."""

    basket: BasketView
    explained: Explained
    names: Mapping[str, str]
    changes: Changes = Changes.NONE


class ExplainPrice:
    """Say why, whosever basket it is; changes nothing. Errors: NotAllowed."""

    def __init__(self, basket: OpenBasket, catalogue: Catalogue, session: Session) -> None:
        self._basket = basket
        self._catalogue = catalogue
        self._session = session

    def __call__(self) -> PriceExplained:
        """As the basket was priced last, which is what the screen shows."""
        self._session.require(EXPLAIN_PRICE)
        basket, explained = self._basket.view(), self._basket.explained()
        names: dict[str, str] = {}
        for one in explained.told:
            for missing in one.to_fire:
                for number in sorted(missing.goods.items)[:NAMED_MAX]:
                    item = self._catalogue.by_number(number)
                    names[number] = number if item is None else item.name
        return PriceExplained(basket, explained, names)
