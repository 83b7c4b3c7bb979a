"""Store layouts drawn by chance for the benchmark of routes: every kind of store, and what is fetched in it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from pos_app.domain.picking.store_map import Aisle, CrossAisle, Door, OneWay, Place, StoreMap

STOPS_MAX = 60


@dataclass(frozen=True, slots=True)
class Errand:
    """A store, the places that are visited in it, and the rank of each."""

    name: str
    store_map: StoreMap
    places: tuple[Place, ...]
    ranks: tuple[tuple[int, ...], ...]


def errands(count: int, seed: int) -> list[Errand]:
    """As many stores, of all kinds in turns, each with one errand."""
    chance = random.Random(seed)
    return [_errand(number, chance) for number in range(count)]


def _errand(number: int, chance: random.Random) -> Errand:
    crosses = chance.choice((2, 2, 3, 3, 4))
    is_one_way = number % 6 == 3
    columns = chance.randint(4, 14 if is_one_way else 22)
    rows = [0]
    for _ in range(crosses - 1):
        rows.append(rows[-1] + chance.choice((600, 900, 1200, 1800)))
    apart = chance.choice((220, 300, 420))
    aisles = []
    for column in range(columns):
        one_way = OneWay.BOTH
        if is_one_way:
            one_way = (OneWay.FORWARD, OneWay.BACKWARD)[column % 2]
        aisles.append(Aisle(f"A{column + 1:02}", column * apart, 0, 100, 0, crosses - 1, one_way))
    width = (columns - 1) * apart
    start = Door(chance.randint(0, width), chance.choice((0, crosses - 1)))
    drop = start if chance.random() < 0.6 else Door(chance.randint(0, width), 0)
    store_map = StoreMap(tuple(aisles), tuple(CrossAisle(row) for row in rows), start, drop)
    stops = (STOPS_MAX, 45, 30, 20, 12)[number % 5]
    places = tuple(
        Place(chance.randrange(columns), chance.randrange(50, rows[-1], 100)) for _ in range(stops)
    )
    return Errand(
        f"{columns} aisles, {crosses} ways across{', one way' if is_one_way else ''}, {stops} stops",
        store_map,
        places,
        _ranks(number, stops, chance),
    )


def _ranks(number: int, stops: int, chance: random.Random) -> tuple[tuple[int, ...], ...]:
    """No rules; most goods alike, with some heavy, fragile, chilled and frozen ones; or by department."""
    kind = number % 3
    if kind == 0:
        return ((0,),) * stops
    if kind == 1:
        ranks = chance.choices((0, 1, 2, 3, 4), weights=(10, 62, 10, 10, 8), k=stops)
    else:
        departments = max(1, stops // 6)
        ranks = [chance.randrange(departments) for _ in range(stops)]
    return tuple((rank,) for rank in ranks)
