"""Packing knows which sets to make of the pieces in a basket: exactly for small groups, else as far as its steps go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.pricing.set_terms import MICRO, SetTerms

# Groups of so many applications that exclude each other are always searched to the end.
EXACT_APPLICATIONS = 12
STEPS_MAX = 64
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
    """One way to make one set: (unit, pieces) used up and reduced, and what it saves."""

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
    units: Mapping[int, UnitClass], counts: Mapping[int, int], terms: SetTerms
) -> tuple[tuple[Candidate, ...], bool]:
    """Every set worth making, or, where there are too many (False), those of neighbours in price."""
    queues = [_dearest_first(units, slot, terms.place) for slot in range(len(terms.slots))]
    found: dict[frozenset[tuple[int, int]], Candidate] = {}
    for tried, taken in enumerate(_fillings(queues, counts, terms, 0)):
        if tried == CANDIDATES_MAX:
            break
        _keep(found, _candidate(units, terms, taken))
    else:
        return tuple(found.values()), True
    found = {}
    windows = [
        [_take_next(queue[start:], counts, slot.pieces) for start in range(len(queue))]
        for queue, slot in zip(queues, terms.slots, strict=True)
    ]
    for start in range(max(map(len, windows))):
        taken = [window[min(start, len(window) - 1)] for window in windows]
        if all(taken) and _fits(taken, counts):
            _keep(found, _candidate(units, terms, taken))
    return tuple(found.values()), False


def every_set_of(
    units: Mapping[int, UnitClass], counts: Mapping[int, int], terms: SetTerms
) -> Iterator[Candidate]:
    """Every set that saves anything, also where its units would save more without it."""
    queues = [_dearest_first(units, slot, terms.place) for slot in range(len(terms.slots))]
    known: set[tuple[frozenset[tuple[int, int]], int]] = set()
    for taken in _fillings(queues, counts, terms, 0):
        candidate = _candidate(units, terms, taken)
        if candidate is not None:
            key = (frozenset(candidate.use), candidate.saving_minor)
            if key not in known:
                known.add(key)
                yield candidate


def groups(candidates: Sequence[Candidate], terms: Mapping[int, SetTerms]) -> list[list[Candidate]]:
    """Candidates that exclude each other, directly or through others: by a unit, or by a limit of a promotion."""
    owner: dict[int, int] = {}

    def root(node: int) -> int:
        while owner.setdefault(node, node) != node:
            owner[node] = owner[owner[node]]
            node = owner[node]
        return node

    nodes = [_nodes(candidate, terms) for candidate in candidates]
    for first, *others in nodes:
        for node in others:
            owner[root(node)] = root(first)
    found: dict[int, list[Candidate]] = {}
    for candidate, own in zip(candidates, nodes, strict=True):
        found.setdefault(root(own[0]), []).append(candidate)
    return list(found.values())


def _nodes(candidate: Candidate, terms: Mapping[int, SetTerms]) -> list[int]:
    """What a candidate shares with others: units have numbers from 0 on, limited promotions stand below them."""
    nodes = [unit for unit, _ in candidate.use]
    if terms[candidate.place].is_limited:
        nodes.append(-1 - candidate.place)
    return nodes


def pack(
    candidates: Sequence[Candidate], counts: Mapping[int, int], terms: Mapping[int, SetTerms]
) -> Packed:
    """The sets that save most; equal savings are settled by the order of promotions and of the basket."""
    ordered = sorted(candidates, key=_best_share_first)
    search = _Search(ordered, counts, terms)
    search.visit(list(range(len(ordered))), 0)
    return Packed(
        tuple((ordered[index], times) for index, times in search.best), search.is_complete
    )


def _best_share_first(candidate: Candidate) -> tuple[int, int]:
    return -(candidate.gain_micro // candidate.pieces), candidate.place


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
    return Candidate(terms.place, tuple(use.items()), tuple(merged.items()), saving, lost)


def _keep(found: dict[frozenset[tuple[int, int]], Candidate], new: Candidate | None) -> None:
    if new is None or new.gain_micro <= 0:
        return
    units = frozenset(new.use)
    old = found.get(units)
    if old is None or new.saving_minor > old.saving_minor:
        found[units] = new


def _fillings(
    queues: Sequence[list[int]], counts: Mapping[int, int], terms: SetTerms, slot: int
) -> Iterator[list[tuple[tuple[int, int], ...]]]:
    if slot == len(queues):
        yield []
        return
    for part in _mixes(queues[slot], 0, counts, terms.slots[slot].pieces):
        left = dict(counts)
        for unit, pieces in part:
            left[unit] -= pieces
        for rest in _fillings(queues, left, terms, slot + 1):
            yield [part, *rest]


def _mixes(
    queue: list[int], start: int, counts: Mapping[int, int], pieces: int
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to take so many pieces of the units of a queue from a place on."""
    if pieces == 0:
        yield ()
        return
    for place in range(start, len(queue)):
        unit = queue[place]
        for count in range(min(pieces, counts[unit]), 0, -1):
            for rest in _mixes(queue, place + 1, counts, pieces - count):
                yield ((unit, count), *rest)


