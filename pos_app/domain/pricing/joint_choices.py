"""Joint choices know every legal use of promotions on goods in a small basket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pos_app.domain.money import allocate, divide
from pos_app.domain.pricing.basket import RoundingScope
from pos_app.domain.pricing.basket_units import LineUnits
from pos_app.domain.pricing.goods_offers import Firing, Share
from pos_app.domain.pricing.packing import EXACT_APPLICATIONS, UnitClass, every_set_of
from pos_app.domain.pricing.set_terms import MICRO, unit_saving_micro
from pos_app.domain.pricing.terms import Terms


class _Use(NamedTuple):
    """One application: (unit, pieces) that it uses and reduces, and what it saves; a set is rounded by itself."""

    place: int
    use: tuple[tuple[int, int], ...]
    reduced: tuple[tuple[int, int], ...]
    saving_micro: int
    is_set: bool


class JointChoices:
    """All choices of applications where there are few; a promotion takes no more than its limits in any of them."""

    def __init__(self, lines: Sequence[LineUnits], terms: Terms, places: frozenset[int]) -> None:
        self._lines = lines
        self._terms = terms
        self._units: dict[int, UnitClass] = {}
        self._line_of: list[int] = []
        self._counts: dict[int, int] = {}
        self._places = places
        for number, line in enumerate(lines):
            slots = tuple(slot for slot in line.touch.slots if slot[0] in places)
            for amount, count in line.pieces:
                unit = len(self._line_of)
                self._line_of.append(number)
                self._units[unit] = UnitClass(amount, line.milli, 0, slots)
                self._counts[unit] = count
        self._uses_left = {place: terms.applications_max(place) for place in places}

    def uses(self) -> list[_Use] | None:
        """Every application there is, or None where there are more than may be tried in every choice."""
        found: list[_Use] = []
        for place in sorted(self._places):
            if self._terms.book.slots[place]:
                sets = self._sets(place)
                if sets is None:
                    return None
                found += sets
            else:
                found += self._alone(place)
            if len(found) > EXACT_APPLICATIONS:
                return None
        applications = sum(self._times(use) for use in found)
        return found if applications <= EXACT_APPLICATIONS else None

    def choices(
        self, uses: list[_Use], start: int, chosen: tuple[tuple[_Use, int], ...]
    ) -> Iterator[tuple[Firing, ...]]:
        """What fires in each choice."""
        yield self._firings(chosen)
        for index in range(start, len(uses)):
            use = uses[index]
            for times in range(1, self._times(use) + 1):
                self._take(use, times)
                yield from self.choices(uses, index + 1, (*chosen, (use, times)))
                self._take(use, -times)

    def _sets(self, place: int) -> list[_Use] | None:
        """Every set of a promotion; None when there are too many to see."""
        terms = self._terms.set_terms(place)
        if terms is None:
            return []
        sets, are_all = every_set_of(self._units, self._counts, terms)
        if not are_all:
            return None
        return [
            _Use(place, one.use, one.reduced, one.saving_minor * MICRO, is_set=True) for one in sets
        ]

    def _alone(self, place: int) -> Iterator[_Use]:
        off = self._terms.off(place)
        settings = self._terms.book.settings
        for unit, alike in self._units.items():
            if off is None or place not in self._lines[self._line_of[unit]].touch.units:
                continue
            micro = unit_saving_micro(alike.amount_minor, alike.milli, off)
            if settings.discount_scope is RoundingScope.UNIT:
                micro = divide(micro, MICRO, settings.discount_rounding) * MICRO
            if micro:
                yield _Use(place, ((unit, 1),), ((unit, 1),), micro, is_set=False)

    def _times(self, use: _Use) -> int:
        times = min(self._counts[unit] // pieces for unit, pieces in use.use)
        left = self._uses_left[use.place]
        return times if left is None else min(times, left)

    def _take(self, use: _Use, times: int) -> None:
        for unit, pieces in use.use:
            self._counts[unit] -= pieces * times
        left = self._uses_left[use.place]
        if left is not None:
            self._uses_left[use.place] = left - times

    def _firings(self, chosen: tuple[tuple[_Use, int], ...]) -> tuple[Firing, ...]:
        sums: dict[tuple[int, int], list[int]] = {}
        micros: dict[tuple[int, int], int] = {}
        count: dict[int, int] = {}
        caps: dict[int, int] = {}
        for use, times in chosen:
            place = use.place
            count[place] = count.get(place, 0) + times
            if not use.is_set:
                key = (place, self._line_of[use.use[0][0]])
                sums.setdefault(key, [0, 0])[0] += times
                micros[key] = micros.get(key, 0) + use.saving_micro * times
                continue
            saving = use.saving_micro // MICRO * times
            cap = caps.get(place, self._terms.cap_minor(place))
            if cap is not None:
                saving = min(saving, cap)
                caps[place] = cap - saving
            self._spread(use, times, saving, sums)
        rounding = self._terms.book.settings.discount_rounding
        for key, micro in micros.items():
            sums[key][1] += divide(micro, MICRO, rounding)
        shares: dict[int, list[Share]] = {}
        for (place, line), (pieces, saving) in sorted(sums.items()):
            shares.setdefault(place, []).append(Share(line, pieces, saving))
        return tuple(Firing(place, count[place], tuple(of)) for place, of in shares.items())

    def _spread(
        self, use: _Use, times: int, saving: int, sums: dict[tuple[int, int], list[int]]
    ) -> None:
        on_reduced = self._terms.promotion(use.place).spread_on_reduced
        weighed = use.reduced if on_reduced else use.use
        of_unit = dict(weighed)
        weights = tuple(
            self._units[unit].amount_minor * of_unit.get(unit, 0) * times for unit, _ in use.use
        )
        for (unit, pieces), part in zip(use.use, allocate(saving, weights), strict=True):
            found = sums.setdefault((use.place, self._line_of[unit]), [0, 0])
            found[0] += pieces * times
            found[1] += part
