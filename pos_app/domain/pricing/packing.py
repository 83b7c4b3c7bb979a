"""Packing knows which sets to make of the pieces in a basket: exactly for small groups, else as far as its steps go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.pricing.set_terms import MICRO, SetTerms

# Groups of so many applications that exclude each other are always searched to the end.
EXACT_APPLICATIONS = 12
STEPS_MAX = 1_000
CANDIDATES_MAX = 150


class UnitClass(NamedTuple):
    """Units that are alike to all promotions: their price, and what each saves when no set takes it.

    milli: what a weighed unit weighs, 0 for a piece. slots: the places in sets that it can take.
    """

    amount_minor: int
    milli: int
    else_micro: int
    slots: tuple[tuple[int, int], ...]


class Candidate(NamedTuple):
    """One way to make one set: (class, pieces) used up and reduced, and what it saves."""

    place: int
    use: tuple[tuple[int, int], ...]
    reduced: tuple[tuple[int, int], ...]
    saving_minor: int
    lost_micro: int

    @property
    def gain_micro(self) -> int:
        """What it saves beyond what its units would save by themselves."""
        return self.saving_minor * MICRO - self.lost_micro

    @property
    def pieces(self) -> int:
        """How many pieces it uses up."""
        return sum(pieces for _, pieces in self.use)


@dataclass(frozen=True, slots=True)
class Packed:
    """Sets to make, each so many times; `is_exact` when no better choice exists."""

    sets: tuple[tuple[Candidate, int], ...]
    is_exact: bool


def pack(classes: Sequence[UnitClass], counts: Sequence[int], terms: Sequence[SetTerms]) -> Packed:
    """The sets that save most; equal savings are settled by the order of promotions and classes."""
    if len(terms) == 1 and _is_plain(classes, terms[0]):
        return Packed(_in_order(classes, counts, terms[0]), is_exact=True)
    candidates: list[Candidate] = []
    is_whole = True
    for one in terms:
        found, all_of_them = _candidates(classes, counts, one)
        candidates += found
        is_whole = is_whole and all_of_them
    candidates.sort(key=lambda c: (-c.gain_micro // c.pieces, c.place, c.use))
    search = _Search(candidates, list(counts), {one.place: one for one in terms})
    search.visit(0, 0)
    chosen = tuple((candidates[index], times) for index, times in search.best)
    return Packed(chosen, is_whole and search.is_complete)


def _is_plain(classes: Sequence[UnitClass], terms: SetTerms) -> bool:
    """One promotion alone whose slots share no units: the dearest pieces first is the best there is."""
    return all(unit.else_micro == 0 and len(unit.slots) == 1 for unit in classes)


def _in_order(
    classes: Sequence[UnitClass], counts: Sequence[int], terms: SetTerms
) -> tuple[tuple[Candidate, int], ...]:
    left = list(counts)
    queues = [_dearest_first(classes, slot, terms.place) for slot in range(len(terms.slots))]
    made: list[tuple[Candidate, int]] = []
    saved = 0
    uses = 0
    while terms.uses_max is None or uses < terms.uses_max:
        taken = [
            _take_next(queue, left, slot.pieces)
            for queue, slot in zip(queues, terms.slots, strict=True)
        ]
        if any(not part for part in taken):
            break
        candidate = _candidate(classes, terms, taken)
        if candidate is None or (terms.cap_minor is not None and saved >= terms.cap_minor):
            break
        times = min(left[index] // pieces for index, pieces in candidate.use)
        if terms.uses_max is not None:
            times = min(times, terms.uses_max - uses)
        if terms.cap_minor is not None:
            times = min(times, -(-(terms.cap_minor - saved) // candidate.saving_minor))
        for index, pieces in candidate.use:
            left[index] -= pieces * times
        made.append((candidate, times))
        saved += candidate.saving_minor * times
        uses += times
    return tuple(made)


def _dearest_first(classes: Sequence[UnitClass], slot: int, place: int) -> list[int]:
    fitting = [index for index, unit in enumerate(classes) if (place, slot) in unit.slots]
    return sorted(fitting, key=lambda index: (-classes[index].amount_minor, index))


def _take_next(queue: list[int], left: Sequence[int], pieces: int) -> tuple[tuple[int, int], ...]:
    """The next pieces of a queue; none when there are too few."""
    taken = []
    for index in queue:
        count = min(pieces, left[index])
        if count:
            taken.append((index, count))
            pieces -= count
        if not pieces:
            return tuple(taken)
    return ()


def _candidate(
    classes: Sequence[UnitClass], terms: SetTerms, taken: Sequence[tuple[tuple[int, int], ...]]
) -> Candidate | None:
    """A set of these pieces in its slots; None when it saves nothing."""
    chosen = [
        (classes[index].amount_minor, index, pieces, slot)
        for slot, part in enumerate(taken)
        for index, pieces in part
    ]
    reduced = terms.reduced(chosen)
    milli = classes[chosen[0][1]].milli if terms.pieces == 1 else 0
    saving = terms.saving_minor(chosen, reduced, milli)
    if saving <= 0:
        return None
    use: dict[int, int] = {}
    for _, index, pieces, _ in chosen:
        use[index] = use.get(index, 0) + pieces
    lost = sum(classes[index].else_micro * pieces for index, pieces in use.items())
    both = tuple(sorted(use.items()))
    merged: dict[int, int] = {}
    for index, pieces, _ in reduced:
        merged[index] = merged.get(index, 0) + pieces
    return Candidate(terms.place, both, tuple(sorted(merged.items())), saving, lost)


def _candidates(
    classes: Sequence[UnitClass], counts: Sequence[int], terms: SetTerms
) -> tuple[list[Candidate], bool]:
    """Every set worth making, or, where there are too many, those of neighbours in price."""
    queues = [_dearest_first(classes, slot, terms.place) for slot in range(len(terms.slots))]
    found: dict[tuple[tuple[int, int], ...], Candidate] = {}
    tried = 0
    for taken in _fillings(queues, counts, terms, 0):
        tried += 1
        if tried > CANDIDATES_MAX:
            break
        _keep(found, _candidate(classes, terms, taken))
    if tried > CANDIDATES_MAX:
        found = {}
        windows = [
            [_take_next(queue[start:], counts, slot.pieces) for start in range(len(queue))]
            for queue, slot in zip(queues, terms.slots, strict=True)
        ]
        for start in range(max(map(len, windows))):
            taken = [window[min(start, len(window) - 1)] for window in windows]
            if all(taken) and _fits(taken, counts):
                _keep(found, _candidate(classes, terms, taken))
    return list(found.values()), tried <= CANDIDATES_MAX


def _keep(found: dict[tuple[tuple[int, int], ...], Candidate], new: Candidate | None) -> None:
    if new is None or new.gain_micro <= 0:
        return
    old = found.get(new.use)
    if old is None or new.saving_minor > old.saving_minor:
        found[new.use] = new


def _fillings(
    queues: Sequence[list[int]], counts: Sequence[int], terms: SetTerms, slot: int
) -> Iterator[list[tuple[tuple[int, int], ...]]]:
    if slot == len(queues):
        yield []
        return
    for part in _mixes(queues[slot], 0, counts, terms.slots[slot].pieces):
        left = list(counts)
        for index, pieces in part:
            left[index] -= pieces
        for rest in _fillings(queues, left, terms, slot + 1):
            yield [part, *rest]


def _mixes(
    queue: list[int], start: int, counts: Sequence[int], pieces: int
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to take so many pieces of the classes of a queue from a place on."""
    if pieces == 0:
        yield ()
        return
    for place in range(start, len(queue)):
        index = queue[place]
        for count in range(min(pieces, counts[index]), 0, -1):
            for rest in _mixes(queue, place + 1, counts, pieces - count):
                yield ((index, count), *rest)


