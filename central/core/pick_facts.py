"""Pick facts knows what devices tell of goods that are fetched for orders, and what that does to the orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import msgspec

from central.core.cart_goods import PICKING, is_fetched_elsewhere, scanned_anew, take_from_bin
from central.core.fact_time import happened_us
from central.core.order_effects import Doubt, OrderEffect, Situation, read_body
from central.core.order_facts import deed_of
from central.core.orders import order_tables, quantities_by_item
from central.core.picking import PICKABLE, note_pick
from central.core.ports import Transaction
from central.core.records import OrderDeedRecord, OrderPieceRecord, OrderRecord, Row
from pos_app.domain.customer_order import ENDED, LEFT, OrderState
from pos_app.domain.facts import Fact, FactKind

PICKED_TWICE = "picked_twice"
PICKED_AFTER_END = "picked_after_end"
_Name = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]
_Figure = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
_Moment = Annotated[int, msgspec.Meta(ge=0, le=10**17)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=999)]


class CartOrderBody(msgspec.Struct, frozen=True):
    """One order on a cart, and the tote that its goods go into."""

    order_number: _Name
    tote: _Name = ""


class ClaimBody(msgspec.Struct, frozen=True):
    """Orders that somebody fetches until then, or no more."""

    orders: list[CartOrderBody]
    lease_until_us: _Moment = 0


class PickedLineBody(msgspec.Struct, frozen=True):
    """What was found of a line."""

    line_number: _Figure
    picked_milli: _Figure
    # other items that were taken in its place, and how much of each
    instead: list[tuple[_Figure, _Figure]] = []
    # weighed, and near enough to what was ordered
    is_whole: bool = False
    # why not all of it was found, "" where it was
    short_reason: _Name = ""


class OrderPickedBody(msgspec.Struct, frozen=True):
    """All of an order is fetched that could be."""

    order_number: _Name
    lines: list[PickedLineBody]


class PieceStagedBody(msgspec.Struct, frozen=True):
    """A bag lies in its bay."""

    order_number: _Name
    piece: _Count
    of_count: _Count
    zone: _Name
    bay: _Name


def claim_orders(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """Somebody fetches these orders, or stopped: their devices see who, and until when nobody else should."""
    body = read_body(fact.body, ClaimBody)
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    tables: dict[str, list[Row]] = {}
    totes = {order.order_number: order.tote for order in body.orders}
    for number, tote in totes.items():
        order = transaction.orders.lock(number)
        if order is None or order.business_unit != at.business_unit or order.state in ENDED:
            continue
        deed = replace(deed_of(fact, PICKING), at_us=body.lease_until_us)
        if is_fetched_elsewhere(order, fact):
            _add(tables, {"item_bin": scanned_anew(transaction, order)})
        transaction.counter.set_deed(number, deed)
        state = OrderState(order.state)
        if state is OrderState.ALLOCATED:
            state = OrderState.PICKING
            transaction.orders.set_state(number, state)
        _add(tables, order_tables(_with_deed(order, deed), state))
        if tote:
            transaction.parcels.keep_tote(number, tote)
            _add(tables, {"order_tote": [(number, tote)]})
    return OrderEffect(tables)


def pick_order(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """What was found of an order: the rest is not there, and is fetched elsewhere where it can be."""
    body = read_body(fact.body, OrderPickedBody)
    order = None if body is None else transaction.orders.lock(body.order_number)
    if body is None or order is None:
        return _unknown(fact, body)
    if order.business_unit != at.business_unit:
        return _of_other_store(order, at)
    found = {line.line_number: line.picked_milli for line in body.lines}
    if not found.keys() <= set(range(1, len(order.lines) + 1)):
        return Doubt("unreadable_body", fact.kind)
    swaps = [(line.line_number, *swap) for line in body.lines for swap in line.instead]
    items = {item for _, item, _ in swaps}
    unknown = items - transaction.ledger.known_items(items)
    if unknown:
        return Doubt("unknown_item", ", ".join(map(str, sorted(unknown)[:10])))
    if OrderState(order.state) in PICKABLE:
        order, lighter = _as_weighed(transaction, order, body)
        effect = _picked(transaction, fact, order, found)
        effect = replace(effect, released=quantities_by_item([*effect.released.items(), *lighter]))
        for swap in swaps:
            transaction.counter.put_substitute(order.order_number, *swap)
        rows: list[Row] = [(order.order_number, *swap) for swap in swaps]
        tables = {**effect.tables, "order_substitute": rows, **_shorts(transaction, body)}
        return replace(effect, tables=tables)
    # by_person: somebody has put the goods back
    return OrderEffect() if at.by_person else _too_late(fact, order, found)


def _too_late(fact: Fact, order: OrderRecord, found: dict[int, int]) -> OrderEffect | Doubt:
    state = OrderState(order.state)
    if state in ENDED and state not in LEFT:
        return Doubt(PICKED_AFTER_END, f"{order.order_number}: {state}")
    if state is OrderState.HANDED_OVER and not any(line.picked_milli for line in order.lines):
        # The counter was faster to tell than whoever picked: the customer has the goods.
        return OrderEffect()
    packed = {number: line.picked_milli for number, line in enumerate(order.lines, start=1)}
    if state in (OrderState.PACKED, OrderState.SHIPPED) and found == packed:
        # So was the pack station: what lies in the parcels is what was picked.
        return OrderEffect()
    who = f"{fact.origin.operator} at till {fact.origin.workstation}"
    return Doubt(PICKED_TWICE, f"{order.order_number}: {who}")


def stage_piece(transaction: Transaction, fact: Fact, at: Situation) -> OrderEffect | Doubt:
    """A bag lies there; with the last one the order is ready."""
    body = read_body(fact.body, PieceStagedBody)
    order = None if body is None else transaction.orders.lock(body.order_number)
    if body is None or order is None:
        return _unknown(fact, body)
    if order.business_unit != at.business_unit:
        return _of_other_store(order, at)
    if OrderState(order.state) is OrderState.HANDED_OVER:
        return OrderEffect()
    piece = OrderPieceRecord(
        body.piece,
        body.of_count,
        body.zone,
        body.bay,
        fact.origin.operator,
        happened_us(fact),
        None,
    )
    transaction.counter.put_piece(order.order_number, piece)
    after = transaction.orders.lock(order.order_number)
    assert after is not None, "it was there a moment ago"
    return OrderEffect(order_tables(after, _ready(transaction, after)))


PICK_EFFECTS: dict[str, Callable[[Transaction, Fact, Situation], OrderEffect | Doubt]] = {
    FactKind.PICK_LIST_CLAIMED: claim_orders,
    FactKind.PICK_LIST_TAKEN_OVER: claim_orders,
    FactKind.PICK_LIST_PAUSED: claim_orders,
    FactKind.ITEM_PICKED: take_from_bin,
    FactKind.PICK_UNDONE: take_from_bin,
    FactKind.ORDER_PICKED: pick_order,
    FactKind.PIECE_STAGED: stage_piece,
}


def _unknown(fact: Fact, body: OrderPickedBody | PieceStagedBody | None) -> Doubt:
    if body is None:
        return Doubt("unreadable_body", fact.kind)
    return Doubt("unknown_order", body.order_number)


def _of_other_store(order: OrderRecord, at: Situation) -> OrderEffect | Doubt:
    return OrderEffect() if at.by_person else Doubt("order_of_other_store", order.order_number)


def _picked(
    transaction: Transaction, fact: Fact, order: OrderRecord, found: dict[int, int]
) -> OrderEffect:
    # A heavier piece than was ordered is all of it.
    whole = {
        number: min(milli, order.lines[number - 1].quantity_milli)
        for number, milli in found.items()
    }
    told = note_pick(transaction, order, whole, fact.fact_id.hex)
    transaction.stock_room.forget_taken(order.order_number)
    tables = order_tables(told.order, _ready(transaction, told.order))
    return OrderEffect(tables, told.released, told.movements, told.elsewhere)


def _shorts(transaction: Transaction, body: OrderPickedBody) -> dict[str, list[Row]]:
    """Why lines are not whole: the counter tells their customer."""
    rows: list[Row] = []
    for line in body.lines:
        if line.short_reason:
            transaction.counter.put_short(body.order_number, line.line_number, line.short_reason)
            rows.append((body.order_number, line.line_number, line.short_reason))
    return {"order_short": rows} if rows else {}


def _as_weighed(
    transaction: Transaction, order: OrderRecord, body: OrderPickedBody
) -> tuple[OrderRecord, list[tuple[int, int]]]:
    """What was weighed is the order from now on: the order, and what is held back no more of each item."""
    lighter = []
    for told in body.lines:
        line = order.lines[told.line_number - 1]
        if told.is_whole and told.picked_milli < line.quantity_milli:
            transaction.orders.set_quantity(order.order_number, told.line_number, told.picked_milli)
            lighter.append((line.item_id, line.quantity_milli - told.picked_milli))
    after = transaction.orders.lock(order.order_number) if lighter else order
    assert after is not None, "it was there a moment ago"
    return after, lighter


def _ready(transaction: Transaction, order: OrderRecord) -> OrderState:
    """A picked order is ready once all of its bags lie in their bays, whichever was told first."""
    state = OrderState(order.state)
    pieces = order.pieces
    if state is OrderState.STAGED and pieces and len(pieces) >= max(p.of_count for p in pieces):
        transaction.orders.set_state(order.order_number, OrderState.READY)
        return OrderState.READY
    return state


def _with_deed(order: OrderRecord, deed: OrderDeedRecord) -> OrderRecord:
    others = tuple(each for each in order.deeds if each.deed != deed.deed)
    return replace(order, deeds=tuple(sorted((*others, deed), key=_name_of)))


def _name_of(deed: OrderDeedRecord) -> str:
    return deed.deed


def _add(tables: dict[str, list[Row]], more: dict[str, list[Row]]) -> None:
    for table, rows in more.items():
        tables.setdefault(table, []).extend(rows)
