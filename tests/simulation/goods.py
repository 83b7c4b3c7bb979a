"""Goods knows the little world that every seed begins with: one store, six items, one zone, two operators."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from central.core.feed import store_feed, zone_feed
from central.storage.schema import (
    CONFIGURATION,
    ITEM,
    ITEM_CODE,
    OPERATOR,
    OPERATOR_ROLE,
    PRICE,
    STOCK,
    STOCK_MOVEMENT,
    STORE,
    TAX_RATE,
)
from pos_app.domain.ids import BusinessUnit, OperatorNumber
from pos_app.domain.operator import Operator, Role

UNIT = BusinessUnit("12")
ZONE = "uk"
CURRENCY = "GBP"
TIME_ZONE = "Europe/London"
CASHIER = OperatorNumber("7")
MANAGER = Operator(OperatorNumber("9"), "Operator 9", Role.MANAGER, "p", "b")
ITEM_IDS = (1, 2, 3, 4, 5, 6)
UNKNOWN_ITEM_ID = 99
# Little enough that a day sells more of something than there is.
STOCK_AT_START_MILLI = 30_000
PRICE_AT_START_MINOR = 100
# Of one item in one order.
ORDERED_MILLI_MAX = 2000
CHAIN_FEED = "chain"
ZONE_FEED = zone_feed(ZONE)
STORE_FEED = store_feed(UNIT)
FEEDS = (CHAIN_FEED, STORE_FEED, ZONE_FEED)


def name_of(subject: str) -> str:
    """What somebody is called; no fact and no feed may say it."""
    return f"Nominal Person {subject}"


def load_goods(connection: Connection) -> None:
    """Write the store into an empty database; its feeds are begun by the centre."""
    connection.execute(
        insert(STORE),
        {
            "business_unit": UNIT,
            "name": "Leeds",
            "currency": CURRENCY,
            "time_zone": TIME_ZONE,
            "zone": ZONE,
        },
    )
    connection.execute(insert(TAX_RATE), [{"code": "S", "name": "20 %", "basis_points": 2000}])
    connection.execute(insert(ITEM), [_item(item_id) for item_id in ITEM_IDS])
    connection.execute(
        insert(ITEM_CODE), [{"gtin": f"{20000 + n:014}", "item_id": n} for n in ITEM_IDS]
    )
    connection.execute(
        insert(PRICE),
        [
            {"zone": ZONE, "item_id": item_id, "price_minor": PRICE_AT_START_MINOR * item_id}
            for item_id in ITEM_IDS
        ],
    )
    connection.execute(insert(STOCK), [_stock(item_id) for item_id in ITEM_IDS])
    connection.execute(insert(STOCK_MOVEMENT), [_movement(item_id) for item_id in ITEM_IDS])
    connection.execute(
        insert(CONFIGURATION), {"business_unit": UNIT, "name": "address", "value": "1 Briggate"}
    )
    _operators(connection)


def _operators(connection: Connection) -> None:
    for number, role in ((CASHIER, "cashier"), (MANAGER.number, "manager")):
        connection.execute(
            insert(OPERATOR),
            {
                "number": number,
                "name": f"Operator {number}",
                "pin_hash": "p",
                "badge_hash": "b",
                "under_18": False,
            },
        )
        connection.execute(
            insert(OPERATOR_ROLE), {"number": number, "business_unit": UNIT, "role": role}
        )


def _item(item_id: int) -> dict[str, object]:
    return {
        "item_id": item_id,
        "number": f"N{item_id}",
        "name": f"Item {item_id}",
        "department": "Bags",
        "unit": "each",
        "tax_code": "S",
        "age_limit": 0,
        "popularity": item_id,
    }


def _stock(item_id: int) -> dict[str, object]:
    return {
        "business_unit": UNIT,
        "item_id": item_id,
        "on_hand_milli": STOCK_AT_START_MILLI,
        "reserved_milli": 0,
        "safety_milli": 0,
    }


def _movement(item_id: int) -> dict[str, object]:
    return {
        "source": "start",
        "business_unit": UNIT,
        "item_id": item_id,
        "difference_milli": STOCK_AT_START_MILLI,
        "recorded_us": 0,
    }
