"""Local search knows how an order of stops is made shorter by moving and turning parts of it, within their groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

# Parts that are moved at once, and stops that one is tried beside.
PART_STOPS_MAX = 3
NEIGHBOURS = 10


class Tour:
    """An order of stops from a start to a drop that may change within groups; its length never grows by `shorten`.

    ways has two stops more than there are: the last but one is the start, the last the drop.
    """

    def __init__(self, ways: Sequence[Sequence[int]], groups: Sequence[Sequence[int]]) -> None:
        self._ways = ways
        self._start, self._drop = len(ways) - 2, len(ways) - 1
        self._group_of = {stop: number for number, group in enumerate(groups) for stop in group}
        bounds, first = [], 1
        for group in groups:
            bounds.append((first, first + len(group)))
            first += len(group)
        self._bounds = bounds
        inner = range(self._start)
        self._is_same_back = all(ways[a][b] == ways[b][a] for a in inner for b in range(a))
        self._before: dict[int, list[int]] = {}
        self._after: dict[int, list[int]] = {}
        for group in groups:
            for stop in group:
                others = [other for other in group if other != stop]
                comes = sorted((ways[other][stop], other) for other in others)
                goes = sorted((ways[stop][other], other) for other in others)
                self._before[stop] = [other for _, other in comes[:NEIGHBOURS]]
                self._after[stop] = [other for _, other in goes[:NEIGHBOURS]]
        self.order: list[int] = [self._start, *self._group_of, self._drop]

    def length(self) -> int:
        """From the start to the drop."""
        ways, order = self._ways, self.order
        return sum(ways[here][there] for here, there in pairwise(order))

    def begin(self, order: Iterable[int]) -> None:
        """Take this order; groups stand in it one after the other."""
        self.order = [self._start, *order, self._drop]

    def stops(self) -> list[int]:
        """The order without start and drop."""
        return self.order[1:-1]

    def shorten(self, restless: Iterable[int]) -> None:
        """Move and turn parts that begin near these stops, and near what that changes, until nothing is won."""
        waiting = dict.fromkeys(restless)
        while waiting:
            stop = waiting.popitem()[0]
            touched = self._move(stop) or self._turn(stop)
            for other in touched:
                if other in self._group_of:
                    waiting[other] = None

    def exchange(self, first: int, middle: int, last: int) -> list[int]:
        """Two neighbouring parts change places; gives the stops at the seams."""
        order = self.order
        order[first:last] = order[middle:last] + order[first:middle]
        seams = (first - 1, first, first + last - middle - 1, first + last - middle, last - 1, last)
        return [order[place] for place in seams if order[place] in self._group_of]

    def bounds(self) -> list[tuple[int, int]]:
        """Where each group begins and ends in `order`."""
        return self._bounds

    def _move(self, stop: int) -> tuple[int, ...]:
        """Put a part that begins with this stop behind another one of its group; gives what it touched."""
        ways, order = self._ways, self.order
        first = order.index(stop)
        begins, end = self._bounds[self._group_of[stop]]
        before = order[first - 1]
        goals = (*self._before[stop], order[begins - 1])
        for size in range(1, min(PART_STOPS_MAX, end - first) + 1):
            last = first + size - 1
            tail, after = order[last], order[last + 1]
            freed = ways[before][stop] + ways[tail][after] - ways[before][after]
            if freed <= 0:
                continue
            part = order[first : last + 1]
            for goal in goals:
                if ways[goal][stop] >= freed or goal == before or goal in part:
                    continue
                follower = order[order.index(goal) + 1]
                added = ways[goal][stop] + ways[tail][follower] - ways[goal][follower]
                if added < freed:
                    del order[first : last + 1]
                    place = order.index(goal) + 1
                    order[place:place] = part
                    return before, after, goal, follower, stop, tail
        return ()

    def _turn(self, stop: int) -> tuple[int, ...]:
        """Walk a part that ends or begins at this stop the other way round; gives what it touched."""
        order = self.order
        first = order.index(stop)
        group = self._group_of[stop]
        begins, end = self._bounds[group]
        # stop is followed by a nearer one: the part between is turned
        for goal in self._after[stop]:
            place = order.index(goal)
            low, high = (first + 1, place) if place > first else (place, first - 1)
            if low < high and begins <= low and high < end and self._gain(low, high) > 0:
                order[low : high + 1] = order[low : high + 1][::-1]
                return order[low - 1], order[low], order[high], order[high + 1]
        return ()

    def _gain(self, low: int, high: int) -> int:
        """What is won when the part from place to place is turned; ways back may be longer."""
        ways, order = self._ways, self.order
        before, first, last, after = order[low - 1], order[low], order[high], order[high + 1]
        won = ways[before][first] + ways[last][after] - ways[before][last] - ways[first][after]
        if self._is_same_back:
            return won
        for place in range(low, high):
            here, there = order[place], order[place + 1]
            won += ways[here][there] - ways[there][here]
        return won
