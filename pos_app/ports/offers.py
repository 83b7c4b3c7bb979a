"""The offers port: what the promotions of the store take off the lines of a basket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pos_app.domain.ids import CustomerNumber, LineNumber
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.refusals.coupons import WhyNoCoupon
from pos_app.domain.sale import SaleLine

if TYPE_CHECKING:
    from pos_app.domain.pricing.explanation import Explanation

Discounts = Mapping[LineNumber, tuple[LineDiscount, ...]]


@dataclass(frozen=True, slots=True)
class OfferHint:
    """So many pieces more make a promotion fire, or fire again."""

    name: str
    pieces: int


@dataclass(frozen=True, slots=True)
class OfferedCoupon:
    """A coupon of a promotion: its name, and whether each further one counts again.

    promotions: the ids of all that it opens; why_not: why it does not count now, None where only goods are asked.
    """

    name: str
    counts_each: bool
    promotions: tuple[str, ...] = ()
    why_not: WhyNoCoupon | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """What the promotions did that any goods of the basket play a part in; `other_count` have none of theirs in it.

    lines: the numbers of the lines that shares of a firing name by their places.
    """

    told: tuple[Explanation, ...] = ()
    lines: tuple[LineNumber, ...] = ()
    other_count: int = 0


NOTHING_TO_EXPLAIN = Explained()


class Offers(Protocol):
    """The best that the promotions give that hold here and now; no promotion is an answer too."""

    def discounts(
        self,
        lines: tuple[SaleLine, ...],
        customer: CustomerNumber | None = None,
        coupons: tuple[str, ...] = (),
    ) -> Discounts:
        """By line number, for lines that anything is taken off; customer: a member, None for nobody known.

        coupons: the codes that were shown, each as often as it was.
        """
        ...

    def coupon(self, code: str, customer: CustomerNumber | None = None) -> OfferedCoupon | None:
        """What a coupon stands for now and for whom, None when no promotion here has this code."""
        ...

    def hint(self, line: SaleLine) -> OfferHint | None:
        """What little a promotion on a line's goods lacks in the basket that was asked about last."""
        ...

    def explained(self) -> Explained:
        """Why each promotion fired or not in the basket that was asked about last."""
        ...


class NoOffers:
    """A store without promotions: everything costs its price."""

    def discounts(
        self,
        lines: tuple[SaleLine, ...],
        customer: CustomerNumber | None = None,
        coupons: tuple[str, ...] = (),
    ) -> Discounts:
        """None, whatever is in the basket."""
        return {}

    def coupon(self, code: str, customer: CustomerNumber | None = None) -> OfferedCoupon | None:
        """No code is a coupon."""
        return None

    def hint(self, line: SaleLine) -> OfferHint | None:
        """Nothing is promised."""
        return None

    def explained(self) -> Explained:
        """There is nothing to explain."""
        return NOTHING_TO_EXPLAIN


NO_OFFERS = NoOffers()
