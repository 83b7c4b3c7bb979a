"""Upsell knows what is worth a mention: what goes with the basket and the buyer, is here, and is more than needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.mentions import ReasonKind
from pos_app.domain.neighbours import ItemNeighbours

# Of a long basket the newest items count; they are what the buyer has in mind.
BASKET_ITEMS_MAX = 30
PAST_ITEMS_MAX = 60
# What goes with the newest of them counts; what was bought itself counts of all.
PAST_NEIGHBOURS_MAX = 20
# Fewer baskets prove nothing.
TOGETHER_MIN = 5
ONE_IN_MAX = 20
SURE_ONE_IN_MAX = 5
# Who bought this lately and belongs to the few who come back for it is not asked again.
JUST_BOUGHT_DAYS = 28
AGAIN_PERMILLE_MIN = 250
# A store wants so many weeks of sales; what lies beyond is worth a mention from here on.
WEEKS_NEEDED = 8
MORE_PERCENT_MIN = 20
COVER_PERCENT_MIN, COVER_PERCENT_MAX = 50, 150
NEW_DAYS = 28


@dataclass(frozen=True, slots=True)
class Reason:
    """One true reason with the figures that prove it; what a kind does not need is empty.

    one_in: at least one in so many baskets with `with_item` holds this too; ordered_on: the day of the order that it
    goes with, or in which it was bought; department: where it is new; percent: how much more than needed is here.
    """

    kind: ReasonKind
    with_item: ItemId | None = None
    with_name: str = ""
    one_in: int = 0
    ordered_on: str = ""
    department: str = ""
    percent: int = 0


@dataclass(frozen=True, slots=True)
class PastBasket:
    """An earlier order of the buyer; `days_ago` from today's business date."""

    order_number: OrderNumber
    ordered_on: str
    days_ago: int
    items: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class Taste:
    """How much each part of a fit counts; chosen on a validation slice by bench/upsell.

    again: a purchase of today, in ten thousandths; it counts half after `half_life_days`; again_max caps an item's
    sum of purchases, in thousandths of one; history_percent: what a neighbour of an earlier purchase counts.
    """

    again: int = 1300
    half_life_days: int = 90
    again_max: int = 1500
    history_percent: int = 2
    new: int = 300


SHIPPED_TASTE = Taste()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the store has of an item, in thousandths; weekly_milli: what it sells in a week, None when nobody knows."""

    on_hand_milli: int
    reserved_milli: int
    safety_milli: int
    weekly_milli: int | None = None

    @property
    def available_milli(self) -> int:
        """What may be sold to anybody."""
        return self.on_hand_milli - self.reserved_milli - self.safety_milli

    @property
    def more_percent(self) -> int:
        """How much more is here than the weeks that the store wants, 0 when it is not or nobody knows."""
        if not self.weekly_milli or self.weekly_milli <= 0:
            return 0
        needed = self.weekly_milli * WEEKS_NEEDED
        return max(0, (self.available_milli - needed) * 100 // needed)

    @property
    def cover_percent(self) -> int:
        """What a fit is multiplied by: less where little is left for the next weeks, more where much lies."""
        if not self.weekly_milli or self.weekly_milli <= 0:
            return 100
        needed = self.weekly_milli * WEEKS_NEEDED
        # From half at nothing left, to all of it at what is needed, and on in the same slope.
        percent = COVER_PERCENT_MIN + self.available_milli * COVER_PERCENT_MIN // needed
        return min(COVER_PERCENT_MAX, max(COVER_PERCENT_MIN, percent))


@dataclass(frozen=True, slots=True)
class Score:
    """Every part of what put an item in its place, in ten thousandths; the parts of the fit times the cover."""

    basket: int
    history: int
    again: int
    new: int
    cover_percent: int = 100

    @property
    def fit(self) -> int:
        """How well it goes with basket and buyer."""
        return self.basket + self.history + self.again + self.new

    @property
    def total(self) -> int:
        """What counts."""
        return self.fit * self.cover_percent // 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be mentioned; new_in: the department where it is new to a buyer of that range, or ""."""

    item: ItemId
    score: Score
    shelf: Shelf
    new_in: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One item worth a mention, with its price, its reason, and what is here of it."""

    item: Item
    reason: Reason
    score: Score
    available_milli: int
    bin: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it may be said at a till where nobody asked: many who have this in the basket take that too."""
        reason = self.reason
        return reason.kind is ReasonKind.BOUGHT_TOGETHER and 0 < reason.one_in <= SURE_ONE_IN_MAX


Known = Mapping[ItemId, ItemNeighbours]


@dataclass(frozen=True, slots=True)
class Fits:
    """The parts of the fit of every item that anything speaks for, in ten thousandths; of thousands, few are shown."""

    basket: Mapping[ItemId, int]
    history: Mapping[ItemId, int]
    again: Mapping[ItemId, int]

    def totals(self) -> dict[ItemId, int]:
        """The sum of the parts by item."""
        totals = dict(self.basket)
        for part in (self.again, self.history):
            for item, strength in part.items():
                totals[item] = totals.get(item, 0) + strength
        return totals

    def score(self, item: ItemId, *, new: int = 0, cover_percent: int = 100) -> Score:
        """The parts of one item."""
        return Score(
            self.basket.get(item, 0),
            self.history.get(item, 0),
            self.again.get(item, 0),
            new,
            cover_percent,
        )


