"""A shop's order goes to the store that can fulfil it best, and goes on when goods are not found."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from central.centre import Centre
from central.core.feed import CHAIN_FEED, Change, publish, store_feed
from central.core.orders import move_order
from central.core.picking import report_pick
from central.core.placing import OrderWords, Placing, place_order
from central.core.records import PlacedOrder
from central.core.refused import Refused
from central.core.routing import Place, StoreOffer, distance_m, route
from central.storage.schema import STOCK, STORE
from pos_app.domain.customer_order import OrderState
from sync.wire.messages import Group
from tests.central.head_office import NOW_US, HeadOffice

LONDON = Place(51_507_000, -128_000)
LEEDS = Place(53_801_000, -1_549_000)
_numbers = count(1)


@pytest.fixture
def chain(office: HeadOffice) -> list[str]:
    """Three stores; all that were here before have nothing to give."""
    office.centre.database.write(
        lambda connection: connection.execute(update(STOCK).values(safety_milli=10**9))
    )
    return [office.open_store() for _ in range(3)]


def _has(office: HeadOffice, unit: str, place: Place | None = None, **milli: int) -> None:
    def write(connection: Any) -> None:
        for item, on_hand in milli.items():
            of_item = (STOCK.c.business_unit == unit, STOCK.c.item_id == int(item[1:]))
            connection.execute(update(STOCK).where(*of_item).values(on_hand_milli=on_hand))
        if place is not None:
            wanted = update(STORE).where(STORE.c.business_unit == unit)
            north, east = place.latitude_micro, place.longitude_micro
            connection.execute(wanted.values(latitude_micro=north, longitude_micro=east))

    office.centre.database.write(write)


def _words(pieces: dict[int, int], fulfilment: str = "delivery", **changes: Any) -> OrderWords:
    number = f"W{next(_numbers)}"
    lines = [
        {"item_number": f"N{item}", "quantity_milli": n * 1000, "price_minor": 250}
        for item, n in pieces.items()
    ]
    words = {"order_number": number, "fulfilment": fulfilment, "lines": lines, **changes}
    return msgspec.convert(words, OrderWords)


def _place(centre: Centre, words: OrderWords) -> list[PlacedOrder]:
    return centre.write(lambda t: place_order(t, words, Placing(NOW_US, "shop")))


def _code(centre: Centre, words: OrderWords) -> str:
    with pytest.raises(Refused) as refused:
        _place(centre, words)
    return refused.value.problem.code


def _reserved(centre: Centre, unit: str, item: int) -> int:
    return -centre.write(lambda t: t.orders.lock_available(unit, [item]))[item] + (
        centre.write(lambda t: t.ledger.on_hand_milli(unit, item))
    )


def _last_group(centre: Centre, unit: str) -> Group:
    feed = store_feed(unit)
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    [payload] = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, head.head, head.head))
    return msgspec.json.decode(payload, type=Group)


def _last_rows(centre: Centre, unit: str) -> dict[str, list[list[Any]]]:
    return {part.table: part.put for part in _last_group(centre, unit).tables}


def test_the_nearest_store_that_has_all_of_it_gets_the_order(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    near, far, empty = chain
    _has(office, near, LEEDS)
    _has(office, far, LONDON)
    _has(office, empty, LEEDS, i1=0)
    words = _words(
        {1: 2, 2: 1},
        latitude_micro=LEEDS.latitude_micro,
        longitude_micro=LEEDS.longitude_micro,
        customer={"customer_number": "P1", "name": "Ada Moss"},
    )
    [placed] = _place(centre, words)
    assert (placed.business_unit, placed.state) == (near, "allocated")
    assert _reserved(centre, near, 1) == 2000
    rows = _last_rows(centre, near)
    assert rows["customer_order"] == [[words.order_number, "delivery", "allocated", None, 3, ""]]
    assert [row[:3] for row in rows["stock"]] == [[1, 100_000, 2000], [2, 100_000, 1000]]
    assert _place(centre, words) == [placed]
    assert _reserved(centre, near, 1) == 2000
    other = msgspec.structs.replace(words, gift=True)
    assert _code(centre, other) == "order_known"


def test_an_order_says_how_far_a_device_has_to_know_the_goods(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    """SYNC T20."""
    near = chain[0]
    _has(office, near, LEEDS, i1=9000)
    office.register(near).sells(1)
    centre.write(
        lambda t: publish(t.feeds, {CHAIN_FEED: [Change({"new_item": [(1, "2026-11-01")]})]})
    )
    goods = centre.read(lambda t: t.feeds.head(CHAIN_FEED))
    assert goods is not None and goods.head > 0
    words = _words({1: 1})
    _place(centre, words)
    assert _last_group(centre, near).needs == {CHAIN_FEED: goods.head}
    centre.write(lambda t: move_order(t, words.order_number, OrderState.CANCELLED, NOW_US))
    assert _last_group(centre, near).needs == {}


def test_a_part_never_takes_the_number_of_another_order(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one, two, three = chain
    for unit, milli in ((one, 2_000), (two, 2_000), (three, 0)):
        _has(office, unit, N1=milli)
    whole = _words({1: 3})
    number = whole.order_number
    _has(office, one, N2=9_000)
    own = _place(centre, msgspec.structs.replace(_words({2: 1}), order_number=f"{number}-2"))
    assert [order.order_number for order in own] == [f"{number}-2"]
    assert {order.order_number for order in _place(centre, whole)} == {number, f"{number}-3"}


@pytest.mark.parametrize("number", ["W\n", "W\u2028", "W\u202e"])
def test_a_number_that_nobody_can_type_is_refused(
    centre: Centre, chain: list[str], number: str
) -> None:
    odd = msgspec.structs.replace(_words({1: 1}), order_number=number)
    assert _code(centre, odd) == "unprintable_number"


def test_an_order_is_split_when_no_store_has_all_of_it(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one, two, three = chain
    _has(office, one, i1=2000, i2=0)
    _has(office, two, i1=0, i2=1000)
    _has(office, three, i1=0, i2=0)
    words = _words({1: 2, 2: 1})
    first, second = _place(centre, words)
    assert (first.business_unit, first.order_number) == (one, words.order_number)
    assert (second.business_unit, second.parent) == (two, words.order_number)
    assert [line.item_number for line in second.lines] == ["N2"]
    assert _place(centre, words) == [first, second]
    assert _code(centre, _words({1: 1})) == "not_available"


def test_who_collects_an_order_goes_to_one_store(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one, two, three = chain
    _has(office, one, i1=2000, i2=0)
    _has(office, two, i1=0, i2=1000)
    _has(office, three, i1=3000, i2=0)
    assert _code(centre, _words({1: 1, 2: 1}, "pickup")) == "not_available"
    [placed] = _place(centre, _words({1: 2}, "pickup", business_unit=three))
    assert placed.business_unit == three
    assert _code(centre, _words({1: 2}, "pickup", business_unit=three)) == "not_available"
    assert _code(centre, _words({1: 1}, "pickup", business_unit="none")) == "unknown_business_unit"
    assert _code(centre, _words({99: 1})) == "unknown_item"


def test_two_shops_never_get_the_same_piece(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one, two, three = chain
    for unit, pieces in ((one, 3), (two, 2), (three, 0)):
        _has(office, unit, i1=pieces * 1000)
    orders = [_words({1: 1}, "pickup") for _ in range(8)]

    def try_one(words: OrderWords) -> str:
        try:
            return _place(centre, words)[0].business_unit
        except Refused as refused:
            return refused.problem.code

    with ThreadPoolExecutor(8) as threads:
        got = sorted(threads.map(try_one, orders))
    assert got == sorted([one] * 3 + [two] * 2 + ["not_available"] * 3)


def test_what_is_not_found_comes_from_another_store(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one, two, three = chain
    _has(office, one, i1=5000, i2=5000)
    _has(office, two, i1=4000)
    _has(office, three, i1=0)
    words = _words({1: 3, 2: 1}, business_unit=one)
    _place(centre, words)
    number = words.order_number
    after = centre.write(lambda t: report_pick(t, number, {1: 1000}, NOW_US))
    assert after is OrderState.STAGED
    first, second = centre.read(lambda t: t.orders.placed(number))
    assert [(line.quantity_milli, line.picked_milli) for line in first.lines] == [
        (1000, 1000),
        (1000, 1000),
    ]
    assert (second.business_unit, second.lines[0].quantity_milli) == (two, 2000)
    assert second.lines[0].price_minor == 250
    # The shelf had two less than the figure said.
    assert office.stock(one)[1] == 3000
    assert _reserved(centre, one, 1) == 1000
    assert _reserved(centre, two, 1) == 2000
    centre.write(lambda t: move_order(t, number, OrderState.READY, NOW_US))
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    assert office.stock(one)[1] == 2000
    assert _reserved(centre, one, 1) == 0


def test_nothing_found_at_all_moves_the_whole_order(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one, two, _ = chain
    words = _words({3: 1}, business_unit=one)
    _has(office, chain[2], i3=0)
    _place(centre, words)
    after = centre.write(lambda t: report_pick(t, words.order_number, {1: 0}, NOW_US))
    assert after is OrderState.CANCELLED
    _, moved = centre.read(lambda t: t.orders.placed(words.order_number))
    assert (moved.business_unit, moved.state) == (two, "allocated")
    assert _reserved(centre, one, 3) == 0


def test_who_collects_a_short_order_decides(
    centre: Centre, office: HeadOffice, chain: list[str]
) -> None:
    one = chain[0]
    words = _words({1: 2}, "pickup", business_unit=one)
    _place(centre, words)
    number = words.order_number
    pick = {1: 1000}
    for _ in range(2):
        after = centre.write(lambda t: report_pick(t, number, pick, NOW_US + next(_numbers)))
        assert after is OrderState.SHORT
        assert office.stock(one)[1] == 99_000
    found = centre.write(lambda t: report_pick(t, number, {}, NOW_US + next(_numbers)))
    assert found is OrderState.STAGED
    assert office.stock(one)[1] == 100_000
    with pytest.raises(Refused) as refused:
        centre.write(lambda t: report_pick(t, number, {}, NOW_US))
    assert refused.value.problem.code == "no_such_step"


def test_distances_are_those_of_the_map() -> None:
    assert 270_000 < distance_m(LONDON, LEEDS) < 275_000
    assert distance_m(LEEDS, LEEDS) == 0
    east, west = Place(0, 179_999_000), Place(0, -179_999_000)
    assert distance_m(east, west) < 300
    assert distance_m(Place(90_000_000, 0), Place(90_000_000, 90_000_000)) < 10


def test_a_busy_store_and_a_last_piece_weigh_as_much_as_a_way() -> None:
    def offer(unit: str, orders: int, pieces: int) -> StoreOffer:
        return StoreOffer(unit, LEEDS, orders, {1: pieces})

    calm, busy, last = offer("c", 0, 5), offer("b", 9, 5), offer("a", 0, 1)
    assert route({1: 1}, [busy, last, calm], LEEDS, 1)[0].business_unit == "c"
    assert route({1: 1}, [busy, last], LEEDS, 1)[0].business_unit == "b"
    assert route({1: 1}, [offer("b", 11, 5), last], LEEDS, 1)[0].business_unit == "a"


@given(
    st.dictionaries(st.integers(1, 4), st.integers(1, 9), min_size=1),
    st.lists(st.dictionaries(st.integers(1, 4), st.integers(0, 9)), max_size=5),
    st.integers(1, 3),
)
def test_what_is_allocated_is_what_was_wanted_and_what_is_there(
    wanted: dict[int, int], stocks: list[dict[int, int]], stores_max: int
) -> None:
    offers = [StoreOffer(str(n), None, 0, stock) for n, stock in enumerate(stocks)]
    found = route(wanted, offers, None, stores_max)
    assert len(found) <= stores_max
    given: dict[int, int] = {}
    for allocation in found:
        for item, milli in allocation.quantities.items():
            assert 0 < milli <= stocks[int(allocation.business_unit)][item]
            given[item] = given.get(item, 0) + milli
    assert given in ({}, wanted)
    if any(all(s.get(item, 0) >= n for item, n in wanted.items()) for s in stocks):
        assert len(found) == 1
