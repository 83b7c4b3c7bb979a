"""A kit that is ordered is its parts in the store, from the promise to the way back; a pack is what is in it."""

from functools import partial
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from central.centre import Centre
from central.core.feed import store_feed
from central.core.kits import at_price, with_parts
from central.core.orders import move_order
from central.core.picking import report_pick
from central.core.placing import OrderWords, Placing, place_order
from central.core.records import NewOrderLine, PlacedOrder
from central.core.refused import Refused
from central.storage.admin_rows import availability
from central.storage.feed_rows import feed_tables
from central.storage.goods_schema import ITEM_PACK, ITEM_PART
from central.storage.schema import PRICE, STOCK
from pos_app.domain.customer_order import OrderState
from pos_app.domain.money import UnitPrice, extend
from pos_app.domain.quantity import Quantity
from tests.central.head_office import NOW_US, HeadOffice

KIT, BUN, ROLL, OTHER = 1, 2, 3, 4
CASE = "19506000134359"
_numbers = count(1)


@pytest.fixture(scope="module")
def chain(office: HeadOffice) -> HeadOffice:
    """One kit holds two buns and a roll, which costs three times a bun; six of item 4 are a case."""

    def write(connection: Any) -> None:
        parts = [(KIT, BUN, 2000), (KIT, ROLL, 1000)]
        rows = [{"kit_id": k, "part_id": p, "quantity_milli": m} for k, p, m in parts]
        connection.execute(insert(ITEM_PART), rows)
        pack = {"gtin": CASE, "item_id": OTHER, "pack": "case", "quantity_milli": 6000}
        connection.execute(insert(ITEM_PACK), pack)
        dearer = update(PRICE).where(PRICE.c.item_id == ROLL)
        connection.execute(dearer.values(price_minor=750))

    office.centre.database.write(write)
    return office


def _has(office: HeadOffice, unit: str, **pieces: int) -> None:
    def write(connection: Any) -> None:
        for item, on_hand in pieces.items():
            of_item = (STOCK.c.business_unit == unit, STOCK.c.item_id == int(item[1:]))
            connection.execute(update(STOCK).where(*of_item).values(on_hand_milli=on_hand * 1000))

    office.centre.database.write(write)


def _words(*lines: dict[str, Any], **changes: Any) -> OrderWords:
    words = {"order_number": f"K{next(_numbers)}", "fulfilment": "delivery", "lines": lines}
    return msgspec.convert({**words, **changes}, OrderWords)


def _kits(pieces: int, price_minor: int = 1001) -> dict[str, Any]:
    return {"item_number": "N1", "quantity_milli": pieces * 1000, "price_minor": price_minor}


def _place(centre: Centre, words: OrderWords) -> list[PlacedOrder]:
    return centre.write(lambda t: place_order(t, words, Placing(NOW_US, "shop")))


def _lines(order: PlacedOrder) -> list[tuple[str, int, int, str]]:
    return [(o.item_number, o.quantity_milli, o.price_minor, o.kit_number) for o in order.lines]


def _promised(centre: Centre, unit: str, number: str = "N1") -> int:
    told = centre.query(lambda connection: availability(connection, number))
    return {str(o["business_unit"]): int(o["available_milli"]) for o in told}[unit]


def _on_hand(centre: Centre, unit: str) -> list[int]:
    items = (KIT, BUN, ROLL)
    return centre.read(lambda t: [t.ledger.on_hand_milli(unit, item) for item in items])


def _table(centre: Centre, unit: str, table: str, order: str) -> list[tuple[Any, ...]]:
    feed = store_feed(unit)
    tables = centre.query(lambda connection: {n: [*r] for n, r in feed_tables(connection, feed)})
    return [tuple(row[1:]) for row in tables[table] if row[0] == order]


