"""Every legal combination of a small basket, tried one after the other without any cleverness."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pos_app.domain.money import Rounding, divide
from pos_app.domain.pricing.promotion import Off, OffKind, Promotion, SetOffer, UnitOffer

MICRO = 1_000_000


@dataclass(frozen=True)
class Unit:
    """One piece for sale."""

    number: int
    item: str
    amount: int


Use = tuple[str, frozenset[int], int]


def lowered(amount: int, off: Off) -> int:
    """What an amount is less under a reduction, rounded half up."""
    if off.kind is OffKind.PERCENT:
        return divide(amount * off.value, MICRO, Rounding.HALF_UP)
    if off.kind is OffKind.AMOUNT:
        return min(amount, off.value)
    return max(0, amount - off.value)


def reached(promotion: Promotion, units: tuple[Unit, ...]) -> Off | None:
    """The step of a promotion on units that the whole basket reaches."""
    offer = promotion.offer
    assert isinstance(offer, UnitOffer)
    mine = [unit for unit in units if promotion.goods.takes(unit.item, "", frozenset())]
    off = None
    for step in offer.steps:
        enough = len(mine) * 1000 >= step.from_milli
        if enough and sum(unit.amount for unit in mine) >= step.from_spend_minor:
            off = step.off
    return off


def uses(promotion: Promotion, units: tuple[Unit, ...]) -> list[Use]:
    """Every way to apply a promotion once: its id, the units that it takes, what it saves."""
    offer = promotion.offer
    found: list[Use] = []
    if isinstance(offer, UnitOffer):
        off = reached(promotion, units)
        for unit in units if off is not None else ():
            if off is not None and promotion.goods.takes(unit.item, "", frozenset()):
                found.append((promotion.id, frozenset({unit.number}), lowered(unit.amount, off)))
    elif isinstance(offer, SetOffer):
        for filled in _filled(offer, units, 0):
            found.append(
                (
                    promotion.id,
                    frozenset(u.number for part in filled for u in part),
                    _saved(offer, filled),
                )
            )
    return [use for use in found if use[2] > 0]


def _filled(
    offer: SetOffer, units: tuple[Unit, ...], slot: int
) -> Iterator[list[tuple[Unit, ...]]]:
    if slot == len(offer.slots):
        yield []
        return
    mine = [u for u in units if offer.slots[slot].selector.takes(u.item, "", frozenset())]
    for part in combinations(mine, offer.slots[slot].pieces):
        rest = tuple(unit for unit in units if unit not in part)
        for others in _filled(offer, rest, slot + 1):
            yield [part, *others]


def _saved(offer: SetOffer, filled: list[tuple[Unit, ...]]) -> int:
    whole = [unit for part in filled for unit in part]
    if offer.whole:
        return lowered(sum(unit.amount for unit in whole), offer.off)
    reduced = [
        unit
        for slot, part in zip(offer.slots, filled, strict=True)
        for unit in part
        if slot.reduced
    ]
    if offer.cheapest:
        reduced = sorted(reduced, key=lambda unit: unit.amount)[: offer.cheapest]
    if offer.off.kind is OffKind.PERCENT:
        return divide(sum(u.amount for u in reduced) * offer.off.value, MICRO, Rounding.HALF_UP)
    return sum(lowered(unit.amount, offer.off) for unit in reduced)


def combinations_of(
    promotions: list[Promotion], units: tuple[Unit, ...]
) -> Iterator[tuple[Use, ...]]:
    """Every legal choice of uses: no unit twice, no promotion beyond its limit."""
    every = [use for promotion in promotions for use in uses(promotion, units)]
    limits = {promotion.id: promotion.limits.applications for promotion in promotions}
    yield from _choices(every, 0, frozenset(), (), limits)


def _choices(
    every: list[Use],
    start: int,
    taken: frozenset[int],
    chosen: tuple[Use, ...],
    limits: dict[str, int | None],
) -> Iterator[tuple[Use, ...]]:
    yield chosen
    for index in range(start, len(every)):
        use = every[index]
        limit = limits[use[0]]
        if not taken.isdisjoint(use[1]):
            continue
        if limit is not None and sum(one[0] == use[0] for one in chosen) >= limit:
            continue
        yield from _choices(every, index + 1, taken | use[1], (*chosen, use), limits)


def most_saved(promotions: list[Promotion], units: tuple[Unit, ...]) -> int:
    """The most that a legal combination saves; a capped promotion saves no more than its cap."""
    caps = {promotion.id: promotion.limits.discount_minor for promotion in promotions}
    return max(saved(chosen, caps) for chosen in combinations_of(promotions, units))


def saved(chosen: tuple[Use, ...], caps: dict[str, int | None]) -> int:
    """What a combination saves."""
    sums: dict[str, int] = {}
    for promotion, _, saving in chosen:
        sums[promotion] = sums.get(promotion, 0) + saving
    capped = ((sums[name], caps[name]) for name in sums)
    return sum(saving if cap is None else min(saving, cap) for saving, cap in capped)
