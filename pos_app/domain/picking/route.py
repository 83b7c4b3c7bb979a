"""Route knows in which order stops are visited: groups one after the other, and inside them the shortest way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import groupby, pairwise

from pos_app.domain.picking.held_karp import FAR, best_ends
from pos_app.domain.picking.local_search import Tour
from pos_app.domain.picking.walking import Distances

# Steps that a proof may take: a group of n stops takes n * n * 2 ** n of them.
PROVEN_STEPS_MAX = 150_000
# Kicks of the search, and how far apart the cuts of one may lie.
_KICKS = 300
_KICK_STOPS = 30
_SEED = 4711


def best_order(distances: Distances, ranks: Sequence[tuple[int, ...]]) -> list[int]:
    """The numbers of the stops in the order in which they are visited: lower ranks before higher ones.

    Few stops, or small groups: the shortest there is. Else a search that ends at the same order for the same stops
    each time (docs/picking.md says how near the shortest it comes).
    """
    groups = groups_of(ranks)
    steps = sum(len(group) ** 2 * 2 ** len(group) for group in groups)
    if steps <= PROVEN_STEPS_MAX:
        return _proven(distances, groups)
    return _searched(distances, groups)


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
    """Nearest stop first, then improved until nothing is won, kicked and improved again."""
    tour = Tour(_with_doors(distances), groups)
    tour.begin(_nearest_first(distances, groups))
    tour.shorten(tour.stops())
    best, best_length = tour.stops(), tour.length()
    chance = random.Random(_SEED)
    wide = [bounds for bounds in tour.bounds() if bounds[1] - bounds[0] >= 3]
    weights = [end - begins for begins, end in wide]
    for _ in range(_KICKS if wide else 0):
        begins, end = chance.choices(wide, weights)[0]
        span = min(_KICK_STOPS, end - begins)
        low = chance.randint(begins, end - span)
        first, middle, last = sorted(chance.sample(range(low, low + span + 1), 3))
        tour.shorten(tour.exchange(first, middle, last))
        length = tour.length()
        if length <= best_length:
            best, best_length = tour.stops(), length
        else:
            tour.begin(best)
    return best


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
