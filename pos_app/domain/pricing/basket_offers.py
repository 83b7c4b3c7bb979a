"""Basket offers know what comes off the goods together, and what promotions that stack take off on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rounding, allocate, divide
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.goods_offers import Firing, GoodsOffers, Share
from pos_app.domain.pricing.promotion import BasketOffer, Off, OffKind, UnitOffer
from pos_app.domain.pricing.set_terms import MICRO, unit_saving_micro
from pos_app.domain.pricing.terms import Terms, step_reached


@dataclass(frozen=True, slots=True)
class LinesOf:
    """The lines that a promotion of the basket means, by their places; `is_all` when it means all goods."""

    lines: tuple[int, ...]
    is_all: bool


class LeftToPay:
    """What is left of each line, and of its units that no promotion has lowered yet."""

    def __init__(self, lines: Sequence[LineUnits], firings: Sequence[Firing] = ()) -> None:
        self.lines = lines
        self.amounts = [line.amount_minor for line in lines]
        self._sums: dict[bool, int] = {}
        self._touched: list[Firing] = []
        self._untouched: list[int] | None = None
        for firing in firings:
            self.take(firing)

    def take(self, firing: Firing, is_of_basket: bool = False) -> None:
        """Take a promotion's shares off; units that a promotion of the basket lowers stay untouched by goods."""
        self._sums.clear()
        if not is_of_basket:
            self._touched.append(firing)
            self._untouched = None
        amounts = self.amounts
        for line, _, discount in firing.shares:
            amounts[line] -= discount

    def base(self, line: int, on_reduced: bool) -> int:
        """What a promotion of the basket reckons with of a line."""
        if on_reduced:
            return self.amounts[line]
        units, untouched = self.lines[line], self._count_untouched()[line]
        whole = sum(count for _, count in units.pieces)
        if untouched == whole:
            return self.amounts[line]
        return min(self.amounts[line], divide(units.amount_minor * untouched, whole, Rounding.DOWN))

    def base_of(self, on: LinesOf, on_reduced: bool) -> int:
        """The sum over lines; all goods are added up once until something is taken off."""
        known = self._sums.get(on_reduced) if on.is_all else None
        if known is not None:
            return known
        if on_reduced:
            base = sum([self.amounts[line] for line in on.lines])
        else:
            base = sum([self.base(line, on_reduced) for line in on.lines])
        if on.is_all:
            self._sums[on_reduced] = base
        return base

    def counted_milli(self, line: int, on_reduced: bool) -> int:
        """Thousandths of units that a promotion of the basket counts in a line."""
        units = self.lines[line]
        if on_reduced or units.milli:
            return units.counted_milli if on_reduced or self._count_untouched()[line] else 0
        return self._count_untouched()[line] * 1000

    def _count_untouched(self) -> list[int]:
        if self._untouched is None:
            left = [sum(count for _, count in line.pieces) for line in self.lines]
            for firing in self._touched:
                for share in firing.shares:
                    left[share.line] = max(0, left[share.line] - share.pieces)
            self._untouched = left
        return self._untouched


@dataclass(frozen=True, slots=True)
class BasketTerms:
    """What a promotion of the basket reckons with, and the step and multiple that it reaches."""

    place: int
    discount_minor: int
    level: tuple[int, int]
    milli: int
    spend_minor: int


def basket_terms(terms: Terms, place: int, on: LinesOf, left: LeftToPay) -> BasketTerms:
    """The discount that a promotion of the basket gives on what is left now."""
    offer = terms.promotion(place).offer
    assert isinstance(offer, BasketOffer)
    base = left.base_of(on, offer.on_reduced)
    milli, spend = 0, base
    if offer.steps[0].from_milli:
        milli = sum([left.counted_milli(line, offer.on_reduced) for line in on.lines])
    if offer.before:
        spend = sum([left.lines[line].amount_minor for line in on.lines])
    step = step_reached(offer.steps, milli, spend)
    times = 1
    if offer.every_minor:
        uses_max = terms.applications_max(place)
        times = spend // offer.every_minor
        times = times if uses_max is None else min(times, uses_max)
    discount = 0 if step is None else _taken_off(terms, step.off, base, times)
    cap = terms.cap_minor(place)
    discount = discount if cap is None else min(discount, cap)
    level = (-1 if step is None else offer.steps.index(step), times)
    return BasketTerms(place, discount, level, milli, spend)


