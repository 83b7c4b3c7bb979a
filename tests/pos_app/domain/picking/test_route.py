"""Routes: by the rules first, and inside them the shortest way."""

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.exact_route import _through
from pos_app.domain.picking.route import _searched, best_order, groups_of, length_of
from pos_app.domain.picking.stop_order import OrderRules, Storage, TemperatureZone
from pos_app.domain.picking.store_map import Place, StoreMap
from pos_app.domain.picking.walking import Distances, Walks
from tests.pos_app.domain.picking.stores import errands

RANKS = st.lists(st.integers(0, 2), min_size=7, max_size=7)


@given(errands(stops_max=7), RANKS)
@settings(max_examples=60)
def test_few_stops_are_visited_on_the_shortest_way_that_keeps_the_rules(
    errand: tuple[StoreMap, list[Place]], drawn: list[int]
) -> None:
    store_map, places = errand
    ranks = [(rank,) for rank in drawn[: len(places)]]
    distances = Walks(store_map).distances(places)
    allowed = [
        order
        for order in permutations(range(len(places)))
        if all(ranks[here] <= ranks[there] for here, there in pairwise(order))
    ]
    shortest = min(length_of(distances, order) for order in allowed)
    order = best_order(distances, ranks)
    assert tuple(order) in allowed
    assert length_of(distances, order) == shortest


@given(errands(stops_max=24), st.lists(st.integers(0, 3), min_size=24, max_size=24))
@settings(max_examples=25, deadline=None)
def test_a_search_visits_each_stop_once_in_the_order_of_ranks(
    errand: tuple[StoreMap, list[Place]], drawn: list[int]
) -> None:
    store_map, places = errand
    ranks = [(rank,) for rank in drawn[: len(places)]]
    distances = Walks(store_map).distances(places)
    order = _searched(distances, groups_of(ranks))
    assert sorted(order) == list(range(len(places)))
    assert [ranks[stop] for stop in order] == sorted(ranks)
    assert order == _searched(distances, groups_of(ranks))


@given(errands(stops_max=7))
@settings(max_examples=60, deadline=None)
def test_the_sweep_over_the_ways_proves_the_same_length_as_trying_all_orders(
    errand: tuple[StoreMap, list[Place]],
) -> None:
    store_map, places = errand
    distances = Walks(store_map).distances(places)
    shortest = length_of(distances, best_order(distances, [(0,)] * len(places)))
    entering, ending = dict(enumerate(distances.from_start)), dict(enumerate(distances.to_drop))
    assert _through(store_map, places, entering, ending, shortest) == shortest


def test_no_stops_are_no_way() -> None:
    nothing = Distances((), (), ())
    assert best_order(nothing, []) == []
    assert length_of(nothing, []) == 0


def test_heavy_goods_come_first_fragile_last_chilled_and_frozen_at_the_end() -> None:
    rules = OrderRules(departments=("Drinks", "Bakery"))
    goods = {
        "water": (Storage(weight_grams=9_000), "Drinks"),
        "tea": (Storage(weight_grams=200), "Drinks"),
        "bread": (Storage(weight_grams=700), "Bakery"),
        "soap": (Storage(weight_grams=90), "Household"),
        "glasses": (Storage(is_fragile=True), "Household"),
        "milk": (Storage(TemperatureZone.CHILLED), "Dairy"),
        "peas": (Storage(TemperatureZone.FROZEN), "Frozen"),
    }
    ranked = sorted(goods, key=lambda name: rules.rank(*goods[name]))
    assert ranked == ["water", "tea", "bread", "soap", "glasses", "milk", "peas"]
