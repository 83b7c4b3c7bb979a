"""Terms know which promotions count for a basket, at which step, and what is left of their limits."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.pricing.basket import Circumstances, Usage
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.price_book import PriceBook, why_not
from pos_app.domain.pricing.promotion import Off, OffKind, Promotion, SetOffer, Step, UnitOffer
from pos_app.domain.pricing.set_terms import SetTerms

_UNUSED = Usage()
_UNKNOWN = Off(OffKind.AMOUNT, -1)


class Terms:
    """Answers for one basket at one moment; `changes` counts the steps of units that were reached or lost.

    What does not depend on the goods is worked out once.
    """

    def __init__(self, book: PriceBook, when: Circumstances) -> None:
        self.book = book
        self.when = when
        self.changes = 0
        self._asked: set[int] = set()
        self._open: set[int] = set()
        self._offs: dict[int, Off | None] = {}
        self._needs_met: dict[int, bool] = {}
        self._set_terms: dict[int, SetTerms | None] = {}
        self._sums: dict[tuple[int, int], tuple[int, int]] = {}

    def count(self, lines: Sequence[LineUnits]) -> None:
        """Count anew what needs and steps ask for; -1 stands for the steps."""
        sums: dict[tuple[int, int], tuple[int, int]] = {}
        for line in lines:
            touch = line.touch
            if not (touch.needs or touch.stepped) or not line.pieces:
                continue
            for key in (*touch.needs, *((place, -1) for place in touch.stepped)):
                milli, spend = sums.get(key, (0, 0))
                sums[key] = (milli + line.counted_milli, spend + line.amount_minor)
        if sums == self._sums:
            return
        self._sums = sums
        self._needs_met.clear()
        for place in self.book.stepped:
            known = self._offs.pop(place, _UNKNOWN)
            if known is not _UNKNOWN and self.off(place) != known:
                self._set_terms.pop(place, None)
                self.changes += 1

    def open_among(self, places: frozenset[int]) -> frozenset[int]:
        """Those that may fire: in these circumstances, and with the goods that they need."""
        for place in places - self._asked:
            if why_not(self.book.promotions[place], self.when) is None:
                self._open.add(place)
        self._asked |= places
        found = places & self._open
        unmet = [place for place in found & self.book.needing if not self._are_needs_met(place)]
        return found.difference(unmet)

    def sum_of(self, place: int, index: int) -> tuple[int, int]:
        """Thousandths and spend that the basket has of what a need or the steps (-1) count."""
        return self._sums.get((place, index), (0, 0))

    def off(self, place: int) -> Off | None:
        """The reduction of the step that is reached; None below the first one, and for baskets."""
        if place not in self._offs:
            offer = self.book.promotions[place].offer
            if isinstance(offer, SetOffer):
                self._offs[place] = offer.off
            elif isinstance(offer, UnitOffer):
                reached = step_reached(offer.steps, *self.sum_of(place, -1))
                self._offs[place] = None if reached is None else reached.off
            else:
                self._offs[place] = None
        return self._offs[place]

    def set_terms(self, place: int) -> SetTerms | None:
        """What one set, or one unit of a limited promotion, takes and saves; None where no step is reached."""
        if place not in self._set_terms:
            self._set_terms[place] = self._find_set_terms(place)
        return self._set_terms[place]

    def _find_set_terms(self, place: int) -> SetTerms | None:
        off = self.off(place)
        if off is None:
            return None
        offer = self.book.promotions[place].offer
        return SetTerms(
            place,
            self.book.slots[place],
            off,
            self.book.settings.discount_rounding,
            whole=offer.whole if isinstance(offer, SetOffer) else True,
            cheapest=offer.cheapest if isinstance(offer, SetOffer) else 0,
            uses_max=self.applications_max(place),
            cap_minor=self.cap_minor(place),
            pieces=sum(slot.pieces for slot in self.book.slots[place]),
        )

    def applications_max(self, place: int) -> int | None:
        """How many sets or units are left to it here."""
        promotion = self.book.promotions[place]
        bounds = [promotion.limits.applications]
        if promotion.limits.per_coupon is not None:
            shown = self.when.coupons.count(promotion.coupon)
            bounds.append(promotion.limits.per_coupon * shown)
        return min((bound for bound in bounds if bound is not None), default=None)

    def cap_minor(self, place: int) -> int | None:
        """How much discount is left to it here."""
        limits = self.book.promotions[place].limits
        bounds = [limits.discount_minor]
        if limits.budget_minor is not None:
            bounds.append(max(0, limits.budget_minor - self._used(place).spent_minor))
        return min((bound for bound in bounds if bound is not None), default=None)

    def promotion(self, place: int) -> Promotion:
        """The promotion of a place."""
        return self.book.promotions[place]

    def _used(self, place: int) -> Usage:
        return self.when.usage.get(self.book.promotions[place].id, _UNUSED)

    def _are_needs_met(self, place: int) -> bool:
        needs = self.book.promotions[place].needs
        if not needs:
            return True
        met = self._needs_met.get(place)
        if met is None:
            met = True
            for index, need in enumerate(needs):
                milli, spend = self.sum_of(place, index)
                met = met and milli >= need.pieces * 1000 and spend >= need.spend_minor
            self._needs_met[place] = met
        return met


def step_reached(steps: Sequence[Step], milli: int, spend_minor: int) -> Step | None:
    """The last step whose quantity and spend are reached."""
    reached = None
    for step in steps:
        if milli >= step.from_milli and spend_minor >= step.from_spend_minor:
            reached = step
    return reached
