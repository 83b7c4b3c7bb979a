"""Demo orders knows the bags of the demo's customer orders, and the codes that a visitor tries the counter with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from central.core.order_sales import WhenLeft, sell_order
from central.pickup_codes import secret_of
from central.storage.order_schema import ORDER_PIECE, PICKUP_CODE
from central.storage.sql_store import SqlTransaction
from pos_app.domain.customer_order import COLLECTED, LEFT
from pos_app.domain.order_sale import SoldGoods
from pos_app.domain.pickup_code import read_code
from pos_app.domain.quantity import MILLI
from resources.demo.readers import DemoOrder, read_operators, read_stores

# So many goods fill a bag.
GOODS_IN_A_BAG = 12
# Picked goods were in their bays so long before they were promised.
STAGED_BEFORE = timedelta(minutes=40)
NO_CODE = frozenset({"handed_over", "cancelled", "expired"})


def demo_code(order_number: str) -> str:
    """The code of an order of the demo, which nobody has to look up: DEMO and its number."""
    return read_code(f"DEMO{order_number}")


def add_bags(
    connection: Connection, orders: Sequence[DemoOrder], midnights: Mapping[str, datetime]
) -> None:
    """Write where the bags of picked orders lie, and who put them there."""
    zones = {
        (store.business_unit, place.location): place.temperature_zone
        for store in read_stores()
        for place in store.staging
    }
    pickers = {
        unit: person.number
        for person in read_operators()
        if person.role == "picker"
        for unit in person.business_units
    }
    rows: list[dict[str, Any]] = []
    for order in orders:
        promised = midnights[order.business_unit] + timedelta(minutes=order.promise_offset_minutes)
        bays = _bays(order)
        for number, bay in enumerate(bays, start=1):
            row = {
                "order_number": order.order_number,
                "piece": number,
                "of_count": len(bays),
                "zone": zones[order.business_unit, bay],
                "bay": bay,
                "operator": pickers[order.business_unit],
                "placed_us": int((promised - STAGED_BEFORE).timestamp()) * 1_000_000,
                "left_us": None,
            }
            rows.append(row)
    connection.execute(insert(ORDER_PIECE), rows)


def add_codes(connection: Connection, orders: Sequence[DemoOrder], salt: bytes) -> None:
    """Write the codes of orders that somebody will come for."""
    rows = [
        {"order_number": number, **asdict(secret_of(demo_code(number), salt))}
        for number in (
            order.order_number
            for order in orders
            if order.fulfilment in COLLECTED and order.state not in NO_CODE
        )
    ]
    connection.execute(insert(PICKUP_CODE), rows)


def add_sold(
    connection: Connection,
    orders: Sequence[DemoOrder],
    midnights: Mapping[str, datetime],
    ids: Mapping[str, int],
) -> None:
    """Tell what left early in the morning, so that a visitor can take goods of an order back."""
    transaction = SqlTransaction.over(connection)
    for order in orders:
        if order.state not in LEFT:
            continue
        midnight = midnights[order.business_unit]
        left = midnight + timedelta(minutes=order.promise_offset_minutes)
        when = WhenLeft(
            f"order {order.order_number}",
            midnight.date().isoformat(),
            int(left.timestamp()) * 1_000_000,
        )
        goods = [
            SoldGoods(ids[line.item_number], line.picked * MILLI, line.price_minor)
            for line in order.lines
            if line.picked
        ]
        sell_order(transaction, order.order_number, goods, when)


def _bays(order: DemoOrder) -> list[str]:
    """A place for each bag: the first place takes what does not fit into one."""
    goods = sum(line.picked for line in order.lines)
    more = max(0, goods - 1) // GOODS_IN_A_BAG
    return [*order.staging[:1] * more, *order.staging]
