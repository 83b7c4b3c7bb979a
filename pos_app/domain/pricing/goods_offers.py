"""Goods offers know the best use of the promotions on single units and on sets, each unit used once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import allocate, divide
from pos_app.domain.pricing.basket import RoundingScope
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.packing import Packed, UnitClass, pack
from pos_app.domain.pricing.set_terms import MICRO, SetTerms, unit_saving_micro
from pos_app.domain.pricing.terms import Terms


@dataclass(frozen=True, slots=True)
class Share:
    """What a promotion does to one line (by its place in the basket): how many units, and how much less."""

    line: int
    pieces: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class Firing:
    """A promotion at work: how many sets or units, and its share of each line."""

    place: int
    times: int
    shares: tuple[Share, ...]

    @property
    def discount_minor(self) -> int:
        """What it saves in all."""
        return sum(share.discount_minor for share in self.shares)


@dataclass(frozen=True, slots=True)
class Settled:
    """The promotions that fire on goods; `is_exact` when no better choice exists."""

    firings: tuple[Firing, ...]
    is_exact: bool

    @property
    def discount_minor(self) -> int:
        """What they save in all."""
        return sum(firing.discount_minor for firing in self.firings)


@dataclass(frozen=True, slots=True)
class _Lot:
    """Alike units of one line, and the promotion that they have when no set takes them (-1: none)."""

    line: int
    kind: int
    count: int
    alone: int


_Key = tuple[object, ...]


class GoodsOffers:
    """Settles units and sets; a group of promotions that stayed as it was is not searched again."""

    def __init__(self) -> None:
        self._packed: dict[_Key, Packed] = {}

    def settle(self, lines: Sequence[LineUnits], terms: Terms, places: frozenset[int]) -> Settled:
        """The best for the customer that these promotions give; higher priorities come first."""
        left = {
            (place, kind): count
            for place, line in enumerate(lines)
            for kind, (_, count) in enumerate(line.pieces)
        }
        priorities = {terms.promotion(place).priority for place in places}
        if len(priorities) == 1:
            return self._settle_class(_Class(lines, terms, places, left))
        firings: list[Firing] = []
        is_exact = True
        for priority in sorted(priorities, reverse=True):
            level = frozenset(p for p in places if terms.promotion(p).priority == priority)
            settled = self._settle_class(_Class(lines, terms, level, left))
            firings += settled.firings
            is_exact = is_exact and settled.is_exact
        return Settled(tuple(firings), is_exact)

    def _settle_class(self, one: _Class) -> Settled:
        one.gather()
        is_exact = True
        for classes, set_terms in one.groups_of_sets():
            counts = [one.count(unit) for unit in classes]
            key: _Key = (
                *zip(classes, counts, strict=True),
                *((t.place, t.off, t.uses_max, t.cap_minor) for t in set_terms),
            )
            packed = self._packed.get(key)
            if packed is None:
                packed = self._packed[key] = pack(classes, counts, set_terms)
            one.use(packed, classes, set_terms)
            is_exact = is_exact and packed.is_exact
        return Settled(one.firings(), is_exact)


class _Class:
    """Promotions of one priority over the units that higher ones left."""

    def __init__(
        self,
        lines: Sequence[LineUnits],
        terms: Terms,
        places: frozenset[int],
        left: dict[tuple[int, int], int],
    ) -> None:
        self._lines = lines
        self._terms = terms
        self._places = places
        self._left = left
        self._lots: dict[UnitClass, list[_Lot]] = {}
        self._alone: dict[tuple[int, int], list[int]] = {}
        self._shares: dict[tuple[int, int], list[int]] = {}
        self._times: dict[int, int] = {}

    def gather(self) -> None:
        """Sort the units into those that sets may take and those that only a promotion of units touches."""
        for place, line in enumerate(self._lines):
            touch = line.touch
            if not line.pieces or not (touch.units or touch.slots):
                continue
            slots = tuple(slot for slot in touch.slots if slot[0] in self._places)
            units = [unit for unit in touch.units if unit in self._places]
            if not (slots or units):
                continue
            for kind, (amount, _) in enumerate(line.pieces):
                count = self._left[place, kind]
                if not count:
                    continue
                alone, micro = self._best_alone(units, amount, line.milli)
                lot = _Lot(place, kind, count, alone)
                if slots:
                    key = UnitClass(amount, line.milli, micro, slots)
                    self._lots.setdefault(key, []).append(lot)
                else:
                    self._leave_alone(lot, count, micro)

    def count(self, unit: UnitClass) -> int:
        """How many units there are of a class."""
        return sum(lot.count for lot in self._lots[unit])

    def groups_of_sets(self) -> list[tuple[list[UnitClass], list[SetTerms]]]:
        """Promotions of sets that share units, directly or through others, each group with its units."""
        owner: dict[int, int] = {}

        def root(place: int) -> int:
            while owner.setdefault(place, place) != place:
                place = owner[place]
            return place

        for unit in self._lots:
            first = root(unit.slots[0][0])
            for place, _ in unit.slots[1:]:
                owner[root(place)] = first
        classes: dict[int, list[UnitClass]] = {}
        for unit in sorted(self._lots, key=_dearest_first):
            classes.setdefault(root(unit.slots[0][0]), []).append(unit)
        groups = []
        for group, units in classes.items():
            places = sorted({place for unit in units for place, _ in unit.slots})
            found = [self._terms.set_terms(place) for place in places]
            groups.append((group, units, [one for one in found if one is not None]))
        return [(units, terms) for _, units, terms in sorted(groups, key=_by_group)]

    def use(self, packed: Packed, classes: list[UnitClass], terms: list[SetTerms]) -> None:
        """Make the sets, and leave the other units to the promotions that they have alone."""
        caps = {one.place: one.cap_minor for one in terms}
        lots = [list(self._lots[unit]) for unit in classes]
        for candidate, times in packed.sets:
            place = candidate.place
            saving = candidate.saving_minor * times
            cap = caps[place]
            if cap is not None:
                saving = min(saving, cap)
                caps[place] = cap - saving
            self._times[place] = self._times.get(place, 0) + times
            taken: list[tuple[int, int, int, int]] = []
            reduced = dict(candidate.reduced)
            for unit, pieces in candidate.use:
                cheaper = reduced.get(unit, 0) * times
                for lot, count in _take(lots, unit, pieces * times):
                    self._left[lot.line, lot.kind] -= count
                    low = min(count, cheaper)
                    cheaper -= low
                    taken.append((lot.line, count, low, classes[unit].amount_minor))
            self._share_out(place, saving, taken)
        for alike, rest in zip(classes, lots, strict=True):
            for lot in rest:
                self._leave_alone(lot, lot.count, alike.else_micro)

    def firings(self) -> tuple[Firing, ...]:
        """What fires, in the order of the book."""
        settings = self._terms.book.settings
        for (place, line), (count, micro) in self._alone.items():
            saving = divide(micro, MICRO, settings.discount_rounding)
            if saving:
                self._add(place, line, count, saving)
                self._times[place] = self._times.get(place, 0) + count
        shares: dict[int, list[Share]] = {}
        for (place, line), (count, saving) in sorted(self._shares.items()):
            shares.setdefault(place, []).append(Share(line, count, saving))
        return tuple(
            Firing(place, self._times[place], tuple(found)) for place, found in shares.items()
        )

    def _best_alone(self, units: list[int], amount: int, milli: int) -> tuple[int, int]:
        best, saved = -1, 0
        settings = self._terms.book.settings
        for place in units:
            off = self._terms.off(place)
            if off is None:
                continue
            micro = unit_saving_micro(amount, milli, off)
            if settings.discount_scope is RoundingScope.UNIT:
                micro = divide(micro, MICRO, settings.discount_rounding) * MICRO
            if micro > saved:
                best, saved = place, micro
        return best, saved

    def _leave_alone(self, lot: _Lot, count: int, micro: int) -> None:
        if lot.alone < 0:
            return
        self._left[lot.line, lot.kind] -= count
        sums = self._alone.setdefault((lot.alone, lot.line), [0, 0])
        sums[0] += count
        sums[1] += micro * count

    def _share_out(
        self, place: int, saving: int, taken: Sequence[tuple[int, int, int, int]]
    ) -> None:
        on_reduced = self._terms.promotion(place).spread_on_reduced
        weights = tuple(amount * (low if on_reduced else count) for _, count, low, amount in taken)
        for (line, count, _, _), part in zip(taken, allocate(saving, weights), strict=True):
            self._add(place, line, count, part)

    def _add(self, place: int, line: int, count: int, saving: int) -> None:
        sums = self._shares.setdefault((place, line), [0, 0])
        sums[0] += count
        sums[1] += saving


def _dearest_first(unit: UnitClass) -> tuple[int, UnitClass]:
    return -unit.amount_minor, unit


def _by_group(group: tuple[int, list[UnitClass], list[SetTerms]]) -> int:
    return group[0]


def _take(lots: list[list[_Lot]], unit: int, count: int) -> list[tuple[_Lot, int]]:
    """So many units from the front of a class; what is left of a lot stays."""
    taken: list[tuple[_Lot, int]] = []
    queue = lots[unit]
    while count:
        lot = queue[0]
        part = min(count, lot.count)
        taken.append((lot, part))
        count -= part
        if part == lot.count:
            queue.pop(0)
        else:
            queue[0] = _Lot(lot.line, lot.kind, lot.count - part, lot.alone)
    return taken
