"""Stock facts knows what devices tell of the stock room, and what that does to figures and bins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import msgspec

from central.core.counts import moment_of
from central.core.delivery_facts import ReceivedBody, finish, note_received, receive, send
from central.core.order_effects import Doubt, OrderEffect, Situation, StockCount, read_body
from central.core.ports import Transaction
from central.core.records import Row, StockMovement
from pos_app.domain.facts import Fact, FactKind

NOTHING_TO_REVERSE = "nothing_to_reverse"
REVERSED_TWICE = "reversed_twice"
_Name = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[^\x00-\x1f]*$")]
_Item = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
_Amount = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_Difference = Annotated[int, msgspec.Meta(ge=-(10**12), le=10**12)]
_Effect = Callable[[Transaction, Fact, Situation], OrderEffect | Doubt]


class AdjustedBody(msgspec.Struct, frozen=True):
    """The books were wrong by so much."""

    item_id: _Item
    difference_milli: _Difference


class WastedBody(msgspec.Struct, frozen=True):
    """So much was thrown away."""

    item_id: _Item
    quantity_milli: _Amount


class MovedBody(msgspec.Struct, frozen=True):
    """So much lies in another bin."""

    item_id: _Item
    quantity_milli: _Amount
    from_bin: _Name
    to_bin: _Name


class BinCheckedBody(msgspec.Struct, frozen=True):
    """What is left of an item in a bin."""

    item_id: _Item
    bin: _Name
    left_milli: _Amount
    difference_milli: _Difference


class UndoneBody(msgspec.Struct, frozen=True):
    """A change did not happen."""

    fact_id: _Name
    item_id: _Item
    difference_milli: _Difference
    quantity_milli: _Amount = 0
    from_bin: _Name = ""
    to_bin: _Name = ""
    delivery: _Name = ""
    damaged_milli: _Amount = 0


class CountedBody(msgspec.Struct, frozen=True):
    """What lay there."""

    item_id: _Item
    counted_milli: _Amount
    bin: _Name


def adjust(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The figure moves by the difference."""
    body = read_body(fact.body, AdjustedBody)
    if body is None:
        return _unreadable(fact)
    return _unknown(transaction, body.item_id) or _moved(fact, body.item_id, body.difference_milli)


def waste(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """So much less is here."""
    body = read_body(fact.body, WastedBody)
    if body is None:
        return _unreadable(fact)
    return _unknown(transaction, body.item_id) or _moved(fact, body.item_id, -body.quantity_milli)


def move(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """Bins change, the figure does not."""
    body = read_body(fact.body, MovedBody)
    if body is None or not body.to_bin:
        return _unreadable(fact)
    unknown = _unknown(transaction, body.item_id)
    if unknown:
        return unknown
    places = ((body.from_bin, -body.quantity_milli), (body.to_bin, body.quantity_milli))
    return OrderEffect({"item_bin": _bins(transaction, at, body.item_id, places)})


def check_bin(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The bin has what was seen; the figure rises by what is in the store for sure."""
    body = read_body(fact.body, BinCheckedBody)
    if body is None or not body.bin:
        return _unreadable(fact)
    unknown = _unknown(transaction, body.item_id)
    if unknown:
        return unknown
    effect = _moved(fact, body.item_id, body.difference_milli)
    keeping = transaction.stock_room
    rows = [keeping.set_bin(at.business_unit, body.item_id, body.bin, body.left_milli)]
    return OrderEffect({"item_bin": rows}, movements=effect.movements)


def undo(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """The other way round, once, and only what was booked here."""
    body = read_body(fact.body, UndoneBody)
    if body is None:
        return _unreadable(fact)
    unknown = _unknown(transaction, body.item_id)
    if unknown:
        return unknown
    keeping = transaction.stock_room
    if not at.by_person:
        if not _is_undo_of(transaction.journals.fact(body.fact_id), body):
            return Doubt(NOTHING_TO_REVERSE, body.fact_id)
        if keeping.is_undone(body.fact_id):
            return Doubt(REVERSED_TWICE, body.fact_id)
    keeping.note_undone(body.fact_id, fact.fact_id.hex)
    effect = _moved(fact, body.item_id, body.difference_milli)
    if body.delivery:
        come = (-body.quantity_milli, -body.damaged_milli)
        lines = note_received(transaction, at, body.delivery, body.item_id, *come)
        return OrderEffect({"delivery_line": lines}, movements=effect.movements)
    places = ((body.to_bin, -body.quantity_milli), (body.from_bin, body.quantity_milli))
    rows = _bins(transaction, at, body.item_id, places)
    return OrderEffect({"item_bin": rows}, movements=effect.movements)


def count(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """What it means for the figure is found when all that was told before is booked (`central.core.counts`)."""
    body = read_body(fact.body, CountedBody)
    if body is None:
        return _unreadable(fact)
    unknown = _unknown(transaction, body.item_id)
    if unknown:
        return unknown
    rows: list[Row] = []
    if body.bin:
        keeping = transaction.stock_room
        rows = [keeping.set_bin(at.business_unit, body.item_id, body.bin, body.counted_milli)]
    counted = StockCount(
        body.item_id, body.counted_milli, moment_of(fact, at.now_us), fact.fact_id.hex
    )
    return OrderEffect({"item_bin": rows}, count=counted)


_Change = AdjustedBody | WastedBody | MovedBody | ReceivedBody
_UNDONE: dict[str, type[_Change]] = {
    FactKind.STOCK_ADJUSTED: AdjustedBody,
    FactKind.STOCK_WASTED: WastedBody,
    FactKind.STOCK_MOVED: MovedBody,
    FactKind.GOODS_RECEIVED: ReceivedBody,
}
STOCK_EFFECTS: dict[str, _Effect] = {
    FactKind.STOCK_ADJUSTED: adjust,
    FactKind.STOCK_WASTED: waste,
    FactKind.STOCK_MOVED: move,
    FactKind.STOCK_UNDONE: undo,
    FactKind.BIN_CHECKED: check_bin,
    FactKind.STOCK_COUNTED: count,
    FactKind.GOODS_RECEIVED: receive,
    FactKind.DELIVERY_RECEIVED: finish,
    FactKind.TRANSFER_SENT: send,
}


def _is_undo_of(change: Fact | None, body: UndoneBody) -> bool:
    """Whether this change of the same item is undone, and all of it."""
    if change is None or change.kind not in _UNDONE:
        return False
    told = read_body(change.body, _UNDONE[change.kind])
    if told is None or told.item_id != body.item_id:
        return False
    match told:
        case AdjustedBody():
            return told.difference_milli == -body.difference_milli
        case MovedBody():
            return not body.difference_milli
        case ReceivedBody():
            return told.quantity_milli == -body.difference_milli
    return told.quantity_milli == body.difference_milli


def _unreadable(fact: Fact) -> Doubt:
    return Doubt("unreadable_body", fact.kind)


def _unknown(transaction: Transaction, item_id: int) -> Doubt | None:
    known = transaction.ledger.known_items({item_id})
    return None if known else Doubt("unknown_item", str(item_id))


def _moved(fact: Fact, item_id: int, difference_milli: int) -> OrderEffect:
    if not difference_milli:
        return OrderEffect()
    return OrderEffect(movements=(StockMovement(fact.fact_id.hex, item_id, difference_milli),))


def _bins(
    transaction: Transaction, at: Situation, item_id: int, places: Iterable[tuple[str, int]]
) -> list[Row]:
    return [
        transaction.stock_room.add_to_bin(at.business_unit, item_id, name, milli)
        for name, milli in places
        if name
    ]
