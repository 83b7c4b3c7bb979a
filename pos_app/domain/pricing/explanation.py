"""Explanation knows of every promotion whether it fired, why not, and what would make it fire, or fire again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.pricing.basket import Basket, Goods
from pos_app.domain.pricing.basket_offers import LeftToPay, LinesOf, basket_terms
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.engine import PricedBasket, Pricer
from pos_app.domain.pricing.goods_offers import Firing
from pos_app.domain.pricing.price_book import PriceBook, WhyNot, why_not
from pos_app.domain.pricing.promotion import (
    BasketOffer,
    Promotion,
    Selector,
    SetOffer,
    Slot,
    Step,
    UnitOffer,
)
from pos_app.domain.pricing.terms import Terms


class NotForGoods(StrEnum):
    """Why a promotion that may fire here and now does not, by the goods of the basket."""

    NOTHING_MATCHES = "nothing_matches"
    NEEDS_GOODS = "needs_goods"
    TOO_FEW_PIECES = "too_few_pieces"
    TOO_LITTLE_SPENT = "too_little_spent"
    OTHERS_SAVE_MORE = "others_save_more"
    EXCLUSIVE_STANDS_ALONE = "exclusive_stands_alone"
    SAVES_NOTHING = "saves_nothing"


@dataclass(frozen=True, slots=True)
class Missing:
    """What the basket lacks: so many pieces of these goods, or so much spent on them."""

    goods: Selector
    pieces: int = 0
    spend_minor: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """One promotion in one basket.

    firing is there when it fired; reason says why it did not; others are the promotions that fired in its place;
    to_fire is what makes it fire, or fire once more, or reach its next step.
    """

    promotion: Promotion
    firing: Firing | None = None
    reason: WhyNot | NotForGoods | None = None
    others: tuple[str, ...] = ()
    to_fire: tuple[Missing, ...] = ()


def explain(pricer: Pricer, basket: Basket, priced: PricedBasket) -> tuple[Explanation, ...]:
    """Every promotion of the book, in the order of their ids."""
    terms, lines = pricer.terms(basket)
    story = _Story(terms, lines, priced)
    return tuple(story.of(place) for place in range(len(pricer.book.promotions)))


def explain_goods(
    pricer: Pricer, basket: Basket, priced: PricedBasket, *goods: Goods
) -> tuple[Explanation, ...]:
    """The promotions that any of the goods plays a part in."""
    terms, lines = pricer.terms(basket)
    story = _Story(terms, lines, priced)
    places = frozenset[int]().union(*(pricer.book.touch(one).promotions for one in goods))
    return tuple(story.of(place) for place in sorted(places))


class _Story:
    """What the promotions of one basket did to each other."""

    def __init__(self, terms: Terms, lines: Sequence[LineUnits], priced: PricedBasket) -> None:
        self._terms = terms
        self._book: PriceBook = terms.book
        self._lines = lines
        self._firings = {firing.place: firing for firing in priced.firings}
        on_goods = [
            firing
            for firing in priced.firings
            if not isinstance(terms.promotion(firing.place).offer, BasketOffer)
        ]
        self._left = LeftToPay(lines, on_goods)

    def of(self, place: int) -> Explanation:
        """One promotion."""
        promotion = self._book.promotions[place]
        firing = self._firings.get(place)
        if firing is not None:
            return Explanation(promotion, firing, to_fire=self._next(place, firing.times))
        reason = why_not(promotion, self._terms.when)
        if reason is not None:
            return Explanation(promotion, reason=reason)
        lacking = self._needs_missing(place)
        if lacking:
            return Explanation(promotion, reason=NotForGoods.NEEDS_GOODS, to_fire=lacking)
        missing = self._next(place, 0)
        if missing:
            pieces = any(one.pieces for one in missing)
            reason_ = NotForGoods.TOO_FEW_PIECES if pieces else NotForGoods.TOO_LITTLE_SPENT
            if not self._touched(place):
                reason_ = NotForGoods.NOTHING_MATCHES
            return Explanation(promotion, reason=reason_, to_fire=missing)
        return self._beaten(place)

    def _beaten(self, place: int) -> Explanation:
        promotion = self._book.promotions[place]
        exclusive = [
            self._book.promotions[other].id
            for other in self._firings
            if self._book.promotions[other].exclusive
        ]
        if exclusive or (promotion.exclusive and self._firings):
            others = tuple(exclusive) or self._ids(self._firings)
            reason = NotForGoods.EXCLUSIVE_STANDS_ALONE
            return Explanation(promotion, reason=reason, others=others)
        own = self._touched(place)
        if not own:
            goods = Missing(promotion.goods, pieces=1)
            return Explanation(promotion, reason=NotForGoods.NOTHING_MATCHES, to_fire=(goods,))
        rivals = [
            other
            for other, firing in self._firings.items()
            if not own.isdisjoint(share.line for share in firing.shares)
        ]
        reason = NotForGoods.OTHERS_SAVE_MORE if rivals else NotForGoods.SAVES_NOTHING
        return Explanation(promotion, reason=reason, others=self._ids(rivals))

    def _ids(self, places: Sequence[int] | dict[int, Firing]) -> tuple[str, ...]:
        return tuple(self._book.promotions[place].id for place in sorted(places))

    def _touched(self, place: int) -> set[int]:
        return {
            number
            for number, line in enumerate(self._lines)
            if line.pieces and place in line.touch.promotions
        }

    def _needs_missing(self, place: int) -> tuple[Missing, ...]:
        found = []
        for index, need in enumerate(self._book.promotions[place].needs):
            milli, spend = self._terms.sum_of(place, index)
            pieces = max(0, need.pieces - milli // 1000)
            minor = max(0, need.spend_minor - spend)
            if pieces or minor:
                found.append(Missing(need.selector, pieces, minor))
        return tuple(found)

    def _next(self, place: int, times: int) -> tuple[Missing, ...]:
        """What it lacks to fire once more than it did; nothing where no more can come."""
        promotion = self._book.promotions[place]
        offer = promotion.offer
        limit = self._terms.applications_max(place)
        if limit is not None and times >= limit:
            return ()
        if isinstance(offer, SetOffer):
            return self._next_set(place, offer.slots, times)
        if isinstance(offer, UnitOffer):
            if not self._touched(place):
                return (Missing(promotion.goods, pieces=1),)
            return self._next_step(promotion, offer.steps, *self._terms.sum_of(place, -1))
        on = LinesOf(tuple(sorted(self._touched(place))), is_all=False)
        sums = basket_terms(self._terms, place, on, self._left)
        if offer.every_minor:
            lacking = (times + 1) * offer.every_minor - sums.spend_minor
            return (Missing(promotion.goods, spend_minor=lacking),) if lacking > 0 else ()
        return self._next_step(promotion, offer.steps, sums.milli, sums.spend_minor)

    def _next_set(self, place: int, slots: Sequence[Slot], times: int) -> tuple[Missing, ...]:
        found, wanted, lacking = [], 0, 0
        for index, slot in enumerate(slots):
            have = sum(
                count
                for line in self._lines
                if (place, index) in line.touch.slots
                for _, count in line.pieces
            )
            missing = max(0, slot.pieces * (times + 1) - have)
            wanted += slot.pieces
            lacking += missing
            if missing:
                found.append(Missing(slot.selector, pieces=missing))
        # a second set that nothing is there for yet is no hint
        return () if times and lacking == wanted else tuple(found)

    def _next_step(
        self, promotion: Promotion, steps: Sequence[Step], milli: int, spend_minor: int
    ) -> tuple[Missing, ...]:
        for step in steps:
            pieces = max(0, -(-(step.from_milli - milli) // 1000))
            minor = max(0, step.from_spend_minor - spend_minor)
            if pieces or minor:
                return (Missing(promotion.goods, pieces, minor),)
        return ()
