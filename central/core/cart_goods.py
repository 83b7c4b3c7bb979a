"""Cart goods knows what bins have lost to the carts of orders; whoever takes a cart over scans all of it anew."""

from __future__ import annotations

from typing import Annotated

import msgspec

from central.core.order_effects import Doubt, Name, OrderEffect, Situation, read_body
from central.core.ports import Transaction
from central.core.records import OrderRecord, Row
from pos_app.domain.facts import Fact, FactKind

PICKING = "picking"
_Amount = Annotated[int, msgspec.Meta(ge=0, le=10**12)]


class TakenBody(msgspec.Struct, frozen=True):
    """Goods that were taken out of a bin, or put back; of a short that is undone nothing is said."""

    order_number: Name = ""
    item_id: _Amount = 0
    quantity_milli: _Amount = 0
    bin: Name = ""


def take_from_bin(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """What was taken lies in its bin no more, and what is put back lies there again; figures of the store stay.

    Another device has the cart by now: what lies in it is told by that one.
    """
    body = read_body(fact.body, TakenBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    order = transaction.orders.lock(body.order_number)
    if order is not None and is_fetched_elsewhere(order, fact):
        return OrderEffect()
    if not body.bin or not transaction.ledger.known_items({body.item_id}):
        return OrderEffect()
    milli = body.quantity_milli if fact.kind == FactKind.PICK_UNDONE else -body.quantity_milli
    keeping = transaction.stock_room
    if order is not None:
        keeping.note_taken(order.order_number, body.item_id, body.bin, -milli)
    row = keeping.add_to_bin(at.business_unit, body.item_id, body.bin, milli)
    return OrderEffect({"item_bin": [row]})


def is_fetched_elsewhere(order: OrderRecord, fact: Fact) -> bool:
    """Whether another device was the last that said it fetches this order."""
    return any(
        deed.deed == PICKING and deed.workstation != fact.origin.workstation for deed in order.deeds
    )


def scanned_anew(transaction: Transaction, order: OrderRecord) -> list[Row]:
    """What the cart before took of an order counts no more: its bins again, as devices are told of them."""
    keeping = transaction.stock_room
    return [
        keeping.add_to_bin(order.business_unit, item_id, bin_name, milli)
        for item_id, bin_name, milli in keeping.forget_taken(order.order_number)
    ]
