"""Mention rows knows which goods a message of thanks names: what goes with an order, and is still news to its buyer."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, select

from central.core.order_states import available_milli
from central.storage.purchase_rows import pieces_of, private_items
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import CUSTOMER, CUSTOMER_ORDER, CUSTOMER_ORDER_LINE, ITEM, STOCK
from central.storage.upsell_schema import ITEM_NEIGHBOUR
from pos_app.domain.neighbours import unpack

MENTIONS_MAX = 3


def mentions_of(connection: Connection, order_number: str) -> tuple[str, ...]:
    """Names of up to three items that the store has now; none of a gift, of a private department, or with an age limit.

    Asked when the message is sent: what was bought meanwhile is not named any more.
    """
    orders = CUSTOMER_ORDER.c
    wanted = select(orders.business_unit, orders.customer_number, orders.gift)
    order = connection.execute(wanted.where(orders.order_number == order_number)).one()
    if order.gift:
        return ()
    lines = CUSTOMER_ORDER_LINE.c
    of_order = select(lines.item_id).where(lines.order_number == order_number)
    items = set(connection.scalars(of_order))
    scores = _scores(connection, items)
    private = private_items(connection, order.business_unit) or set()
    known = items | private | _bought(connection, order.customer_number)
    best = sorted(scores.keys() - known, key=lambda item: (-scores[item], item))
    here = _names_here(connection, order.business_unit, best)
    return tuple(here[item] for item in best if item in here)[:MENTIONS_MAX]


def _scores(connection: Connection, items: set[int]) -> dict[int, int]:
    rows = connection.execute(
        select(ITEM_NEIGHBOUR.c.neighbours).where(ITEM_NEIGHBOUR.c.item_id.in_(items))
    )
    scores: dict[int, int] = defaultdict(int)
    for row in rows:
        for item, weight, _ in unpack(row.neighbours):
            scores[item] += weight
    return scores


def _bought(connection: Connection, customer: str) -> set[int]:
    """What a customer has, where they agreed to be known."""
    wanted = (
        select(PURCHASE.c["items"])
        .join(CUSTOMER, CUSTOMER.c.number == PURCHASE.c.customer_number)
        .where(PURCHASE.c.customer_number == customer, CUSTOMER.c.consent_history)
    )
    return {item for text in connection.scalars(wanted) for item, _ in pieces_of(text)}


def _names_here(connection: Connection, unit: str, items: list[int]) -> dict[int, str]:
    """Of those that the store may sell now, to anybody."""
    wanted = (
        select(
            ITEM.c.item_id,
            ITEM.c.name,
            STOCK.c.on_hand_milli,
            STOCK.c.reserved_milli,
            STOCK.c.safety_milli,
        )
        .join(STOCK, STOCK.c.item_id == ITEM.c.item_id)
        .where(STOCK.c.business_unit == unit, ITEM.c.item_id.in_(items), ITEM.c.age_limit == 0)
    )
    return {
        row.item_id: row.name
        for row in connection.execute(wanted)
        if available_milli(row.on_hand_milli, row.reserved_milli, row.safety_milli) > 0
    }