def _fits(taken: Sequence[tuple[tuple[int, int], ...]], counts: Sequence[int]) -> bool:
    left = list(counts)
    for part in taken:
        for index, pieces in part:
            left[index] -= pieces
    return min(left) >= 0


class _Search:
    """Depth first with a bound: no unit brings more than the best share of any set that it can still be in."""

    def __init__(
        self, candidates: list[Candidate], counts: list[int], terms: dict[int, SetTerms]
    ) -> None:
        self._candidates = candidates
        self._counts = counts
        self._uses = {place: one.uses_max for place, one in terms.items()}
        self._caps = {
            place: None if one.cap_minor is None else one.cap_minor * MICRO
            for place, one in terms.items()
        }
        self._is_capped = any(cap is not None for cap in self._caps.values())
        self._best_shares = self._shares()
        self._chosen: list[tuple[int, int]] = []
        self._seen: dict[tuple[int, ...], int] = {}
        self._best_gain = 0
        self.best: tuple[tuple[int, int], ...] = ()
        self._steps_left = STEPS_MAX
        applications = sum(self._times(candidate) for candidate in candidates)
        if applications <= EXACT_APPLICATIONS:
            self._steps_left = 1 << (applications + 1)

    @property
    def is_complete(self) -> bool:
        """False when the steps came to their end first."""
        return self._steps_left > 0

    def visit(self, start: int, gain: int) -> None:
        """Go on from a legal choice with the candidates from a place on."""
        self._steps_left -= 1
        if gain > self._best_gain:
            self._best_gain = gain
            self.best = tuple(self._chosen)
        if self._is_seen(start, gain):
            return
        for index in range(start, len(self._candidates)):
            shares = self._best_shares[index]
            bound = gain + sum(map(int.__mul__, self._counts, shares))
            if bound <= self._best_gain or self._steps_left <= 0:
                return
            for times in range(self._times(self._candidates[index]), 0, -1):
                self._try(index, times, gain)

    def _try(self, index: int, times: int, gain: int) -> None:
        candidate = self._candidates[index]
        place, saving = candidate.place, candidate.saving_minor * MICRO * times
        cap, uses = self._caps[place], self._uses[place]
        if cap is not None:
            saving = min(saving, cap)
            self._caps[place] = cap - saving
        if uses is not None:
            self._uses[place] = uses - times
        self._chosen.append((index, times))
        for unit, pieces in candidate.use:
            self._counts[unit] -= pieces * times
        self.visit(index + 1, gain + saving - candidate.lost_micro * times)
        for unit, pieces in candidate.use:
            self._counts[unit] += pieces * times
        self._chosen.pop()
        self._caps[place], self._uses[place] = cap, uses

    def _times(self, candidate: Candidate) -> int:
        times = min(self._counts[unit] // pieces for unit, pieces in candidate.use)
        uses, cap = self._uses[candidate.place], self._caps[candidate.place]
        if uses is not None:
            times = min(times, uses)
        if cap is not None:
            times = min(times, -(-cap // (candidate.saving_minor * MICRO)))
        return times

    def _is_seen(self, start: int, gain: int) -> bool:
        if self._is_capped:
            return False
        key = (start, *self._counts, *(uses or 0 for uses in self._uses.values()))
        known = self._seen.get(key)
        if known is not None and known >= gain:
            return True
        self._seen[key] = gain
        return False

    def _shares(self) -> list[list[int]]:
        """For each candidate on: the best share of a gain that a unit of each class can still bring."""
        best = [0] * len(self._counts)
        shares: list[list[int]] = []
        for candidate in reversed(self._candidates):
            share = -(-candidate.gain_micro // candidate.pieces)
            best = best.copy()
            for unit, _ in candidate.use:
                best[unit] = max(best[unit], share)
            shares.append(best)
        return shares[::-1]
