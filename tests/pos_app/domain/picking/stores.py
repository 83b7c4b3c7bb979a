"""Stores drawn by hypothesis, and places in them."""

from __future__ import annotations

from hypothesis import strategies as st

from pos_app.domain.picking.store_map import Aisle, CrossAisle, Door, OneWay, Place, StoreMap


@st.composite
def store_maps(draw: st.DrawFn, *, one_way: bool = True) -> StoreMap:
    """Two to five aisles with two or three ways across; in stores of ways in one direction they take turns."""
    columns = draw(st.integers(2, 5))
    rows = [0]
    for _ in range(draw(st.integers(1, 2))):
        rows.append(rows[-1] + draw(st.sampled_from((300, 500))))
    takes_turns = one_way and draw(st.booleans())
    turns = (OneWay.FORWARD, OneWay.BACKWARD) if takes_turns else (OneWay.BOTH, OneWay.BOTH)
    aisles = tuple(
        Aisle(f"A{column}", column * 200, 0, 100, 0, len(rows) - 1, turns[column % 2])
        for column in range(columns)
    )
    width = 200 * (columns - 1)
    doors = [Door(draw(st.integers(0, width)), draw(st.integers(0, len(rows) - 1))) for _ in "ab"]
    return StoreMap(aisles, tuple(CrossAisle(row) for row in rows), *doors)


@st.composite
def errands(
    draw: st.DrawFn, *, stops_max: int, one_way: bool = True
) -> tuple[StoreMap, list[Place]]:
    """A store with places to visit in it."""
    store_map = draw(store_maps(one_way=one_way))
    place = st.builds(
        Place,
        st.integers(0, len(store_map.aisles) - 1),
        st.integers(0, store_map.crosses[-1].y_cm // 50).map(_at_a_bay),
    )
    return store_map, draw(st.lists(place, min_size=1, max_size=stops_max))


def _at_a_bay(number: int) -> int:
    return 50 * number
