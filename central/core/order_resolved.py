"""Order resolved knows what follows when a customer decides about an order that is not whole, or nobody fetched one."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import msgspec

from central.core.fact_time import happened_us
from central.core.feed import Change
from central.core.order_effects import Doubt, Name, OrderEffect, Situation, read_body
from central.core.orders import held_back, order_tables, quantities_by_item
from central.core.picking import move_on
from central.core.ports import Transaction
from central.core.records import NewOrderLine, OrderRecord
from central.core.refund_ports import RefundReason
from central.core.refunds import Because, give_up, owe_back, paid_minor
from pos_app.domain.customer_order import ENDED, OrderState
from pos_app.domain.facts import Fact


class Way(StrEnum):
    """What the customer chose."""

    WAIT = "wait"
    PART_NOW = "part_now"
    OTHER_STORE = "other_store"
    CANCEL = "cancel"


class ResolvedBody(msgspec.Struct, frozen=True):
    """An order that is not whole is waited for, taken as it is, completed elsewhere, or given up."""

    order_number: Name
    way: Way


class PutBackBody(msgspec.Struct, frozen=True):
    """The bags of an order are empty again."""

    order_number: Name


def resolve(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The centre's copy of the order follows; one that has ended meanwhile stays as it is."""
    body = read_body(fact.body, ResolvedBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    order = transaction.orders.lock(body.order_number)
    is_ours = order is not None and order.business_unit == at.business_unit
    if order is None or not is_ours or order.state in ENDED or body.way is Way.WAIT:
        return OrderEffect()
    if body.way is Way.CANCEL:
        give_up(transaction, order, _because(RefundReason.CANCELLED, fact, at))
        transaction.orders.set_state(order.order_number, OrderState.CANCELLED)
        return OrderEffect(order_tables(order, OrderState.CANCELLED), held_back(order))
    because = _because(RefundReason.NOT_FOUND, fact, at)
    return _as_it_is(transaction, order, because, elsewhere=body.way is Way.OTHER_STORE)


def put_back(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The goods were never off the store's figure: they have only left their bays."""
    body = read_body(fact.body, PutBackBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    order = transaction.orders.lock(body.order_number)
    if order is None or order.business_unit != at.business_unit:
        return OrderEffect()
    transaction.counter.set_left(order.order_number, None, happened_us(fact))
    after = transaction.orders.lock(order.order_number)
    assert after is not None, "it was there a moment ago"
    return OrderEffect(order_tables(after, OrderState(after.state)))


def _because(reason: RefundReason, fact: Fact, at: Situation) -> Because:
    return Because(reason, fact.fact_id.hex, at.now_us)


def _as_it_is(
    transaction: Transaction, order: OrderRecord, because: Because, *, elsewhere: bool
) -> OrderEffect:
    """What was found is all there is of the order; the rest goes on elsewhere where a store has it, or is paid back."""
    missing = {
        number: NewOrderLine(line.item_id, line.quantity_milli - line.picked_milli, 0)
        for number, line in enumerate(order.lines, start=1)
        if line.quantity_milli > line.picked_milli
    }
    changes: dict[str, list[Change]] = {}
    if not (elsewhere and missing and move_on(transaction, order, missing, changes)):
        lacking = [
            (order.lines[number - 1], line.quantity_milli) for number, line in missing.items()
        ]
        owe_back(transaction, order.order_number, because, paid_minor(lacking))
        for number in missing:
            found = order.lines[number - 1].picked_milli
            transaction.orders.set_quantity(order.order_number, number, found)
    transaction.orders.set_state(order.order_number, OrderState.READY)
    after = transaction.orders.lock(order.order_number)
    assert after is not None, "it was there a moment ago"
    released = quantities_by_item((line.item_id, line.quantity_milli) for line in missing.values())
    effect = OrderEffect(order_tables(after, OrderState.READY), released)
    return replace(effect, elsewhere=changes)
