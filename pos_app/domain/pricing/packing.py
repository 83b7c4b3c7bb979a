"""Packing knows which sets the pieces of a basket make, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.pricing.set_terms import MICRO, SetTerms

# Groups of so many applications that exclude each other are always searched to the end.
EXACT_APPLICATIONS = 12
STEPS_MAX = 200
# So many ways to fill a slot are tried before only neighbours in price are.
FILLINGS_MAX = 300
# Where many promotions on sets meet in a basket, each is tried in fewer ways.
FILLINGS_OF_MANY = 30
MANY_PROMOTIONS = 150
# Sets of one group to choose from, beyond which those that save least are left out.
CANDIDATES_MAX = 200


class UnitClass(NamedTuple):
    """Units that are alike to all promotions: their price, and what each saves when no set takes it.

    milli: what a weighed unit weighs, 0 for a piece. slots: the places in sets that it can take.
    """

    amount_minor: int
    milli: int
    else_micro: int
    slots: tuple[tuple[int, int], ...]


class Candidate(NamedTuple):
    """One way to make one set: (unit, pieces) used up and reduced, how many pieces that are, and what it saves.

    lost_micro: what its units would save by themselves. gain_micro: what it saves beyond that.
    """

    place: int
    use: tuple[tuple[int, int], ...]
    reduced: tuple[tuple[int, int], ...]
    saving_minor: int
    lost_micro: int
    gain_micro: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Packed:
    """Sets to make, each so many times; `is_exact` when no better choice exists."""

    sets: tuple[tuple[Candidate, int], ...]
    is_exact: bool


def is_plain(units: Sequence[UnitClass]) -> bool:
    """One promotion has these units for itself, each in one slot: the dearest pieces first are the best sets."""
    return all(unit.else_micro == 0 and len(unit.slots) == 1 for unit in units)


def sets_in_order(
    units: Mapping[int, UnitClass], counts: Mapping[int, int], terms: SetTerms
) -> Packed:
    """The sets of a promotion that has its units for itself."""
    left = dict(counts)
    queues = [_dearest_first(units, slot, terms.place) for slot in range(len(terms.slots))]
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
        candidate = _candidate(units, terms, taken)
        if candidate is None or (terms.cap_minor is not None and saved >= terms.cap_minor):
            break
        times = min(left[unit] // pieces for unit, pieces in candidate.use)
        if terms.uses_max is not None:
            times = min(times, terms.uses_max - uses)
        if terms.cap_minor is not None:
            times = min(times, -(-(terms.cap_minor - saved) // candidate.saving_minor))
        for unit, pieces in candidate.use:
            left[unit] -= pieces * times
        made.append((candidate, times))
        saved += candidate.saving_minor * times
        uses += times
    return Packed(tuple(made), is_exact=True)


def sets_of(
    units: Mapping[int, UnitClass],
    counts: Mapping[int, int],
    terms: SetTerms,
    fillings_max: int = FILLINGS_MAX,
) -> tuple[tuple[Candidate, ...], bool]:
    """Every set worth making, or, where there are too many (False), those of neighbours in price."""
    queues = [_dearest_first(units, slot, terms.place) for slot in range(len(terms.slots))]
    found: dict[frozenset[tuple[int, int]], Candidate] = {}
    fillings = _Fillings(queues, terms, fillings_max)
    for taken in fillings.of(counts, 0):
        _keep(found, _candidate(units, terms, taken))
    if fillings.are_all:
        return tuple(found.values()), True
    found = {}
    windows = [
        [_take_next(queue[start:], counts, slot.pieces) for start in range(len(queue))]
        for queue, slot in zip(queues, terms.slots, strict=True)
    ]
    # a slot that nothing fits makes no set
    starts = max(map(len, windows)) if all(windows) else 0
    for start in range(starts):
        taken = [window[min(start, len(window) - 1)] for window in windows]
        if all(taken) and _fits(taken, counts):
            _keep(found, _candidate(units, terms, taken))
    return tuple(found.values()), False


def every_set_of(
    units: Mapping[int, UnitClass], counts: Mapping[int, int], terms: SetTerms
) -> tuple[list[Candidate], bool]:
    """Every set that saves anything, also where its units would save more without it; False: there are too many."""
    queues = [_dearest_first(units, slot, terms.place) for slot in range(len(terms.slots))]
    found: dict[tuple[frozenset[tuple[int, int]], int], Candidate] = {}
    fillings = _Fillings(queues, terms, FILLINGS_MAX)
    for taken in fillings.of(counts, 0):
        candidate = _candidate(units, terms, taken)
        if candidate is not None:
            found.setdefault((frozenset(candidate.use), candidate.saving_minor), candidate)
    return list(found.values()), fillings.are_all


def worth_keeping(
    candidates: Sequence[Candidate], terms: Mapping[int, SetTerms]
) -> list[Candidate]:
    """Of sets of the same units the best one, the first of equals; none whose units bring more in sets of their own.

    A promotion with a limit may be spent, so that it takes no other's place.
    """
    best: dict[tuple[int, frozenset[tuple[int, int]]], Candidate] = {}
    limits = _limited(terms)
    for candidate in candidates:
        limited = candidate.place if candidate.place in limits else -1
        key = (limited, frozenset(candidate.use))
        known = best.get(key)
        if known is None or candidate.saving_minor > known.saving_minor:
            best[key] = candidate
    own: dict[int, list[Candidate]] = {}
    for candidate in best.values():
        if len(candidate.use) == 1 and candidate.place not in limits:
            own.setdefault(candidate.use[0][0], []).append(candidate)
    return [one for one in best.values() if _apart_micro(one, own) <= one.gain_micro]


def _apart_micro(candidate: Candidate, own: Mapping[int, Sequence[Candidate]]) -> int:
    """What the units of a set bring where each is in sets of its own kind only."""
    gain = 0
    for unit, pieces in candidate.use:
        if unit in own:
            gain += max([one.gain_micro * (pieces // one.pieces) for one in own[unit]])
    return gain


def groups(
    candidates: Sequence[Candidate], counts: Mapping[int, int], terms: Mapping[int, SetTerms]
) -> list[list[Candidate]]:
    """Candidates that exclude each other, directly or through others: by a unit, or by a limit of a promotion."""
    owner: dict[int, int] = {}

    def root(node: int) -> int:
        while owner.setdefault(node, node) != node:
            owner[node] = owner[owner[node]]
            node = owner[node]
        return node

    nodes = contested(candidates, counts, terms)
    for own in nodes:
        for node in own[1:]:
            owner[root(node)] = root(own[0])
    found: dict[int, list[Candidate]] = {}
    alone: list[list[Candidate]] = []
    for candidate, own in zip(candidates, nodes, strict=True):
        if own:
            found.setdefault(root(own[0]), []).append(candidate)
        else:
            alone.append([candidate])
    return [*found.values(), *alone]


def contested(
    candidates: Sequence[Candidate], counts: Mapping[int, int], terms: Mapping[int, SetTerms]
) -> list[list[int]]:
    """Of what each candidate uses what there is not enough of for all: units, and limits of promotions.

    Units have numbers from 0 on, limited promotions stand below them.
    """
    wanted: dict[int, int] = {}
    uses: dict[int, int] = {}
    for candidate in candidates:
        times = min([counts[unit] // pieces for unit, pieces in candidate.use])
        for unit, pieces in candidate.use:
            wanted[unit] = wanted.get(unit, 0) + pieces * times
        uses[candidate.place] = uses.get(candidate.place, 0) + 1
    limits = {place for place in _limited(terms) if uses.get(place, 0) > 1}
    short = {unit for unit, pieces in wanted.items() if pieces > counts[unit]}
    return [
        [
            *(unit for unit, _ in candidate.use if unit in short),
            *((-1 - candidate.place,) if candidate.place in limits else ()),
        ]
        for candidate in candidates
    ]


def _limited(terms: Mapping[int, SetTerms]) -> set[int]:
    return {place for place, one in terms.items() if one.is_limited}


def _dearest_first(units: Mapping[int, UnitClass], slot: int, place: int) -> list[int]:
    fitting = [number for number, unit in units.items() if (place, slot) in unit.slots]
    # equal prices stay in the order of the basket
    return sorted(fitting, key=lambda number: -units[number].amount_minor)


def _take_next(
    queue: list[int], left: Mapping[int, int], pieces: int
) -> tuple[tuple[int, int], ...]:
    """The next pieces of a queue; none when there are too few."""
    taken = []
    for unit in queue:
        count = min(pieces, left[unit])
        if count:
            taken.append((unit, count))
            pieces -= count
        if not pieces:
            return tuple(taken)
    return ()


def _candidate(
    units: Mapping[int, UnitClass], terms: SetTerms, taken: Sequence[tuple[tuple[int, int], ...]]
) -> Candidate | None:
    """A set of these pieces in its slots; None when it saves nothing."""
    chosen = [
        (units[unit].amount_minor, unit, pieces, slot)
        for slot, part in enumerate(taken)
        for unit, pieces in part
    ]
    reduced = terms.reduced(chosen)
    milli = units[chosen[0][1]].milli if terms.pieces == 1 else 0
    saving = terms.saving_minor(chosen, reduced, milli)
    if saving <= 0:
        return None
    use: dict[int, int] = {}
    for _, unit, pieces, _ in chosen:
        use[unit] = use.get(unit, 0) + pieces
    lost = sum(units[unit].else_micro * pieces for unit, pieces in use.items())
    merged: dict[int, int] = {}
    for unit, pieces, _ in reduced:
        merged[unit] = merged.get(unit, 0) + pieces
    return Candidate(
        terms.place,
        tuple(use.items()),
        tuple(merged.items()),
        saving,
        lost,
        saving * MICRO - lost,
        terms.pieces,
    )


def _keep(found: dict[frozenset[tuple[int, int]], Candidate], new: Candidate | None) -> None:
    if new is None or new.gain_micro <= 0:
        return
    units = frozenset(new.use)
    old = found.get(units)
    if old is None or new.saving_minor > old.saving_minor:
        found[units] = new


class _Fillings:
    """Ways to fill the slots of a set one after the other, as many as may be tried."""

    def __init__(self, queues: Sequence[list[int]], terms: SetTerms, most: int) -> None:
        self._queues = queues
        self._terms = terms
        self._left = most

    @property
    def are_all(self) -> bool:
        """False when there were more than may be tried."""
        return self._left > 0

    def of(
        self, counts: Mapping[int, int], slot: int
    ) -> Iterator[list[tuple[tuple[int, int], ...]]]:
        """The ways from a slot on, with what the slots before it left."""
        if slot == len(self._queues):
            yield []
            return
        for part in self._mixes(self._queues[slot], counts, self._terms.slots[slot].pieces):
            if self._left <= 0:
                return
            left = dict(counts)
            for unit, pieces in part:
                left[unit] -= pieces
            for rest in self.of(left, slot + 1):
                yield [part, *rest]

    def _mixes(
        self, queue: list[int], counts: Mapping[int, int], pieces: int
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        """Every way to take so many pieces of the units of a queue."""
        if pieces == 0:
            self._left -= 1
            yield ()
            return
        # what is too little to the end of the queue is not begun
        behind = sum([counts[unit] for unit in queue])
        for place, unit in enumerate(queue):
            if behind < pieces or self._left <= 0:
                return
            for count in range(min(pieces, counts[unit]), 0, -1):
                for rest in self._mixes(queue[place + 1 :], counts, pieces - count):
                    yield ((unit, count), *rest)
            behind -= counts[unit]


def _fits(taken: Sequence[tuple[tuple[int, int], ...]], counts: Mapping[int, int]) -> bool:
    left = dict(counts)
    for part in taken:
        for unit, pieces in part:
            left[unit] -= pieces
    return min(left.values()) >= 0
