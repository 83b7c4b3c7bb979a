"""The map of a store: read from its document, bins found in it, ways measured through it."""

import json

import pytest
from hypothesis import given, settings

from pos_app.domain.picking.store_map import (
    Aisle,
    CrossAisle,
    Door,
    OneWay,
    Place,
    StoreMap,
    parts_of,
    read_store_map,
    shelf_of,
    write_store_map,
)
from pos_app.domain.picking.walking import UNREACHABLE_CM, Walks
from tests.pos_app.domain.picking.stores import errands, store_maps

CROSSES = (CrossAisle(0), CrossAisle(1000))
DOOR = Door(0, 0)


def _map(*aisles: Aisle) -> StoreMap:
    return StoreMap(aisles, CROSSES, DOOR, DOOR)


@given(store_maps())
def test_a_map_is_read_as_it_was_written(store_map: StoreMap) -> None:
    assert read_store_map(write_store_map(store_map)) == store_map


@pytest.mark.parametrize("name", ["A04-12-C", "a04·12·C", "A04.12", " A04 12 C "])
def test_a_bin_is_found_by_aisle_and_bay(name: str) -> None:
    store_map = _map(Aisle("A03", 0, 0, 100, 0, 1), Aisle("A04", 300, 0, 80, 0, 1))
    assert store_map.place_of(name) == Place(1, 920)


def test_a_bin_of_no_aisle_has_no_place() -> None:
    assert _map(Aisle("A03", 0, 0, 100, 0, 1)).place_of("CELLAR") is None


def test_a_bin_is_written_in_its_parts() -> None:
    assert parts_of("A04-12-C") == ("A04", "12", "C")
    assert parts_of("Cellar") == ("Cellar",)
    assert (shelf_of("A04-12-C"), shelf_of("A04-12")) == ("C", "")


@pytest.mark.parametrize(
    "change",
    [
        {"aisles": []},
        {"cross_aisles": [{"y_cm": 100}, {"y_cm": 0}]},
        {"start": {"x_cm": 0, "cross": 7}},
        {"drop": {"x_cm": "left"}},
        {"cross_aisles": None},
        {"aisles": [{"name": "A", "x_cm": 0, "bay_cm": 100, "first_cross": 3}]},
        {"aisles": [{"name": "A", "x_cm": 0, "bay_cm": 100, "one_way": "sideways"}]},
    ],
)
def test_what_is_no_map_is_not_read(change: dict[str, object]) -> None:
    document = json.loads(write_store_map(_map(Aisle("A", 0, 0, 100, 0, 1))))
    with pytest.raises(ValueError, match=r"\w"):
        read_store_map(json.dumps(document | change))


def test_one_way_aisles_are_walked_around() -> None:
    up = Aisle("A", 0, 0, 100, 0, 1, OneWay.FORWARD)
    down = Aisle("B", 300, 0, 100, 0, 1, OneWay.BACKWARD)
    distances = Walks(_map(up, down)).distances([Place(0, 200), Place(0, 600)])
    assert distances.between[0][1] == 400
    assert distances.between[1][0] == 400 + 300 + 1000 + 300 + 200
    assert distances.from_start == (200, 600)
    assert distances.to_drop == (800 + 300 + 1000 + 300, 400 + 300 + 1000 + 300)


def test_the_blind_end_of_an_aisle_is_left_as_it_was_entered() -> None:
    blind = Aisle("A", 0, 0, 100, 0, 0)
    distances = Walks(_map(blind, Aisle("B", 300, 0, 100, 0, 1))).distances(
        [Place(0, 400), Place(1, 400)]
    )
    assert distances.between[0][1] == 400 + 300 + 400


def test_what_no_way_leads_to_is_far_away() -> None:
    apart = StoreMap((Aisle("A", 0, 0, 100, 1, 1),), CROSSES, DOOR, DOOR)
    assert Walks(apart).distances([Place(0, 800)]).from_start == (UNREACHABLE_CM,)


@given(errands(stops_max=6, one_way=False))
@settings(max_examples=40)
def test_no_way_is_shorter_over_another_stop(errand: tuple[StoreMap, list[Place]]) -> None:
    store_map, places = errand
    ways = Walks(store_map).distances(places).between
    stops = range(len(places))
    assert all(ways[a][c] <= ways[a][b] + ways[b][c] for a in stops for b in stops for c in stops)
    assert all(ways[a][b] == ways[b][a] for a in stops for b in stops)
