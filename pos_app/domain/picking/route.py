"""Route knows in which order stops are visited: groups one after the other, and inside them the shortest way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pos_app.domain.picking.held_karp import FAR, best_ends
from pos_app.domain.picking.local_search import Tour
from pos_app.domain.picking.walking import Distances

# Steps that a proof may take: a group of n stops takes n * n * 2 ** n of them.
PROVEN_STEPS_MAX = 150_000
# Kicks of the search from each of its starts and from the best of them, and how far apart the cuts of one may lie.
_KICKS = 150
_FIRST_KICKS = 40
# When stops of one passage have been put together: kicks of the stops themselves.
_LAST_KICKS = 30
_KICK_STOPS = 30


def best_order(distances: Distances, ranks: Sequence[tuple[int, ...]]) -> list[int]:
    """The numbers of the stops in the order in which they are visited: lower ranks before higher ones.

    Few stops, or small groups: the shortest there is. Else a search that ends at the same order for the same stops
    each time (docs/picking.md says how near the shortest it comes).
    """
    groups = groups_of(ranks)
    if _steps(groups) <= PROVEN_STEPS_MAX:
        return _proven(distances, groups)
    return _searched(distances, groups)


def _steps(groups: list[list[int]]) -> int:
    return sum(len(group) ** 2 * 2 ** len(group) for group in groups)


def groups_of(ranks: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """The stops of equal rank, lowest ranks first."""
    by_rank = sorted(range(len(ranks)), key=lambda stop: ranks[stop])
    return [list(group) for _, group in groupby(by_rank, key=lambda stop: ranks[stop])]


def length_of(distances: Distances, order: Sequence[int]) -> int:
    """How far it is from the start through these stops to the drop, in centimetres."""
    if not order:
        return 0
    between = sum(distances.between[a][b] for a, b in pairwise(order))
    return distances.from_start[order[0]] + between + distances.to_drop[order[-1]]


def _proven(distances: Distances, groups: list[list[int]]) -> list[int]:
    """Each group with every stop as its last one, group after group: no order is shorter."""
    ends: list[tuple[int, tuple[int, ...]]] = []
    for group in groups:
        entering, whence = [], {}
        for stop in group:
            if ends:
                came = min(ends, key=lambda end: end[0] + distances.between[end[1][-1]][stop])
                entering.append(came[0] + distances.between[came[1][-1]][stop])
                whence[stop] = came[1]
            else:
                entering.append(distances.from_start[stop])
                whence[stop] = ()
        ends = [
            (length, (*whence[order[0]], *order))
            for length, order in best_ends(distances.between, group, entering)
            if length < FAR
        ]
    if not ends:
        return []
    return list(min(ends, key=lambda end: end[0] + distances.to_drop[end[1][-1]])[1])


def _searched(distances: Distances, groups: list[list[int]]) -> list[int]:
    """Stops that are met on one passage as one stop first, then each for itself."""
    runs = [run for group in groups for run in _runs(distances, group)]
    owner = {stop: number for number, run in enumerate(runs) for stop in run}
    whole = _of_runs(distances, runs)
    run_groups = [list(dict.fromkeys(owner[stop] for stop in group)) for group in groups]
    if _steps(run_groups) <= PROVEN_STEPS_MAX:
        found = _proven(whole, run_groups)
    else:
        starts = (_nearest_first(whole, run_groups), *_swept(whole, run_groups, runs, distances))
        tried = [_kicked(whole, run_groups, start, _FIRST_KICKS) for start in starts]
        best = min(tried, key=lambda order: length_of(whole, order))
        found = _kicked(whole, run_groups, best, _KICKS)
    order = [stop for run in found for stop in runs[run]]
    return order if len(runs) == len(owner) else _kicked(distances, groups, order, _LAST_KICKS)


def _swept(
    whole: Distances, groups: list[list[int]], runs: list[list[int]], distances: Distances
) -> Iterator[list[int]]:
    """Aisle after aisle, one up and the next down; and the near halves of all aisles, then the far ones back."""
    for back in (False, True):
        winding, around = [], []
        for group in groups:
            places = {run: distances.passages[runs[run][0]][0] for run in group}
            columns = sorted({aisle for aisle, _ in places.values()}, reverse=back)
            heights = sorted(height for _, height in places.values())
            middle = heights[len(heights) // 2]
            upward = [run for _, run in sorted((places[run], run) for run in group)]
            near, far = [], []
            for number, column in enumerate(columns):
                there = [run for run in upward if places[run][0] == column]
                winding += there[::-1] if number % 2 else there
                near += [run for run in there if places[run][1] < middle]
                far.append([run for run in there if places[run][1] >= middle])
            around += near + [run for there in reversed(far) for run in there]
        yield winding
        yield around


def _runs(distances: Distances, group: list[int]) -> list[list[int]]:
    """The stops of a group by passage, in the order in which they are met."""
    found: dict[tuple[int, int], list[int]] = {}
    for stop in sorted(group, key=lambda stop: distances.passages[stop][1]):
        found.setdefault(distances.passages[stop][0], []).append(stop)
    return list(found.values())


def _of_runs(distances: Distances, runs: list[list[int]]) -> Distances:
    """The ways from the last stop of a run to the first one of another."""
    return Distances(
        tuple(tuple(distances.between[run[-1]][there[0]] for there in runs) for run in runs),
        tuple(distances.from_start[run[0]] for run in runs),
        tuple(distances.to_drop[run[-1]] for run in runs),
    )


def _kicked(
    distances: Distances, groups: list[list[int]], order: list[int], kicks: int
) -> list[int]:
    """An order improved until nothing is won, disturbed, and improved again; a shorter one is kept."""
    tour = Tour(_with_doors(distances), groups)
    tour.begin(order)
    tour.shorten(tour.stops())
    best, best_length = tour.stops(), tour.length()
    places = [
        bounds for bounds in tour.bounds() for _ in range(*bounds) if bounds[1] - bounds[0] > 2
    ]
    chance = _Chance()
    for _ in range(kicks if places else 0):
        begins, end = places[chance.below(len(places))]
        span = min(_KICK_STOPS, end - begins)
        low = begins + chance.below(end - begins - span + 1)
        cuts: set[int] = set()
        while len(cuts) < 3:
            cuts.add(low + chance.below(span + 1))
        tour.shorten(tour.exchange(*sorted(cuts)))
        length = tour.length()
        if length <= best_length:
            best, best_length = tour.stops(), length
        else:
            tour.begin(best)
    return best


class _Chance:
    """Numbers that look random and are the same each time, so that the same stops give the same route."""

    def __init__(self) -> None:
        self._state = 4711

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1."""
        # Knuth's 64-bit linear congruential generator (MMIX); its high bits are the good ones
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self._state >> 33) % limit


def _with_doors(distances: Distances) -> list[list[int]]:
    """The ways between stops with the start and the drop as the last two."""
    ways = [[*row, 0, far] for row, far in zip(distances.between, distances.to_drop, strict=True)]
    return [*ways, [*distances.from_start, 0, 0], [0] * (len(ways) + 2)]


def _nearest_first(distances: Distances, groups: list[list[int]]) -> list[int]:
    order: list[int] = []
    ways = distances.from_start
    for group in groups:
        left = set(group)
        while left:
            _, stop = min((ways[stop], stop) for stop in left)
            left.remove(stop)
            order.append(stop)
            ways = distances.between[stop]
    return order
