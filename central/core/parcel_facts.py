"""Parcel facts knows what devices tell of goods that are packed and sent, and what that does to the orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace
from typing import Annotated, TypeVar

import msgspec

from central.core.fact_time import happened_us
from central.core.order_effects import Doubt, OrderEffect, Situation, read_body
from central.core.order_facts import deed_of
from central.core.order_sales import WhenLeft, goods_that_left, sell_order
from central.core.orders import held_back, order_tables, quantities_by_item
from central.core.parcel_ports import ParcelRecord
from central.core.picking import PICKABLE
from central.core.ports import Transaction
from central.core.questions import (
    PARCEL_SENT_TWICE,
    SHIPPED_CANCELLED,
    VOID_PARCEL_SENT,
    question,
)
from central.core.records import OpenQuestion, OrderRecord, Row, StockMovement
from pos_app.domain.customer_order import ENDED, LEFT, OrderState, ParcelState
from pos_app.domain.facts import Fact, FactKind

PACKED_TWICE = "packed_twice"
PACKED_AFTER_END = "packed_after_end"
PARCEL_KNOWN = "parcel_known"
SHIPPED = "shipped"
# Behind the first digit of a parcel's number stand those of the company, which may change one day.
_COMPANY = slice(1, 5)
_Name = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]
_Number = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{18}$")]
_Figure = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_PARCELS_MAX = 2_000


class CartonBody(msgspec.Struct, frozen=True):
    """A carton is closed and has its number."""

    order_number: _Name
    carton: _Figure
    box: _Name
    sscc: _Number
    tracking: _Name
    carrier: _Name
    route: _Name
    weight_grams: _Figure


class PackedLineBody(msgspec.Struct, frozen=True):
    """So much of a line lies in cartons."""

    line_number: _Figure
    quantity_milli: _Figure


class OrderPackedBody(msgspec.Struct, frozen=True):
    """All that was fetched of an order lies in cartons."""

    order_number: _Name
    lines: list[PackedLineBody]


class ParcelBody(msgspec.Struct, frozen=True):
    """One parcel by its number."""

    order_number: _Name
    sscc: _Number


_Body = TypeVar("_Body", CartonBody, OrderPackedBody, ParcelBody)


class HandedBody(msgspec.Struct, frozen=True):
    """The carrier has taken these."""

    carrier: _Name
    cartons: Annotated[list[ParcelBody], msgspec.Meta(min_length=1, max_length=_PARCELS_MAX)]


def carton_packed(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """One more parcel of an order; its number is the company's alone."""
    found = _read(transaction, fact, at, CartonBody)
    if not isinstance(found, tuple):
        return found
    body, order = found
    known = transaction.parcels.find(body.sscc)
    # its carrier has it already, and another device was faster to tell
    is_gone = known is not None and (known.carton, known.order_number) == (0, order.order_number)
    if known is not None and not is_gone:
        about = f"{body.sscc}: {known.order_number}"
        return OrderEffect() if at.by_person else Doubt(PARCEL_KNOWN, about)
    over = None if is_gone else _over(order, at)
    if over is not None:
        return over
    parcel = ParcelRecord(
        body.sscc,
        order.order_number,
        body.carton,
        body.box,
        body.tracking,
        body.carrier,
        body.route,
        body.weight_grams,
        ParcelState.SENT if is_gone else ParcelState.PACKED,
        fact.origin.operator,
        happened_us(fact),
    )
    transaction.parcels.put(parcel)
    numbers = _keep_number(transaction, fact, at, body.sscc)
    return OrderEffect({"order_parcel": [astuple(parcel)], "parcel_serial": numbers})


