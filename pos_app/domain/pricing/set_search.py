"""Set search knows which of many sets to make: exactly for small groups, else as far as its steps go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pos_app.domain.pricing.packing import (
    CANDIDATES_MAX,
    EXACT_APPLICATIONS,
    STEPS_MAX,
    Candidate,
    Packed,
    nodes_of,
)
from pos_app.domain.pricing.set_terms import MICRO, SetTerms

_Choice = tuple[tuple[int, int], ...]


def pack(
    candidates: Sequence[Candidate], counts: Mapping[int, int], terms: Mapping[int, SetTerms]
) -> Packed:
    """The sets that save most; equal savings are settled by the order of promotions and of the basket."""
    ordered = sorted(candidates, key=_best_share_first)[:CANDIDATES_MAX]
    search = _Search(ordered, counts, terms)
    search.visit(list(range(len(ordered))), 0)
    return Packed(
        tuple((ordered[index], times) for index, times in search.best),
        search.is_complete and len(ordered) == len(candidates),
    )


def _best_share_first(candidate: Candidate) -> tuple[int, int]:
    return -(candidate.gain_micro // candidate.pieces), candidate.place


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
        self._rivals = _rivals([frozenset(nodes_of(one, terms)) for one in candidates])
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
            self._steps_left = (applications + 1) << (applications + 1)

    @property
    def is_complete(self) -> bool:
        """False when the steps came to their end first."""
        return self._steps_left > 0

    def visit(self, open_: list[int], gain: int) -> None:
        """Go on from a legal choice with the candidates that still fit."""
        if gain > self._best_gain:
            self._best_gain, self.best = gain, self._chosen
        if self._is_seen(open_, gain):
            return
        while open_ and self._steps_left > 0:
            self._steps_left -= 1
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
