"""Combination knows which promotions go together: one alone in the basket, some left out, or all that may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.pricing.basket_offers import (
    LeftToPay,
    LinesOf,
    basket_terms,
    most_of_basket,
    settle_basket,
    settle_stacking,
)
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.goods_offers import Firing, GoodsOffers, Settled
from pos_app.domain.pricing.joint_choices import JointChoices
from pos_app.domain.pricing.promotion import BasketOffer
from pos_app.domain.pricing.terms import Terms

# How many choices of promotions that are left out are tried in a basket that is too large to try every one.
TRIALS_MAX = 1


@dataclass(frozen=True, slots=True)
class Combination:
    """What fires together; `is_exact` when no legal combination saves more."""

    firings: tuple[Firing, ...] = ()
    is_exact: bool = True
    goods_minor: int = 0

    @property
    def discount_minor(self) -> int:
        """What it saves in all."""
        return sum(firing.discount_minor for firing in self.firings)


def best_combination(terms: Terms, lines: Sequence[LineUnits], offers: GoodsOffers) -> Combination:
    """The combination that saves most; an exclusive promotion of a higher priority goes before others."""
    touches = [line.touch for line in lines if line.pieces]
    touched = frozenset[int]().union(
        *[touch.goods for touch in touches],
        *[touch.basket for touch in touches],
        terms.book.of_all_goods if touches else (),
    )
    open_ = terms.open_among(touched)
    alone = sorted(open_ & terms.book.exclusive)
    choice = _Choice(terms, lines, offers, open_.difference(alone))
    best = choice.best()
    level = max((terms.promotion(f.place).priority for f in best.firings), default=None)
    is_exact = best.is_exact
    for place in alone:
        single = _Choice(terms, lines, offers, frozenset((place,))).settle(frozenset())
        is_exact = is_exact and single.is_exact
        priority = terms.promotion(place).priority
        if single.discount_minor and (
            level is None or (priority, single.discount_minor) > (level, best.discount_minor)
        ):
            best, level = single, priority
    return Combination(best.firings, is_exact)


class _Choice:
    """Promotions that may fire together, and the search for those that are better left out.

    A promotion on goods lowers what promotions of the basket reckon with. Where that may matter, every legal choice is
    tried in a small basket; in a larger one the promotion that is missed least is left out.
    """

    def __init__(
        self,
        terms: Terms,
        lines: Sequence[LineUnits],
        offers: GoodsOffers,
        places: frozenset[int],
    ) -> None:
        self._terms = terms
        self._lines = lines
        self._offers = offers
        of_basket = places & terms.book.of_basket
        self._of_basket = sorted(of_basket)
        self._goods = places.difference(of_basket)
        self._trials_left = TRIALS_MAX
        self._lines_of: dict[int, LinesOf] = {}
        if of_basket:
            self._find_lines(of_basket)

    def best(self) -> Combination:
        """The best of all choices, or of as many as may be tried."""
        whole = self.settle(frozenset())
        if not self._of_basket or not whole.goods_minor or self._is_apart(whole):
            return whole
        joint = self._best_of_all(whole)
        if joint is not None:
            return joint
        ceiling = most_of_basket(
            self._terms, self._lines_of, self._of_basket, LeftToPay(self._lines)
        )
        saved = {f.place: f.discount_minor for f in whole.firings if f.place in self._goods}
        spare = whole.goods_minor + ceiling - whole.discount_minor
        # those that save least are missed least
        may_leave = [p for p in sorted(saved, key=saved.__getitem__) if saved[p] < spare]
        best = self._leave_out(whole, may_leave, frozenset(), ceiling)
        return Combination(best.firings, is_exact=False)

    def settle(self, left_out: frozenset[int]) -> Combination:
        """What fires when these are left out: on goods, on top of it, then on the basket."""
        goods = self._goods.difference(left_out) - self._terms.book.stacking
        settled = self._offers.settle(self._lines, self._terms, goods)
        return self._with_rest(settled, left_out)

    def _with_rest(self, settled: Settled, left_out: frozenset[int]) -> Combination:
        terms = self._terms
        stacking = self._goods.difference(left_out) & terms.book.stacking
        left = LeftToPay(self._lines, settled.firings)
        on_top, is_exact = settle_stacking(terms, self._offers, stacking, left)
        goods_minor = settled.discount_minor + sum(f.discount_minor for f in on_top)
        of_basket = settle_basket(terms, self._lines_of, self._of_basket, left)
        firings = (*settled.firings, *on_top, *of_basket)
        return Combination(firings, settled.is_exact and is_exact, goods_minor)

    def _best_of_all(self, whole: Combination) -> Combination | None:
        """The best of every legal choice of applications; None where there are too many, or several priorities."""
        goods = self._goods - self._terms.book.stacking
        if len({self._terms.promotion(place).priority for place in goods}) > 1:
            return None
        joint = JointChoices(self._lines, self._terms, goods)
        uses = joint.uses()
        if uses is None:
            return None
        best = whole
        for firings in joint.choices(uses, 0, ()):
            trial = self._with_rest(Settled(firings, is_exact=True), frozenset())
            if trial.discount_minor > best.discount_minor:
                best = trial
        return best

    def _find_lines(self, of_basket: frozenset[int]) -> None:
        everything = LinesOf(tuple(n for n, line in enumerate(self._lines) if line.pieces), True)
        of_all_goods = self._terms.book.of_all_goods
        found: dict[int, list[int]] = {place: [] for place in of_basket.difference(of_all_goods)}
        for number in everything.lines if found else ():
            for place in self._lines[number].touch.basket:
                if place in found:
                    found[place].append(number)
        for place in of_basket:
            some = found.get(place)
            self._lines_of[place] = everything if some is None else LinesOf(tuple(some), False)

    def _leave_out(
        self, best: Combination, may_leave: list[int], left_out: frozenset[int], ceiling: int
    ) -> Combination:
        for index, place in enumerate(may_leave):
            if self._trials_left <= 0:
                break
            self._trials_left -= 1
            trial = self.settle(left_out | {place})
            if trial.discount_minor > best.discount_minor:
                best = trial
            if trial.goods_minor + ceiling > best.discount_minor:
                rest = may_leave[index + 1 :]
                best = self._leave_out(best, rest, left_out | {place}, ceiling)
        return best

    def _is_apart(self, whole: Combination) -> bool:
        """True when promotions on goods and of the basket do not stand in each other's way.

        Then every promotion of the basket covers all that is lowered, and reaches the same step before and after it:
        the less the goods cost, the less there is to pay.
        """
        terms = self._terms
        fired = [firing for firing in whole.firings if firing.place in self._goods]
        lowered = {share.line for firing in fired for share in firing.shares}
        before: LeftToPay | None = None
        after: LeftToPay | None = None
        for place in self._of_basket:
            offer = terms.promotion(place).offer
            assert isinstance(offer, BasketOffer)
            on = self._lines_of[place]
            if not (offer.on_reduced and (on.is_all or lowered.issubset(on.lines))):
                return False
            if not offer.is_stepped:
                continue
            before = before or LeftToPay(self._lines)
            after = after or LeftToPay(self._lines, whole.firings)
            first = basket_terms(terms, place, on, before)
            if first.level != basket_terms(terms, place, on, after).level:
                return False
        return True
