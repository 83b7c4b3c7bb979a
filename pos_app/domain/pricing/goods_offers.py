"""Goods offers know the best use of the promotions on single units and on sets, each unit used once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import is_
from typing import NamedTuple

from pos_app.domain.money import allocate, divide
from pos_app.domain.pricing.basket import RoundingScope
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.packing import (
    FILLINGS_MAX,
    FILLINGS_OF_MANY,
    MANY_PROMOTIONS,
    Candidate,
    Packed,
    UnitClass,
    groups,
    is_plain,
    sets_in_order,
    sets_of,
    worth_keeping,
)
from pos_app.domain.pricing.set_search import pack
from pos_app.domain.pricing.set_terms import MICRO, SetTerms, unit_saving_micro
from pos_app.domain.pricing.terms import Terms


class Share(NamedTuple):
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


class _Lot(NamedTuple):
    """Alike units of one line, and the promotion that they have when no set takes them (-1: none)."""

    line: int
    kind: int
    pieces: int
    alone: int


class _Kind(NamedTuple):
    """Alike units of a line: the number of their class (-1: no set takes them), and what they have without a set."""

    number: int
    alike: UnitClass
    alone: int


class _View(NamedTuple):
    """A line as some promotions see it, for as long as neither changes."""

    line: LineUnits
    places: frozenset[int]
    changes: int
    kinds: tuple[_Kind, ...]


_Key = tuple[object, ...]
_Sets = tuple[SetTerms, tuple[Candidate, ...], Packed | None, bool]
_Views = dict[tuple[int, int], _View]
KEPT_MAX = 10_000


class GoodsOffers:
    """Settles units and sets; a group of sets that stayed as it was is not searched again."""

    def __init__(self) -> None:
        self._numbers: dict[UnitClass, int] = {}
        self._views: _Views = {}
        self._terms: Terms | None = None
        self._sets: dict[_Key, _Sets] = {}
        self._packed: dict[_Key, Packed] = {}
        self._last: dict[int, tuple[list[_Sets], list[Packed]]] = {}

    def settle(self, lines: Sequence[LineUnits], terms: Terms, places: frozenset[int]) -> Settled:
        """The best for the customer that these promotions give; higher priorities come first."""
        if len(self._packed) + len(self._sets) > KEPT_MAX:
            self._numbers, self._views, self._sets, self._packed = {}, {}, {}, {}
        priorities = terms.book.priorities
        if terms is not self._terms:
            self._terms, self._views = terms, {}
        taken: dict[tuple[int, int], int] = {}
        firings: list[Firing] = []
        is_exact = True
        for priority in sorted(priorities, reverse=True):
            level = places & priorities[priority]
            if not level:
                continue
            settled = self._settle_class(_Class(lines, terms, level, taken), priority)
            firings += settled.firings
            is_exact = is_exact and settled.is_exact
        return Settled(tuple(firings), is_exact)

    def _settle_class(self, one: _Class, priority: int) -> Settled:
        one.gather(priority, self._numbers, self._views)
        chosen: list[_Sets] = []
        sets = list(one.sets())
        most = FILLINGS_MAX if len(sets) <= MANY_PROMOTIONS else FILLINGS_OF_MANY
        for terms, numbers in sets:
            key: _Key = (terms.place, most, *numbers, *[one.counts[number] for number in numbers])
            found = self._sets.get(key)
            if found is None or found[0] is not terms:
                units = {number: one.units[number] for number in numbers}
                counts = {number: one.counts[number] for number in numbers}
                found = self._sets[key] = (terms, *_sets(units, counts, terms, most))
            chosen.append(found)
            if found[2] is not None:
                one.use(found[2])
        last = self._last.get(priority)
        # what was found stands for the counts of its units too: the same sets are packed in the same way
        if last is None or len(last[0]) != len(chosen) or not all(map(is_, last[0], chosen)):
            last = self._last[priority] = (chosen, self._pack_all(one, chosen))
        for packed in last[1]:
            one.use(packed)
        is_exact = all(found[3] for found in chosen) and all(packed.is_exact for packed in last[1])
        return Settled(one.firings(), is_exact)

    def _pack_all(self, one: _Class, chosen: Sequence[_Sets]) -> list[Packed]:
        candidates = [candidate for found in chosen for candidate in found[1]]
        worth = worth_keeping(candidates, one.terms_of)
        return [self._pack(one, group) for group in groups(worth, one.counts, one.terms_of)]

    def _pack(self, one: _Class, group: list[Candidate]) -> Packed:
        used = {unit: one.counts[unit] for candidate in group for unit, _ in candidate.use}
        limits = {
            candidate.place: (terms.uses_max, terms.cap_minor)
            for candidate in group
            if (terms := one.terms_of[candidate.place]).is_limited
        }
        key: _Key = (*group, *used.items(), *limits.items())
        packed = self._packed.get(key)
        if packed is None:
            packed = self._packed[key] = pack(group, used, one.terms_of)
        return packed


def _sets(
    units: dict[int, UnitClass], counts: dict[int, int], terms: SetTerms, most: int
) -> tuple[tuple[Candidate, ...], Packed | None, bool]:
    """The sets to choose from, or those to make at once where no other promotion wants the units."""
    if is_plain(list(units.values())):
        return (), sets_in_order(units, counts, terms), True
    candidates, is_whole = sets_of(units, counts, terms, most)
    return candidates, None, is_whole


class _Class:
    """Promotions of one priority over the units that higher ones left; `counts` are units before any set."""

    def __init__(
        self,
        lines: Sequence[LineUnits],
        terms: Terms,
        places: frozenset[int],
        taken: dict[tuple[int, int], int],
    ) -> None:
        self._lines = lines
        self._terms = terms
        self._places = places
        self._taken = taken
        self.terms_of: dict[int, SetTerms] = {}
        self.units: dict[int, UnitClass] = {}
        self._lots: dict[int, list[_Lot]] = {}
        self.counts: dict[int, int] = {}
        self._alone: dict[tuple[int, int], list[int]] = {}
        self._shares: dict[tuple[int, int], list[int]] = {}
        self._times: dict[int, int] = {}

    def gather(self, level: int, numbers: dict[UnitClass, int], views: _Views) -> None:
        """Sort the units: those that sets may take by their numbers, others to their promotions at once."""
        changes = self._terms.changes
        for place, line in enumerate(self._lines):
            if not line.pieces:
                continue
            places = self._places & line.touch.goods
            if not places:
                continue
            view = views.get((level, place))
            if (
                view is None
                or view.line is not line
                or view.changes != changes
                or view.places != places
            ):
                view = views[level, place] = self._view(line, places, numbers)
            for kind, (number, alike, alone) in enumerate(view.kinds):
                count = line.pieces[kind][1] - self._taken.get((place, kind), 0)
                if not count:
                    continue
                lot = _Lot(place, kind, count, alone)
                if number < 0:
                    self._leave_alone(lot, alike.else_micro)
                    continue
                if number not in self.units:
                    self.units[number] = alike
                    self._lots[number] = []
                    self.counts[number] = 0
                self._lots[number].append(lot)
                self.counts[number] += count

    def sets(self) -> Iterator[tuple[SetTerms, list[int]]]:
        """Each promotion on sets that finds enough units, with their numbers, in the order of the book."""
        numbers: dict[int, list[int]] = {}
        for number, unit in self.units.items():
            for place, _ in unit.slots:
                found = numbers.get(place)
                if found is None:
                    numbers[place] = [number]
                elif found[-1] != number:
                    found.append(number)
        counts = self.counts
        for place in sorted(numbers):
            terms = self._terms.set_terms(place)
            if terms is not None and sum([counts[n] for n in numbers[place]]) >= terms.pieces:
                self.terms_of[place] = terms
                yield terms, numbers[place]

    def use(self, packed: Packed) -> None:
        """Make sets."""
        left: dict[int, int] = {}
        for candidate, times in packed.sets:
            place = candidate.place
            saving = candidate.saving_minor * times
            cap = left.get(place, self.terms_of[place].cap_minor)
            if cap is not None:
                saving = min(saving, cap)
                left[place] = cap - saving
            self._times[place] = self._times.get(place, 0) + times
            taken: list[tuple[int, int, int, int]] = []
            reduced = dict(candidate.reduced)
            for unit, pieces in candidate.use:
                cheaper = reduced.get(unit, 0) * times
                for lot, count in _take(self._lots[unit], pieces * times):
                    self._take(lot, count)
                    low = min(count, cheaper)
                    cheaper -= low
                    taken.append((lot.line, count, low, self.units[unit].amount_minor))
            self._share_out(place, saving, taken)

    def firings(self) -> tuple[Firing, ...]:
        """What fires, in the order of the book; units that no set took have what they have alone."""
        for number, lots in self._lots.items():
            for lot in lots:
                self._leave_alone(lot, self.units[number].else_micro)
        rounding = self._terms.book.settings.discount_rounding
        for (place, line), (count, micro) in self._alone.items():
            saving, rest = divmod(micro, MICRO)
            if rest:
                saving = divide(micro, MICRO, rounding)
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

    def _view(
        self, line: LineUnits, places: frozenset[int], numbers: dict[UnitClass, int]
    ) -> _View:
        slots = tuple(slot for slot in line.touch.slots if slot[0] in places)
        units = [unit for unit in line.touch.units if unit in places]
        kinds = []
        for amount, _ in line.pieces:
            alone, micro = self._best_alone(units, amount, line.milli)
            alike = UnitClass(amount, line.milli, micro, slots)
            number = numbers.setdefault(alike, len(numbers)) if slots else -1
            kinds.append(_Kind(number, alike, alone))
        return _View(line, places, self._terms.changes, tuple(kinds))

    def _take(self, lot: _Lot, count: int) -> None:
        key = (lot.line, lot.kind)
        self._taken[key] = self._taken.get(key, 0) + count

    def _leave_alone(self, lot: _Lot, micro: int) -> None:
        if lot.alone < 0:
            return
        self._take(lot, lot.pieces)
        sums = self._alone.setdefault((lot.alone, lot.line), [0, 0])
        sums[0] += lot.pieces
        sums[1] += micro * lot.pieces

    def _share_out(
        self, place: int, saving: int, taken: Sequence[tuple[int, int, int, int]]
    ) -> None:
        if len(taken) == 1:
            self._add(place, taken[0][0], taken[0][1], saving)
            return
        on_reduced = self._terms.promotion(place).spread_on_reduced
        weights = tuple(amount * (low if on_reduced else count) for _, count, low, amount in taken)
        for (line, count, _, _), part in zip(taken, allocate(saving, weights), strict=True):
            self._add(place, line, count, part)

    def _add(self, place: int, line: int, count: int, saving: int) -> None:
        sums = self._shares.setdefault((place, line), [0, 0])
        sums[0] += count
        sums[1] += saving


def _take(queue: list[_Lot], count: int) -> list[tuple[_Lot, int]]:
    """So many units from the front of a queue; what is left of a lot stays."""
    taken: list[tuple[_Lot, int]] = []
    while count:
        lot = queue[0]
        part = min(count, lot.pieces)
        taken.append((lot, part))
        count -= part
        if part == lot.pieces:
            queue.pop(0)
        else:
            queue[0] = _Lot(lot.line, lot.kind, lot.pieces - part, lot.alone)
    return taken
