"""The way that is drawn is the shortest that is walked, in a store with ways in one direction too."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.picking.store_map import (
    Aisle,
    CrossAisle,
    Door,
    OneWay,
    Place,
    StoreMap,
)
from pos_app.domain.picking.walking import Walks
from pos_app.domain.picking.way_map import way_map

WAYS = (OneWay.BOTH, OneWay.FORWARD, OneWay.BACKWARD)
STORES = st.builds(
    lambda ways: StoreMap(
        tuple(Aisle(f"A{n}", 300 * n, 0, 100, 0, 2, way) for n, way in enumerate(ways)),
        (CrossAisle(0), CrossAisle(1000), CrossAisle(2000)),
        Door(0, 0),
        Door(0, 0),
    ),
    st.lists(st.sampled_from(WAYS), min_size=2, max_size=5),
)
PLACES = st.tuples(st.integers(0, 1), st.integers(0, 20))


@given(STORES, PLACES, PLACES)
@settings(max_examples=60, deadline=None)
def test_the_way_is_as_long_as_the_shortest(
    store: StoreMap, here: tuple[int, int], there: tuple[int, int]
) -> None:
    places = [Place(aisle, 100 * bay) for aisle, bay in (here, there)]
    far = Walks(store).distances(places).between[0][1]
    drawn = way_map(store, places[0], places[1:]).way
    walked = sum(abs(one[0] - other[0]) + abs(one[1] - other[1]) for one, other in pairwise(drawn))
    assert (walked if drawn else far) == far
    assert bool(drawn) == (far < 10_000_000)


def test_a_cart_begins_at_the_door_and_ends_nowhere() -> None:
    store = StoreMap(
        (Aisle("A", 300, 0, 100, 0, 1),), (CrossAisle(0), CrossAisle(900)), Door(0, 0), Door(0, 0)
    )
    drawn = way_map(store, None, [Place(0, 450)])
    assert drawn.way == ((0, 0), (300, 0), (300, 450))
    assert drawn.stops == ((300, 450),)
    assert way_map(store, None, []).way == ()
