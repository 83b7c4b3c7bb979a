"""Set search knows which of many sets to make: exactly for small groups, else as far as its steps go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pos_app.domain.pricing.packing import (
    CANDIDATES_MAX,
    EXACT_APPLICATIONS,
    STEPS_MAX,
    Candidate,
    Packed,
    contested,
)
from pos_app.domain.pricing.set_terms import MICRO, SetTerms

_Choice = tuple[tuple[int, int], ...]
_Found = tuple[int, _Choice]
_NOTHING: _Found = (0, ())


def pack(
    candidates: Sequence[Candidate], counts: Mapping[int, int], terms: Mapping[int, SetTerms]
) -> Packed:
    """The sets that save most; equal savings are settled by the order of promotions and of the basket."""
    ordered = sorted(candidates, key=_best_share_first)[:CANDIDATES_MAX]
    search = _Search(ordered, counts, terms)
    _, chosen = search.best((1 << len(ordered)) - 1)
    return Packed(
        tuple((ordered[index], times) for index, times in sorted(chosen)),
        search.is_complete and len(ordered) == len(candidates),
    )


def _best_share_first(candidate: Candidate) -> tuple[int, int]:
    return -(candidate.gain_micro // candidate.pieces), candidate.place


class _Search:
    """Takes each set or leaves it, and goes on in each of the parts that have nothing to do with each other any more.

    The set with most rivals is decided first, since it holds the most together. The bound: no set brings more than
    its units are worth. Sets of candidates are bits of a number.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        counts: Mapping[int, int],
        terms: Mapping[int, SetTerms],
    ) -> None:
        self._candidates = candidates
        self._counts = dict(counts)
        worth = _worth(candidates)
        using = _wanting([[unit for unit, _ in one.use] for one in candidates])
        self._worth = [(unit, each, using[unit]) for unit, each in worth.items() if each]
        mine = {candidate.place: terms[candidate.place] for candidate in candidates}
        self._uses = {place: one.uses_max for place, one in mine.items()}
        self._caps = {
            place: None if one.cap_minor is None else one.cap_minor * MICRO
            for place, one in mine.items()
        }
        self._is_limited = any(one.is_limited for one in mine.values())
        nodes = contested(candidates, counts, terms)
        wanting = _wanting(nodes)
        self._rivals = [_any_of(wanting, own) & ~(1 << at) for at, own in enumerate(nodes)]
        # of a single unit the open candidates say whether it is left
        self._several = [
            (unit, wanted) for unit, wanted in wanting.items() if counts.get(unit, 1) > 1
        ]
        self._known: dict[tuple[int, ...], _Found] = {}
        self._steps_left = STEPS_MAX
        applications = sum(map(self._times, range(len(candidates))))
        if applications <= EXACT_APPLICATIONS:
            self._steps_left = (applications + 1) << (applications + 1)

    @property
    def is_complete(self) -> bool:
        """False when the steps came to their end first."""
        return self._steps_left > 0

    def best(self, open_: int) -> _Found:
        """What the candidates that still fit bring, and how."""
        gain, chosen = _NOTHING
        for part in self._parts(open_):
            more, how = self._best_of(part)
            gain += more
            chosen += how
        return gain, chosen

    def _best_of(self, part: int) -> _Found:
        if not part & (part - 1):
            return self._at_most(part.bit_length() - 1)
        key = (part, *[self._counts[unit] for unit, wanted in self._several if wanted & part])
        known = None if self._is_limited else self._known.get(key)
        if known is not None:
            return known
        found = self._greedy(part)
        if self._steps_left <= 0:
            return found
        if self._bound(part) <= found[0]:
            self._known[key] = found
            return found
        self._steps_left -= 1
        rivals = self._rivals
        first, most = 0, -1
        for index in _bits(part):
            count = (rivals[index] & part).bit_count()
            if count > most:
                first, most = index, count
        for times in range(self._times(first), -1, -1):
            more = self._with(first, times, part & ~(1 << first), found[0])
            if more[0] > found[0]:
                found = more
            if self._steps_left <= 0:
                return found
        self._known[key] = found
        return found

    def _with(self, index: int, times: int, rest: int, known: int) -> _Found:
        """The best with so many of a set; nothing where it is no more than is known."""
        if not times:
            return self.best(rest) if self._bound(rest) > known else _NOTHING
        candidate = self._candidates[index]
        place = candidate.place
        uses, cap = self._uses[place], self._caps[place]
        gain = self._take(index, times)
        open_ = rest & ~self._rivals[index]
        for other in _bits(rest & self._rivals[index]):
            if self._times(other):
                open_ |= 1 << other
        found = _NOTHING
        if gain + self._bound(open_) > known:
            more, how = self.best(open_)
            found = (gain + more, ((index, times), *how))
        for unit, pieces in candidate.use:
            self._counts[unit] += pieces * times
        self._uses[place], self._caps[place] = uses, cap
        return found

    def _take(self, index: int, times: int) -> int:
        """Use it up; gives what it brings."""
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
        return saving - candidate.lost_micro * times

    def _at_most(self, index: int) -> _Found:
        """What it brings by itself; with a cap the last set may cost more than it brings."""
        candidate, times = self._candidates[index], self._times(index)
        if self._caps[candidate.place] is None:
            return candidate.gain_micro * times, ((index, times),)
        found = _NOTHING
        for count in range(times, 0, -1):
            more = self._with(index, count, 0, found[0])
            if more[0] > found[0]:
                found = more
        return found

    def _greedy(self, part: int) -> _Found:
        """The best shares first, as often as they fit."""
        counts, uses, caps = dict(self._counts), dict(self._uses), dict(self._caps)
        gain, chosen = 0, []
        for index in _bits(part):
            times = self._times(index)
            if times:
                gain += self._take(index, times)
                chosen.append((index, times))
        self._counts, self._uses, self._caps = counts, uses, caps
        return gain, tuple(chosen)

    def _parts(self, open_: int) -> Iterator[int]:
        """Candidates that share something that is short, directly or through others."""
        rivals = self._rivals
        while open_:
            part = edge = open_ & -open_
            while edge:
                index = edge.bit_length() - 1
                near = rivals[index] & open_ & ~part
                part |= near
                edge = edge & ~(1 << index) | near
            open_ &= ~part
            yield part

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

    def _bound(self, open_: int) -> int:
        """No less than the units that are left can bring."""
        counts = self._counts
        return sum([counts[unit] * each for unit, each, using in self._worth if using & open_])


