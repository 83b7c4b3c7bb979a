"""Delivery facts knows what devices tell of goods that come and go, and how that differs from what was announced."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated

import msgspec

from central.core.feed import Change, store_feed
from central.core.order_effects import Doubt, OrderEffect, Situation, read_body
from central.core.ports import Transaction
from central.core.questions import question
from central.core.records import Row, StockMovement
from central.core.stock_ports import AnnouncedLine, DeliveryRecord
from pos_app.domain.facts import Fact

EXPECTED, RECEIVED = "expected", "received"
TRANSFER, BLIND = "transfer", "blind"
# What came is not what was announced; a transfer of this name is there already; nobody has announced it.
DELIVERY_DIFFERS = "delivery_differs"
TRANSFER_KNOWN = "transfer_known"
UNKNOWN_DELIVERY = "unknown_delivery"
UNKNOWN_STORE = "unknown_store"
_Name = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[^\x00-\x1f]*$")]
_Item = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
_Amount = Annotated[int, msgspec.Meta(ge=0, le=10**12)]


class ReceivedBody(msgspec.Struct, frozen=True):
    """Goods have come."""

    delivery: _Name
    kind: _Name
    item_id: _Item
    quantity_milli: _Amount
    damaged_milli: _Amount
    sscc: _Name = ""


class DeliveryBody(msgspec.Struct, frozen=True):
    """All has come that comes."""

    delivery: _Name
    kind: _Name


class SentLineBody(msgspec.Struct, frozen=True):
    """So much of an item."""

    item_id: _Item
    quantity_milli: _Amount


class TransferBody(msgspec.Struct, frozen=True):
    """Goods have left for another store."""

    transfer: _Name
    to_unit: _Name
    lines: Annotated[list[SentLineBody], msgspec.Meta(min_length=1, max_length=1000)]


def receive(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The good ones are stock at once, whatever was announced; the line of their delivery says how many came."""
    body = read_body(fact.body, ReceivedBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    if not transaction.ledger.known_items({body.item_id}):
        return Doubt("unknown_item", str(body.item_id))
    rows = note_received(
        transaction, at, body.delivery, body.item_id, body.quantity_milli, body.damaged_milli
    )
    moved = (StockMovement(fact.fact_id.hex, body.item_id, body.quantity_milli),)
    return OrderEffect({"delivery_line": rows}, movements=moved if body.quantity_milli else ())


def note_received(
    transaction: Transaction,
    at: Situation,
    delivery: str,
    item_id: int,
    milli: int,
    damaged_milli: int,
) -> list[Row]:
    """So much more of a delivery is here, or less; none where this store waits for no such thing."""
    keeping = transaction.stock_room
    record = keeping.lock_delivery(delivery)
    if record is None or record.business_unit != at.business_unit:
        return []
    new = AnnouncedLine(max((line.line for line in record.lines), default=0) + 1, item_id, 0)
    line = next((each for each in record.lines if each.item_id == item_id), new)
    after = replace(
        line,
        received_milli=line.received_milli + milli,
        damaged_milli=line.damaged_milli + damaged_milli,
    )
    keeping.set_line(record, after)
    return [record.row_of(after)]


def finish(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The delivery is here; somebody looks at it where it is not what was announced."""
    body = read_body(fact.body, DeliveryBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    if body.kind == BLIND:
        return OrderEffect()
    record = transaction.stock_room.lock_delivery(body.delivery)
    if record is None or record.business_unit != at.business_unit:
        return OrderEffect() if at.by_person else Doubt(UNKNOWN_DELIVERY, body.delivery)
    transaction.stock_room.set_state(record.delivery, RECEIVED)
    tables: dict[str, list[Row]] = {"delivery": [replace(record, state=RECEIVED).row]}
    detail = _differences(record)
    if not detail:
        return OrderEffect(tables)
    about, name = f"{record.delivery}: {detail}", fact.fact_id.hex
    asked = question(DELIVERY_DIFFERS, at.business_unit, name, "", about)
    return OrderEffect(tables, questions=(asked,))


def send(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The goods have left; the other store sees them on their way, and they are in no store's stock until there."""
    body = read_body(fact.body, TransferBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    sent = Counter[int]()
    for line in body.lines:
        sent[line.item_id] += line.quantity_milli
    unknown = sorted(sent.keys() - transaction.ledger.known_items(set(sent)))
    if unknown:
        return Doubt("unknown_item", ", ".join(map(str, unknown[:10])))
    if transaction.devices.store(body.to_unit) is None or body.to_unit == at.business_unit:
        return Doubt(UNKNOWN_STORE, body.to_unit)
    name = body.transfer
    if transaction.stock_room.lock_delivery(name) is not None:
        if not at.by_person:
            return Doubt(TRANSFER_KNOWN, name)
        name = fact.fact_id.hex
    record = DeliveryRecord(
        name,
        body.to_unit,
        TRANSFER,
        at.business_unit,
        fact.origin.business_date,
        EXPECTED,
        tuple(
            AnnouncedLine(number, item_id, milli)
            for number, (item_id, milli) in enumerate(sorted(sent.items()), start=1)
        ),
    )
    transaction.stock_room.add_delivery(record)
    source = fact.fact_id.hex
    moved = tuple(StockMovement(source, item_id, -milli) for item_id, milli in sorted(sent.items()))
    return OrderEffect(movements=moved, elsewhere={store_feed(body.to_unit): [announced(record)]})


def announced(record: DeliveryRecord) -> Change:
    """What a store is told of something on its way."""
    lines = [record.row_of(line) for line in record.lines]
    return Change({"delivery": [record.row], "delivery_line": lines})


def _differences(record: DeliveryRecord) -> str:
    """Item by item what is short, over or damaged, in thousandths; "" when all is as announced."""
    words = []
    for line in record.lines:
        short = line.quantity_milli - line.received_milli - line.damaged_milli
        found = (("short", short), ("over", -short), ("damaged", line.damaged_milli))
        told = [f"{name} {milli}" for name, milli in found if milli > 0]
        if told:
            words.append(f"{line.item_id} {' '.join(told)}")
    return ", ".join(words[:20])
