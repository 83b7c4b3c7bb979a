"""Way map knows what is drawn of the way of a cart: the aisles, the stops that are left, and how one comes to the next.

Lengths are in centimetres, x to the right and y to the back.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pos_app.domain.picking.store_map import OneWay, Place, StoreMap

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WayMap:
    """Lines along aisles and ways across, stops in the order in which they are visited, and the way to the next.

    way: the corners from where the cart stands to the first stop; empty when no way leads there.
    """

    lines: tuple[tuple[Point, Point], ...]
    stops: tuple[Point, ...]
    way: tuple[Point, ...]


def way_map(store_map: StoreMap, here: Place | None, stops: Sequence[Place]) -> WayMap:
    """here: where the last goods were taken, None at the start; stops: those that are left, the next one first."""
    points = tuple(_point(store_map, place) for place in stops)
    start = store_map.start
    begin = (
        (start.x_cm, store_map.crosses[start.cross].y_cm)
        if here is None
        else _point(store_map, here)
    )
    way = _walk(store_map, begin, points[0]) if points else ()
    return WayMap(tuple(_lines(store_map)), points, way)


def _lines(store_map: StoreMap) -> Iterator[tuple[Point, Point]]:
    lefts = [aisle.x_cm for aisle in store_map.aisles]
    for aisle in store_map.aisles:
        first, last = store_map.crosses[aisle.first], store_map.crosses[aisle.last]
        yield (aisle.x_cm, first.y_cm), (aisle.x_cm, last.y_cm)
    for cross in store_map.crosses:
        yield (min(lefts), cross.y_cm), (max(lefts), cross.y_cm)


def _walk(store_map: StoreMap, begin: Point, end: Point) -> tuple[Point, ...]:
    """The corners of the shortest way; one way is one way (Dijkstra, 1959)."""
    ways = _ways(store_map, (begin, end))
    waiting: list[tuple[int, Point, tuple[Point, ...]]] = [(0, begin, (begin,))]
    seen: set[Point] = set()
    while waiting:
        far, at, corners = heapq.heappop(waiting)
        if at == end:
            return corners
        if at in seen:
            continue
        seen.add(at)
        for there in ways.get(at, ()):
            step = abs(there[0] - at[0]) + abs(there[1] - at[1])
            heapq.heappush(waiting, (far + step, there, (*corners, there)))
    return ()


def _ways(store_map: StoreMap, ends: Sequence[Point]) -> dict[Point, list[Point]]:
    """From each corner and end, where one can go at once."""
    ways: dict[Point, list[Point]] = {}
    for aisle in store_map.aisles:
        meets = [cross.y_cm for cross in store_map.crosses[aisle.first : aisle.last + 1]]
        on_it = {y for x, y in ends if x == aisle.x_cm}
        column = [(aisle.x_cm, y) for y in sorted({*meets, *on_it})]
        for one, other in pairwise(column):
            inside = meets[0] <= one[1] and other[1] <= meets[-1]
            _join(ways, one, other, aisle.one_way if inside else OneWay.BOTH)
    for number, cross in enumerate(store_map.crosses):
        meets = [a.x_cm for a in store_map.aisles if a.first <= number <= a.last]
        on_it = {x for x, y in ends if y == cross.y_cm}
        row = [(x, cross.y_cm) for x in sorted({*meets, *on_it})]
        for one, other in pairwise(row):
            _join(ways, one, other, cross.one_way)
    return ways


def _join(ways: dict[Point, list[Point]], one: Point, other: Point, one_way: OneWay) -> None:
    if one_way is not OneWay.BACKWARD:
        ways.setdefault(one, []).append(other)
    if one_way is not OneWay.FORWARD:
        ways.setdefault(other, []).append(one)


def _point(store_map: StoreMap, place: Place) -> Point:
    return store_map.aisles[place.aisle].x_cm, place.y_cm