def order_packed(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """All of it lies in cartons; if these have left already, so has the order."""
    found = _read(transaction, fact, at, OrderPackedBody)
    if not isinstance(found, tuple):
        return found
    body, order = found
    over = _over(order, at)
    if over is not None:
        return over
    number, state = order.order_number, OrderState(order.state)
    if state in (OrderState.PACKED, OrderState.SHIPPED):
        who = f"{number}: {fact.origin.operator} at till {fact.origin.workstation}"
        return OrderEffect() if at.by_person else Doubt(PACKED_TWICE, who)
    if state in PICKABLE:
        _note_lines(transaction, order, body)
    transaction.counter.set_left(number, None, happened_us(fact))
    transaction.orders.set_state(number, OrderState.PACKED)
    return _settled(transaction, fact, number)


def carton_voided(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The parcel is no more, and its order is packed anew; one that has left stays with its carrier."""
    found = _read(transaction, fact, at, ParcelBody)
    if not isinstance(found, tuple):
        return found
    body, order = found
    parcel = transaction.parcels.find(body.sscc)
    if parcel is None or parcel.state != ParcelState.PACKED:
        return OrderEffect()
    gone = replace(parcel, state=ParcelState.VOID)
    transaction.parcels.put(gone)
    tables: dict[str, list[Row]] = {"order_parcel": [astuple(gone)]}
    if order.state == OrderState.PACKED:
        transaction.orders.set_state(order.order_number, OrderState.STAGED)
        tables |= order_tables(order, OrderState.STAGED)
    return OrderEffect(tables)


def parcels_handed(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """They are gone; an order whose last parcel that was has left the store. What is odd about one is asked."""
    body = read_body(fact.body, HandedBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    for number in _orders_of(body):
        found = _order(transaction, at, number)
        if not isinstance(found, OrderRecord):
            return found
    questions: list[OpenQuestion] = []
    tables: dict[str, list[Row]] = {}
    for carton in body.cartons:
        row, asked = _send(transaction, fact, at, carton, body.carrier)
        tables.setdefault("order_parcel", []).append(row)
        questions += asked
    effects = [OrderEffect(tables)]
    for number in _orders_of(body):
        effects.append(_settled(transaction, fact, number))
        questions += _asked_of_order(transaction, fact, at, number)
    return _joined(effects, questions)


PARCEL_EFFECTS: dict[str, Callable[[Transaction, Fact, Situation], OrderEffect | Doubt]] = {
    FactKind.CARTON_PACKED: carton_packed,
    FactKind.ORDER_PACKED: order_packed,
    FactKind.CARTON_VOIDED: carton_voided,
    FactKind.CARTONS_HANDED_TO_CARRIER: parcels_handed,
}


def _read(
    transaction: Transaction, fact: Fact, at: Situation, kind: type[_Body]
) -> tuple[_Body, OrderRecord] | OrderEffect | Doubt:
    """The body and its order, or why there is nothing to do."""
    body = read_body(fact.body, kind)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    found = _order(transaction, at, body.order_number)
    return (body, found) if isinstance(found, OrderRecord) else found


def _order(
    transaction: Transaction, at: Situation, number: str
) -> OrderRecord | OrderEffect | Doubt:
    order = transaction.orders.lock(number)
    if order is None:
        return Doubt("unknown_order", number)
    if order.business_unit != at.business_unit:
        return OrderEffect() if at.by_person else Doubt("order_of_other_store", number)
    return order


def _over(order: OrderRecord, at: Situation) -> OrderEffect | Doubt | None:
    """Nobody wants it any more, or the customer has it; by_person: the goods are on their shelves again."""
    state = OrderState(order.state)
    if state not in ENDED or state is OrderState.SHIPPED:
        return None
    about = f"{order.order_number}: {state}"
    return OrderEffect() if at.by_person else Doubt(PACKED_AFTER_END, about)


def _note_lines(transaction: Transaction, order: OrderRecord, body: OrderPackedBody) -> None:
    """What is packed was fetched, whoever tells that later."""
    packed = quantities_by_item((line.line_number, line.quantity_milli) for line in body.lines)
    for number, line in enumerate(order.lines, start=1):
        milli = min(packed.get(number, 0), line.quantity_milli)
        transaction.orders.set_picked(order.order_number, number, milli)


def _keep_number(transaction: Transaction, fact: Fact, at: Situation, sscc: str) -> list[Row]:
    """The highest number of a workstation: a fact that was applied late does not lower it."""
    station = str(fact.origin.workstation)
    last = transaction.parcels.last_number(at.business_unit, station)
    if last[_COMPANY] == sscc[_COMPANY]:
        sscc = max(last, sscc)
    transaction.parcels.keep_number(at.business_unit, station, sscc)
    return [(station, sscc)]


def _send(
    transaction: Transaction, fact: Fact, at: Situation, carton: ParcelBody, carrier: str
) -> tuple[Row, list[OpenQuestion]]:
    """One parcel is with the carrier, whatever was known of it."""
    known = transaction.parcels.find(carton.sscc)
    figures = ("", "", carrier, "", 0)
    unknown = ParcelRecord(
        carton.sscc, carton.order_number, 0, *figures, ParcelState.SENT, fact.origin.operator, 0
    )
    sent = replace(known or unknown, state=ParcelState.SENT, at_us=happened_us(fact))
    transaction.parcels.put(sent)
    odd = {ParcelState.SENT: PARCEL_SENT_TWICE, ParcelState.VOID: VOID_PARCEL_SENT}
    kind = None if known is None else odd.get(ParcelState(known.state))
    detail = f"{carton.order_number}: {carton.sscc}"
    unit = at.business_unit
    asked = [] if kind is None else [question(kind, unit, fact.fact_id.hex, carton.sscc, detail)]
    return astuple(sent), asked


def _settled(transaction: Transaction, fact: Fact, number: str) -> OrderEffect:
    """A packed order has left once all of its parcels have."""
    order = transaction.orders.lock(number)
    assert order is not None, "it was there a moment ago"
    state = OrderState(order.state)
    parcels = transaction.parcels.of_order(number)
    waits = any(parcel.state == ParcelState.PACKED for parcel in parcels)
    is_sent = any(parcel.state == ParcelState.SENT for parcel in parcels)
    if state is not OrderState.PACKED or waits or not is_sent:
        return OrderEffect(order_tables(order, state))
    transaction.orders.set_state(number, OrderState.SHIPPED)
    transaction.purchases.keep_order(number, fact.origin.business_date)
    transaction.counter.set_deed(number, deed_of(fact, SHIPPED))
    after = transaction.orders.lock(number)
    assert after is not None, "it was there a moment ago"
    when = WhenLeft(f"{fact.fact_id.hex} {number}", fact.origin.business_date, happened_us(fact))
    goods = goods_that_left(order, transaction.counter.order_sales.substitutes(number))
    sold = sell_order(transaction, number, goods, when)
    tables = {**order_tables(after, OrderState.SHIPPED), **sold}
    return OrderEffect(tables, held_back(order), _movements(fact, order))


def _asked_of_order(
    transaction: Transaction, fact: Fact, at: Situation, number: str
) -> list[OpenQuestion]:
    """Goods of an order that is over left all the same: the customer gets what nobody pays for."""
    order = transaction.orders.lock(number)
    assert order is not None, "it was there a moment ago"
    state = OrderState(order.state)
    if state not in ENDED or state in LEFT:
        return []
    detail = f"{number}: {state}"
    return [question(SHIPPED_CANCELLED, at.business_unit, fact.fact_id.hex, number, detail)]


def _movements(fact: Fact, order: OrderRecord) -> tuple[StockMovement, ...]:
    gone = quantities_by_item(
        (line.item_id, line.picked_milli - line.handed_milli) for line in order.lines
    )
    source = f"{fact.fact_id.hex} {order.order_number}"
    return tuple(StockMovement(source, item, -milli) for item, milli in gone.items() if milli)


def _orders_of(body: HandedBody) -> list[str]:
    return [*dict.fromkeys(carton.order_number for carton in body.cartons)]


def _joined(effects: list[OrderEffect], questions: list[OpenQuestion]) -> OrderEffect:
    tables: dict[str, list[Row]] = {}
    released: dict[int, int] = {}
    movements: list[StockMovement] = []
    for effect in effects:
        for table, rows in effect.tables.items():
            tables.setdefault(table, []).extend(rows)
        for item, milli in effect.released.items():
            released[item] = released.get(item, 0) + milli
        movements.extend(effect.movements)
    return OrderEffect(tables, released, tuple(movements), questions=tuple(questions))