def _fits(taken: Sequence[tuple[tuple[int, int], ...]], counts: Mapping[int, int]) -> bool:
    left = dict(counts)
    for part in taken:
        for unit, pieces in part:
            left[unit] -= pieces
    return min(left.values()) >= 0


_Choice = tuple[tuple[int, int], ...]


class _Search:
    """Takes each set or leaves it, depth first, best shares first.

    The bound: no unit that is left brings more than the best share of any set that it can still be in.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        counts: Mapping[int, int],
        terms: Mapping[int, SetTerms],
    ) -> None:
        self._candidates = candidates
        self._counts = dict(counts)
        self._rivals = _rivals([frozenset(_nodes(one, terms)) for one in candidates])
        self._units = [tuple(unit for unit, _ in one.use) for one in candidates]
        self._shares = [-(-one.gain_micro // one.pieces) for one in candidates]
        mine = {candidate.place: terms[candidate.place] for candidate in candidates}
        self._uses = {place: one.uses_max for place, one in mine.items()}
        self._caps = {
            place: None if one.cap_minor is None else one.cap_minor * MICRO
            for place, one in mine.items()
        }
        self._is_limited = any(one.is_limited for one in mine.values())
        self._seen: dict[tuple[int, ...], int] = {}
        self._chosen: _Choice = ()
        self._best_gain = 0
        self.best: _Choice = ()
        self._steps_left = STEPS_MAX
        applications = sum(map(self._times, range(len(candidates))))
        if applications <= EXACT_APPLICATIONS:
            self._steps_left = 1 << (applications + 1)

    @property
    def is_complete(self) -> bool:
        """False when the steps came to their end first."""
        return self._steps_left > 0

    def visit(self, open_: list[int], gain: int) -> None:
        """Go on from a legal choice with the candidates that still fit."""
        self._steps_left -= 1
        if gain > self._best_gain:
            self._best_gain, self.best = gain, self._chosen
        if self._is_seen(open_, gain):
            return
        while open_ and self._steps_left > 0:
            if gain + self._bound(open_) <= self._best_gain:
                return
            first, *rest = open_
            is_alone = self._rivals[first].isdisjoint(rest)
            for times in range(self._times(first), 0, -1):
                self._take(first, times, rest, gain)
                if is_alone:
                    return
            open_ = rest

    def _take(self, index: int, times: int, rest: list[int], gain: int) -> None:
        candidate = self._candidates[index]
        place, saving = candidate.place, candidate.saving_minor * MICRO * times
        cap, uses = self._caps[place], self._uses[place]
        if cap is not None:
            saving = min(saving, cap)
            self._caps[place] = cap - saving
        if uses is not None:
            self._uses[place] = uses - times
        for unit, pieces in candidate.use:
            self._counts[unit] -= pieces * times
        chosen, self._chosen = self._chosen, (*self._chosen, (index, times))
        rivals = self._rivals[index]
        open_ = [other for other in rest if other not in rivals or self._times(other)]
        self.visit(open_, gain + saving - candidate.lost_micro * times)
        for unit, pieces in candidate.use:
            self._counts[unit] += pieces * times
        self._chosen, self._caps[place], self._uses[place] = chosen, cap, uses

    def _times(self, index: int) -> int:
        candidate = self._candidates[index]
        times = min([self._counts[unit] // pieces for unit, pieces in candidate.use])
        if not times or not self._is_limited:
            return times
        uses, cap = self._uses[candidate.place], self._caps[candidate.place]
        if uses is not None:
            times = min(times, uses)
        if cap is not None:
            times = min(times, -(-cap // (candidate.saving_minor * MICRO)))
        return times

    def _is_seen(self, open_: list[int], gain: int) -> bool:
        """Whether the same was left before, after a gain that was no less."""
        if self._is_limited or not open_:
            return False
        key = (open_[0], *self._counts.values())
        known = self._seen.get(key)
        if known is not None and known >= gain:
            return True
        self._seen[key] = gain
        return False

    def _bound(self, open_: list[int]) -> int:
        """More than the units that are left can bring."""
        shares: dict[int, int] = {}
        for index in open_:
            for unit in self._units[index]:
                if unit not in shares:
                    shares[unit] = self._shares[index]
        return sum([self._counts[unit] * share for unit, share in shares.items()])


def _rivals(nodes: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """For each candidate those that share something with it."""
    of_node: dict[int, list[int]] = {}
    for index, own in enumerate(nodes):
        for node in own:
            of_node.setdefault(node, []).append(index)
    return [frozenset(other for node in own for other in of_node[node]) for own in nodes]