def test_a_kit_is_promised_held_back_fetched_and_gone_by_its_parts(
    centre: Centre, chain: HeadOffice
) -> None:
    unit = chain.open_store()
    _has(chain, unit, i1=0, i2=7, i3=5)
    assert _promised(centre, unit) == 3000
    words = _words(_kits(2), business_unit=unit, paid=True)
    [placed] = _place(centre, words)
    # 20.02 for two kits: four buns of 2.50 and two rolls of 7.50 would be 25.00
    assert _lines(placed) == [
        ("N2", 3000, 200, "N1"),
        ("N2", 1000, 201, "N1"),
        ("N3", 1000, 600, "N1"),
        ("N3", 1000, 601, "N1"),
    ]
    number = placed.order_number
    assert _table(centre, unit, "order_kit", number) == [(n, KIT) for n in (1, 2, 3, 4)]
    assert _promised(centre, unit) == 1000
    assert _place(centre, words) == [placed]
    with pytest.raises(Refused) as refused:
        _place(centre, _words(_kits(2), business_unit=unit))
    assert refused.value.problem.code == "not_available"
    centre.write(lambda t: report_pick(t, number, {}, NOW_US))
    for step in (OrderState.READY, OrderState.HANDED_OVER):
        centre.write(partial(move_order, order_number=number, after=step, now_us=NOW_US))
    assert _on_hand(centre, unit) == [0, 3000, 3000]
    assert _promised(centre, unit) == 1000


def test_a_part_that_is_not_there_goes_on_as_a_part_and_a_cancelled_kit_holds_nothing_back(
    centre: Centre, chain: HeadOffice
) -> None:
    here, there = chain.open_store(), chain.open_store()
    centre.database.write(
        lambda connection: connection.execute(
            update(STOCK)
            .where(STOCK.c.business_unit.not_in([here, there]))
            .values(safety_milli=10**9)
        )
    )
    _has(chain, here, i1=0, i2=4, i3=1)
    _has(chain, there, i1=0, i2=9, i3=1)
    # no store has both kits: each comes whole from one
    first, second = _place(centre, _words(_kits(2, 1000)))
    assert {line.kit_number for line in (*first.lines, *second.lines)} == {"N1"}
    assert [len(one.lines) for one in (first, second)] == [2, 2]
    centre.write(lambda t: move_order(t, second.order_number, OrderState.CANCELLED, NOW_US))
    assert (_promised(centre, here), _promised(centre, there)) == (0, 1000)
    centre.write(lambda t: report_pick(t, first.order_number, {2: 0}, NOW_US))
    moved = centre.read(lambda t: t.orders.placed(first.order_number))[-1]
    assert (moved.business_unit, _lines(moved)) == (there, [("N3", 1000, 600, "N1")])
    assert _table(centre, there, "order_kit", moved.order_number) == [(1, KIT)]
    assert _promised(centre, there) == 0


def test_a_case_is_its_pieces_at_its_own_price_and_is_ordered_whole(
    centre: Centre, chain: HeadOffice
) -> None:
    unit = chain.open_store()
    case = {"item_number": "N4", "quantity_milli": 2000, "price_minor": 1000, "pack_gtin": CASE}
    [placed] = _place(centre, _words(case, business_unit=unit))
    assert _lines(placed) == [("N4", 4000, 166, ""), ("N4", 8000, 167, "")]
    for line, code in (
        ({**case, "quantity_milli": 500}, "broken_kit"),
        ({**_kits(1), "quantity_milli": 1500}, "broken_kit"),
        ({**case, "item_number": "N2"}, "unknown_pack"),
    ):
        with pytest.raises(Refused) as refused:
            _place(centre, _words(line, business_unit=unit))
        assert refused.value.problem.code == code


_milli = st.integers(1, 60_000)
_minor = st.integers(0, 10**6)


def _costs(lines: list[NewOrderLine]) -> int:
    prices = [(UnitPrice.of_minor(o.price_minor, "GBP"), o.quantity_milli) for o in lines]
    return sum(extend(price, Quantity(milli, "kg")).amount_minor for price, milli in prices)


@settings(max_examples=60)
@given(_minor, st.integers(1, 20), st.lists(st.tuples(_milli, _minor), min_size=1, max_size=5))
def test_the_parts_of_kits_cost_what_the_kits_do(
    price_minor: int, kits: int, parts: list[tuple[int, int]]
) -> None:
    made_of = {KIT: [(item, milli) for item, (milli, _) in enumerate(parts, start=2)]}
    prices = {item: minor for item, (_, minor) in enumerate(parts, start=2)}
    line = NewOrderLine(KIT, kits * 1000, price_minor)
    goods = with_parts([line], made_of, prices)
    assert _costs(goods) == kits * price_minor
    for item, milli in made_of[KIT]:
        assert sum(g.quantity_milli for g in goods if g.item_id == item) == kits * milli
    assert {one.kit_id for one in goods} == {KIT}
    assert _costs(at_price(NewOrderLine(BUN, parts[0][0], 0), price_minor)) == price_minor
