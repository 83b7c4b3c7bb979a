"""Walking knows how far it is from every stop to every other one through the ways of a store, in centimetres."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pos_app.domain.picking.store_map import Aisle, Door, OneWay, Place, StoreMap

# Two stops that no way joins are this far apart: 1,000 km, more than any store is wide.
UNREACHABLE_CM = 100_000_000
_Ways = list[list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far it is between stops, from the start to each, and from each to the drop.

    between[i][j] is the way from stop i to stop j, which a way back may not equal where aisles are one way.
    passages: for each stop a name of where it lies, and how far along: who walks in to one stop of a passage comes
    by all that lie farther along. A place where people walk both ways is a passage of its own.
    """

    between: tuple[tuple[int, ...], ...]
    from_start: tuple[int, ...]
    to_drop: tuple[int, ...]
    passages: tuple[tuple[tuple[int, int], int], ...] = ()


class Walks:
    """The shortest ways of one store; made once a map, since it walks the whole store."""

    def __init__(self, store_map: StoreMap) -> None:
        self._map = store_map
        # junction -> its number, aisle by aisle
        self._junction = {
            (column, row): number
            for number, (column, row) in enumerate(
                (column, row)
                for column, aisle in enumerate(store_map.aisles)
                for row in range(aisle.first, aisle.last + 1)
            )
        }
        ways = self._ways()
        self._between = [_shortest(ways, number) for number in range(len(ways))]

    def distances(self, places: Sequence[Place]) -> Distances:
        """The ways between these places."""
        leaving = [tuple(self._ends(place, is_leaving=True)) for place in places]
        entering = [tuple(self._ends(place, is_leaving=False)) for place in places]
        start, drop = len(self._junction), len(self._junction) + 1
        rows = tuple(
            tuple(
                self._way(places[i], places[j], leaving[i], entering[j]) if i != j else 0
                for j in range(len(places))
            )
            for i in range(len(places))
        )
        from_start = self._between[start]
        return Distances(
            rows,
            tuple(_least(from_start[node] + far for node, far in ends) for ends in entering),
            tuple(
                _least(self._between[node][drop] + far for node, far in ends) for ends in leaving
            ),
            tuple(self._passage(place) for place in places),
        )

    def _way(
        self,
        here: Place,
        there: Place,
        leaving: tuple[tuple[int, int], ...],
        entering: tuple[tuple[int, int], ...],
    ) -> int:
        best = UNREACHABLE_CM
        for out, far_out in leaving:
            ways = self._between[out]
            for into, far_in in entering:
                far = far_out + ways[into] + far_in
                best = min(best, far)
        if here.aisle == there.aisle and self._is_straight(here, there):
            best = min(best, abs(here.y_cm - there.y_cm))
        return best

    def _is_straight(self, here: Place, there: Place) -> bool:
        """True when no way across lies between, and the aisle may be walked in this direction."""
        aisle = self._map.aisles[here.aisle]
        segment = self._segment(aisle, here.y_cm)
        if segment != self._segment(aisle, there.y_cm):
            return False
        if aisle.one_way is OneWay.BOTH or not aisle.first <= segment < aisle.last:
            return True
        is_forward = there.y_cm >= here.y_cm
        return there.y_cm == here.y_cm or is_forward == (aisle.one_way is OneWay.FORWARD)

    def _passage(self, place: Place) -> tuple[tuple[int, int], int]:
        aisle = self._map.aisles[place.aisle]
        below = self._segment(aisle, place.y_cm)
        if aisle.one_way is OneWay.BOTH or not aisle.first <= below < aisle.last:
            return (place.aisle, place.y_cm), 0
        sign = 1 if aisle.one_way is OneWay.FORWARD else -1
        # no place lies so far before the front
        return (place.aisle, -UNREACHABLE_CM - below), sign * place.y_cm

    def _segment(self, aisle: Aisle, y_cm: int) -> int:
        """The way across below a place of an aisle; first - 1 before all of them, last behind all."""
        rows = [cross.y_cm for cross in self._map.crosses[aisle.first : aisle.last + 1]]
        return aisle.first + bisect_right(rows, y_cm) - 1

    def _ends(self, place: Place, *, is_leaving: bool) -> Iterator[tuple[int, int]]:
        """The junctions that a place is left by, or entered from, and how far they are."""
        aisle = self._map.aisles[place.aisle]
        below = self._segment(aisle, place.y_cm)
        crosses = self._map.crosses
        if below >= aisle.first and crosses[below].y_cm == place.y_cm:
            yield self._junction[place.aisle, below], 0
            return
        is_blind = not aisle.first <= below < aisle.last
        forward_only = aisle.one_way is OneWay.FORWARD and not is_blind
        backward_only = aisle.one_way is OneWay.BACKWARD and not is_blind
        if below >= aisle.first and not (forward_only if is_leaving else backward_only):
            node = self._junction[place.aisle, below]
            yield node, abs(place.y_cm - crosses[below].y_cm)
        if below < aisle.last and not (backward_only if is_leaving else forward_only):
            node = self._junction[place.aisle, below + 1]
            yield node, abs(place.y_cm - crosses[below + 1].y_cm)

    def _ways(self) -> _Ways:
        """From each junction, the start and the drop: where one can go at once, and how far it is."""
        ways: _Ways = [[] for _ in range(len(self._junction) + 2)]
        for column, aisle in enumerate(self._map.aisles):
            for row in range(aisle.first, aisle.last):
                far = self._map.crosses[row + 1].y_cm - self._map.crosses[row].y_cm
                nodes = self._junction[column, row], self._junction[column, row + 1]
                _join(ways, *nodes, far, aisle.one_way)
        for row, cross in enumerate(self._map.crosses):
            along = sorted(self._along(row))
            for (here, node), (there, other) in pairwise(along):
                _join(ways, node, other, there - here, cross.one_way)
        return ways

    def _along(self, row: int) -> Iterator[tuple[int, int]]:
        """What lies on a way across: x and number."""
        for column, aisle in enumerate(self._map.aisles):
            if (column, row) in self._junction:
                yield aisle.x_cm, self._junction[column, row]
        doors: tuple[Door, ...] = (self._map.start, self._map.drop)
        for number, door in enumerate(doors, start=len(self._junction)):
            if door.cross == row:
                yield door.x_cm, number


def _least(lengths: Iterator[int]) -> int:
    return min(min(lengths, default=UNREACHABLE_CM), UNREACHABLE_CM)


def _join(ways: _Ways, here: int, there: int, far: int, one_way: OneWay) -> None:
    if one_way is not OneWay.BACKWARD:
        ways[here].append((there, far))
    if one_way is not OneWay.FORWARD:
        ways[there].append((here, far))


def _shortest(ways: _Ways, origin: int) -> list[int]:
    """How far every junction is from one of them."""
    far = [UNREACHABLE_CM] * len(ways)
    far[origin] = 0
    waiting = [(0, origin)]
    while waiting:
        walked, here = heapq.heappop(waiting)
        if walked > far[here]:
            continue
        for there, step in ways[here]:
            if walked + step < far[there]:
                far[there] = walked + step
                heapq.heappush(waiting, (walked + step, there))
    return far
