"""Customer orders for tests, written as they would stand after some steps."""

from itertools import count
from typing import Any

from sqlalchemy import insert, update

from central.storage.schema import CUSTOMER_ORDER, CUSTOMER_ORDER_LINE, STOCK
from tests.central.head_office import NOW_US, HeadOffice

_numbers = count(5000)


def write_order(office: HeadOffice, unit: str, state: str = "ready", **changes: Any) -> str:
    """Two of item 1, picked, and one of item 2, not picked; 5 of each item are held back. Gives its number."""
    number = str(next(_numbers))
    order = {
        "order_number": number,
        "business_unit": unit,
        "customer_number": "c",
        "channel": "app",
        "fulfilment": "pickup",
        "state": state,
        "promised_us": NOW_US,
        "paid": True,
        "staging": "B1",
        "alternate_person": "",
        "gift": False,
        "vehicle": "",
        **changes,
    }
    line = {"order_number": number, "price_minor": 1}
    lines = [
        {**line, "line": 1, "item_id": 1, "quantity_milli": 2000, "picked_milli": 2000},
        {**line, "line": 2, "item_id": 2, "quantity_milli": 1000, "picked_milli": 0},
    ]
    database = office.centre.database
    database.write(lambda connection: connection.execute(insert(CUSTOMER_ORDER), order))
    database.write(lambda connection: connection.execute(insert(CUSTOMER_ORDER_LINE), lines))
    held = update(STOCK).where(STOCK.c.business_unit == unit).values(reserved_milli=5000)
    database.write(lambda connection: connection.execute(held))
    return number
