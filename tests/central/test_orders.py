"""A customer order takes its steps, and stock follows."""

from functools import partial

import msgspec
import pytest
from sqlalchemy import insert, select

from central.centre import Centre
from central.core.feed import store_feed
from central.core.orders import move_order
from central.core.refused import Refused
from central.storage.admin_rows import availability
from central.storage.feed_rows import feed_tables
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import CUSTOMER_ORDER_LINE as LINE
from central.storage.schema import ITEM
from central.storage.sql_store import SqlTransaction
from pos_app.domain.customer_order import OrderState
from sync.wire.messages import Group
from tests.central.head_office import NOW_US, ON_HAND_MILLI, HeadOffice
from tests.central.order_book import write_order


def test_what_is_handed_over_has_left_the_store_and_holds_nothing_back(
    centre: Centre, office: HeadOffice
) -> None:
    unit = office.open_store()
    number = write_order(office, unit)
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    head = centre.read(lambda t: t.feeds.head(store_feed(unit)))
    assert head is not None
    [payload] = centre.read(lambda t: t.feeds.payloads(store_feed(unit), head.epoch, 1, 1))
    rows = {table.table: table.put for table in msgspec.json.decode(payload, type=Group).tables}
    assert rows["stock"] == [[1, ON_HAND_MILLI - 2000, 3000, 0], [2, ON_HAND_MILLI, 4000, 0]]
    assert rows["customer_order"] == [[number, "pickup", "handed_over", NOW_US, 3, "B1"]]
    with centre.database.read() as connection:
        whole = {
            table: [*map(list, found)] for table, found in feed_tables(connection, f"store:{unit}")
        }
    assert whole["customer_order"] == rows["customer_order"]
    assert whole["stock"][:2] == rows["stock"]


def test_a_cancelled_order_gives_its_goods_free(centre: Centre, office: HeadOffice) -> None:
    unit = office.open_store()
    number = write_order(office, unit)
    centre.write(lambda t: move_order(t, number, OrderState.CANCELLED, NOW_US))
    assert office.stock(unit)[1] == ON_HAND_MILLI
    promised = centre.query(lambda connection: availability(connection, "N1"))
    assert {"business_unit": unit, "available_milli": ON_HAND_MILLI - 3000} in promised


def test_a_step_that_is_not_there_changes_nothing(centre: Centre, office: HeadOffice) -> None:
    number = write_order(office, office.open_store())
    for order, after, code in (
        (number, OrderState.ALLOCATED, "no_such_step"),
        ("none", OrderState.READY, "unknown_order"),
    ):
        with pytest.raises(Refused) as refused:
            centre.write(partial(_move, order=order, after=after))
        assert refused.value.problem.code == code


def _move(transaction: SqlTransaction, *, order: str, after: OrderState) -> None:
    move_order(transaction, order, after, NOW_US)


def test_what_is_weighed_is_one_piece_and_costs_what_a_till_says(
    centre: Centre, office: HeadOffice
) -> None:
    goods = {"department": "Deli", "tax_code": "Z", "age_limit": 0, "popularity": 0}
    ham = {**goods, "item_id": 60, "number": "N60", "name": "Ham", "unit": "kg"}
    centre.database.write(lambda connection: connection.execute(insert(ITEM), ham))
    unit = office.open_store()
    number = write_order(office, unit, customer_number="half up")
    line = {"order_number": number, "line": 3, "item_id": 60, "price_minor": 333}
    weighed = {**line, "quantity_milli": 500, "picked_milli": 500}
    centre.database.write(lambda connection: connection.execute(insert(LINE), weighed))
    with centre.database.read() as connection:
        tables = {table: [*rows] for table, rows in feed_tables(connection, f"store:{unit}")}
    assert [row[4] for row in tables["customer_order"]] == [4]
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    with centre.database.read() as connection:
        told = connection.execute(select(PURCHASE).where(PURCHASE.c.order_number == number)).one()
    # 2 + 1 pieces at 1, and half a kilogram at 333, which is 166.5.
    assert told.total_minor == 3 + 167
    assert _last_order_row(centre, unit)[4] == 4


def _last_order_row(centre: Centre, unit: str) -> list[object]:
    head = centre.read(lambda t: t.feeds.head(store_feed(unit)))
    assert head is not None
    span = (store_feed(unit), head.epoch, head.head, head.head)
    [payload] = centre.read(lambda t: t.feeds.payloads(*span))
    rows = {table.table: table.put for table in msgspec.json.decode(payload, type=Group).tables}
    return [*rows["customer_order"][0]]