def settle_basket(
    terms: Terms,
    lines_of: Mapping[int, LinesOf],
    places: Iterable[int],
    left: LeftToPay,
) -> tuple[Firing, ...]:
    """Of the promotions that do not stack the best one, then all that stack, one after the other."""
    firings: list[Firing] = []
    ordered = in_order(terms, places)
    single = [place for place in ordered if not terms.promotion(place).stacks]
    found = [basket_terms(terms, place, lines_of[place], left) for place in single]
    worth = [one for one in found if one.discount_minor]
    if worth:
        level = max(terms.promotion(one.place).priority for one in worth)
        first = [one for one in worth if terms.promotion(one.place).priority == level]
        firings.append(_spread(terms, lines_of, max(first, key=_discount), left))
    for place in ordered:
        if terms.promotion(place).stacks:
            one = basket_terms(terms, place, lines_of[place], left)
            if one.discount_minor:
                firings.append(_spread(terms, lines_of, one, left))
    return tuple(firings)


def most_of_basket(
    terms: Terms,
    lines_of: Mapping[int, LinesOf],
    places: Iterable[int],
    untouched: LeftToPay,
) -> int:
    """More than the promotions of the basket can take off, whatever other promotions leave to them."""
    single, stacked = 0, 0
    for place in places:
        discount = basket_terms(terms, place, lines_of[place], untouched).discount_minor
        if terms.promotion(place).stacks:
            stacked += discount
        else:
            single = max(single, discount)
    return single + stacked


def settle_stacking(
    terms: Terms, offers: GoodsOffers, places: Iterable[int], left: LeftToPay
) -> tuple[tuple[Firing, ...], bool]:
    """What promotions on goods that stack take off on top, one after the other; False where a search was cut."""
    firings: list[Firing] = []
    is_exact = True
    for place in in_order(terms, places):
        if isinstance(terms.promotion(place).offer, UnitOffer) and not terms.book.slots[place]:
            firing = _on_top(terms, place, left)
        else:
            settled = offers.settle(left.lines, terms, frozenset((place,)))
            is_exact = is_exact and settled.is_exact
            firing = _within(settled.firings, left)
        if firing is not None:
            left.take(firing)
            firings.append(firing)
    return tuple(firings), is_exact


def in_order(terms: Terms, places: Iterable[int]) -> list[int]:
    """Higher priorities first, then by id."""
    return sorted(places, key=lambda place: (-terms.promotion(place).priority, place))


def _taken_off(terms: Terms, off: Off, base_minor: int, times: int) -> int:
    if off.kind is OffKind.PERCENT:
        return divide(base_minor * off.value, MICRO, terms.book.settings.discount_rounding)
    return min(off.value * times, base_minor)


def _discount(one: BasketTerms) -> int:
    return one.discount_minor


def _spread(
    terms: Terms, lines_of: Mapping[int, LinesOf], one: BasketTerms, left: LeftToPay
) -> Firing:
    offer = terms.promotion(one.place).offer
    assert isinstance(offer, BasketOffer)
    lines = lines_of[one.place].lines
    weights = tuple(left.base(line, offer.on_reduced) for line in lines)
    shares = tuple(
        Share(line, left.lines[line].counted_milli // 1000, part)
        for line, part in zip(lines, allocate(one.discount_minor, weights), strict=True)
        if part
    )
    firing = Firing(one.place, max(1, one.level[1]), shares)
    left.take(firing, is_of_basket=True)
    return firing


def _on_top(terms: Terms, place: int, left: LeftToPay) -> Firing | None:
    off = terms.off(place)
    if off is None:
        return None
    shares = []
    for line, units in enumerate(left.lines):
        if place not in units.touch.units or not units.pieces:
            continue
        count = sum(pieces for _, pieces in units.pieces)
        micro = _saving_on_rest(off, left.amounts[line], count, units.milli)
        saving = divide(micro, MICRO, terms.book.settings.discount_rounding)
        if saving:
            shares.append(Share(line, count, saving))
    return Firing(place, sum(share.pieces for share in shares), tuple(shares)) if shares else None


def _saving_on_rest(off: Off, rest_minor: int, count: int, milli: int) -> int:
    if off.kind is OffKind.PERCENT or milli:
        return unit_saving_micro(rest_minor, milli, off)
    return unit_saving_micro(rest_minor, 0, Off(off.kind, off.value * count))


def _within(firings: tuple[Firing, ...], left: LeftToPay) -> Firing | None:
    """A promotion on top takes no more off a line than is left of it."""
    for firing in firings:
        shares = tuple(
            Share(share.line, share.pieces, min(share.discount_minor, left.amounts[share.line]))
            for share in firing.shares
        )
        return Firing(firing.place, firing.times, shares)
    return None