def fits(
    items: Sequence[ItemId],
    past: Sequence[PastBasket],
    known: Known,
    taste: Taste = SHIPPED_TASTE,
) -> Fits:
    """How well items go with a basket and its buyer; what is in the basket is among them."""
    bought = _purchases(past, taste)
    history: dict[ItemId, int] = {}
    if taste.history_percent:
        sums = _neighbour_sums(newest_items(past), known)
        history = {item: sum_ * taste.history_percent // 100 for item, sum_ in sums.items()}
    most = taste.again_max
    again = {item: min(milli, most) * taste.again // 1000 for item, milli in bought.items()}
    return Fits(_neighbour_sums(items, known), history, again)


def newest_items(past: Sequence[PastBasket]) -> tuple[ItemId, ...]:
    """The earlier purchases whose neighbours count, each once."""
    items = dict.fromkeys(item for basket in past for item in basket.items)
    return tuple(islice(items, PAST_NEIGHBOURS_MAX))


def remembered(past: Sequence[PastBasket]) -> tuple[PastBasket, ...]:
    """As much of the newest orders as counts; the newest come first."""
    kept: list[PastBasket] = []
    room = PAST_ITEMS_MAX
    for basket in past:
        items = basket.items[:room]
        if items:
            room -= len(items)
            kept.append(replace(basket, items=items))
    return tuple(kept)


def does_not_buy_twice(item: ItemId, past: Sequence[PastBasket], known: Known) -> bool:
    """True for what was bought lately and once, where few come back for it."""
    bought = [basket.days_ago for basket in past if item in basket.items]
    if len(bought) != 1 or bought[0] > JUST_BOUGHT_DAYS:
        return False
    about = known.get(item)
    return about is None or about.again_permille < AGAIN_PERMILLE_MIN


def bought_together(
    item: ItemId, others: Sequence[ItemId], known: Known
) -> tuple[ItemId, int] | None:
    """With which of the others most buyers take the item, and at least one in how many do; None without proof."""
    best: tuple[ItemId, int] | None = None
    for other in others:
        about = known.get(other)
        together = 0 if about is None else about.together(item)
        if about is None or together < TOGETHER_MIN:
            continue
        one_in = -(-about.baskets // together)
        if one_in <= ONE_IN_MAX and (best is None or one_in < best[1]):
            best = (other, one_in)
    return best


def reason_for(
    candidate: Candidate, items: Sequence[ItemId], past: Sequence[PastBasket], known: Known
) -> Reason | None:
    """The strongest part of the score that can be proven; None where nothing can."""
    score = candidate.score
    parts = (
        (score.basket, ReasonKind.BOUGHT_TOGETHER),
        (score.again, ReasonKind.BOUGHT_BEFORE),
        (score.history, ReasonKind.GOES_WITH_ORDER),
        (score.new, ReasonKind.NEW_IN_RANGE),
        (score.total - score.fit, ReasonKind.MORE_THAN_NEEDED),
    )
    for strength, kind in sorted(parts, key=_strength, reverse=True):
        if strength <= 0:
            break
        reason = _proven(kind, candidate, items, past, known)
        if reason is not None:
            return reason
    return None


def _proven(
    kind: ReasonKind,
    candidate: Candidate,
    items: Sequence[ItemId],
    past: Sequence[PastBasket],
    known: Known,
) -> Reason | None:
    item, percent = candidate.item, candidate.shelf.more_percent
    if kind is ReasonKind.BOUGHT_TOGETHER:
        pair = bought_together(item, items, known)
        return None if pair is None else Reason(kind, with_item=pair[0], one_in=pair[1])
    if kind is ReasonKind.BOUGHT_BEFORE:
        return _bought_before(item, past)
    if kind is ReasonKind.GOES_WITH_ORDER:
        return _goes_with(item, past, known)
    if kind is ReasonKind.NEW_IN_RANGE:
        return Reason(kind, department=candidate.new_in) if candidate.new_in else None
    return Reason(kind, percent=percent) if percent >= MORE_PERCENT_MIN else None


def _strength(part: tuple[int, ReasonKind]) -> int:
    return part[0]


def _bought_before(item: ItemId, past: Sequence[PastBasket]) -> Reason | None:
    for basket in past:
        if item in basket.items:
            return Reason(ReasonKind.BOUGHT_BEFORE, ordered_on=basket.ordered_on)
    return None


def _goes_with(item: ItemId, past: Sequence[PastBasket], known: Known) -> Reason | None:
    for basket in past:
        pair = bought_together(item, basket.items, known)
        if pair is not None:
            return Reason(
                ReasonKind.GOES_WITH_ORDER,
                with_item=pair[0],
                one_in=pair[1],
                ordered_on=basket.ordered_on,
            )
    return None


def _neighbour_sums(items: Sequence[ItemId], known: Known) -> dict[ItemId, int]:
    sums: dict[int, int] = {}
    for item in items:
        about = known.get(item)
        if about is not None:
            for other, weight, _ in about.entries:
                sums[other] = sums.get(other, 0) + weight
    return cast("dict[ItemId, int]", sums)


def _purchases(past: Sequence[PastBasket], taste: Taste) -> dict[ItemId, int]:
    """Thousandths of a purchase by item: one of today is 1,000, one of a half-life ago 500."""
    sums: dict[ItemId, int] = {}
    for basket in past:
        halvings, days = divmod(max(0, basket.days_ago), taste.half_life_days)
        # Between two halvings it falls in a straight line.
        left = (1000 >> halvings) * (2 * taste.half_life_days - days) // (2 * taste.half_life_days)
        for item in basket.items:
            sums[item] = sums.get(item, 0) + left
    return sums