def _crowd_first(of_unit: tuple[int, Sequence[object]]) -> int:
    return -len(of_unit[1])


def _worth(candidates: Sequence[Candidate]) -> dict[int, int]:
    """What each unit is worth, so that no set brings more than its units: the least for one after the other."""
    worth: dict[int, int] = {}
    sets: dict[int, list[tuple[Candidate, int]]] = {}
    for one in candidates:
        share = -(-one.gain_micro // one.pieces)
        for unit, pieces in one.use:
            worth[unit] = max(worth.get(unit, 0), share)
            sets.setdefault(unit, []).append((one, pieces))
    # what many want first: it is worth less than its best set gives it
    for unit, own in sorted(sets.items(), key=_crowd_first):
        worth[unit], least = 0, 0
        for one, pieces in own:
            others = sum([worth[other] * count for other, count in one.use])
            least = max(least, -((others - one.gain_micro) // pieces))
        worth[unit] = least
    return worth


def _bits(of: int) -> Iterator[int]:
    """The places of the bits, the lowest first."""
    while of:
        low = of & -of
        yield low.bit_length() - 1
        of ^= low


def _wanting(nodes: Sequence[Sequence[int]]) -> dict[int, int]:
    """Who wants what is short."""
    found: dict[int, int] = {}
    for at, own in enumerate(nodes):
        for node in own:
            found[node] = found.get(node, 0) | 1 << at
    return found


def _any_of(wanting: Mapping[int, int], nodes: Sequence[int]) -> int:
    found = 0
    for node in nodes:
        found |= wanting[node]
    return found
