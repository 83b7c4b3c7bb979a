"""The offers port: what the promotions of the store take off the lines of a basket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.ids import LineNumber
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.sale import SaleLine

Discounts = Mapping[LineNumber, tuple[LineDiscount, ...]]


@dataclass(frozen=True, slots=True)
class OfferHint:
    """So many pieces more make a promotion fire, or fire again."""

    name: str
    pieces: int


class Offers(Protocol):
    """The best that the promotions give that hold here and now; no promotion is an answer too."""

    def discounts(self, lines: tuple[SaleLine, ...]) -> Discounts:
        """By line number, for lines that anything is taken off."""
        ...

    def hint(self, line: SaleLine) -> OfferHint | None:
        """What little a promotion on a line's goods lacks in the basket that was asked about last."""
        ...


class NoOffers:
    """A store without promotions: everything costs its price."""

    def discounts(self, lines: tuple[SaleLine, ...]) -> Discounts:
        """None, whatever is in the basket."""
        return {}

    def hint(self, line: SaleLine) -> OfferHint | None:
        """Nothing is promised."""
        return None


NO_OFFERS = NoOffers()
