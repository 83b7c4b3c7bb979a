"""Demo orders knows the bags of the demo's customer orders, and the codes that a visitor tries the counter with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from central.pickup_codes import secret_of
from central.storage.order_schema import ORDER_PIECE, PICKUP_CODE
from pos_app.domain.customer_order import COLLECTED
from pos_app.domain.pickup_code import read_code
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


def _bays(order: DemoOrder) -> list[str]:
    """A place for each bag: the first place takes what does not fit into one."""
    goods = sum(line.picked for line in order.lines)
    more = max(0, goods - 1) // GOODS_IN_A_BAG
    return [*order.staging[:1] * more, *order.staging]
