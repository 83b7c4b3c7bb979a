"""Order told knows what facts of this device do to a customer order before the centre has counted them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import Any

from pos_app.domain.customer_order import (
    ENDED,
    CustomerOrder,
    OrderDeed,
    OrderLine,
    OrderParcel,
    OrderPiece,
    OrderState,
    ParcelState,
    RingAnswer,
    RingAnswered,
    Substitute,
)
from pos_app.domain.facts import Fact, FactKind, read_body

# A fact beside what it says.
Told = tuple[Fact, dict[str, Any]]
_TO_PICK = frozenset({OrderState.ALLOCATED, OrderState.PICKING, OrderState.SHORT})


def read_told(fact: Fact) -> Told | None:
    """A fact with what it says, None when it says nothing of orders."""
    return (fact, read_body(fact)) if fact.kind in _EFFECTS else None


def told_of_orders(told: Iterable[Told]) -> dict[str, list[Told]]:
    """What was told of each order and not undone, in the order in which it happened."""
    every = [*told]
    undone = {body["fact_id"] for fact, body in every if fact.kind == FactKind.PICK_UNDONE}
    found: dict[str, list[Told]] = {}
    for fact, body in every:
        if fact.fact_id.hex not in undone:
            for number in _numbers(body):
                found.setdefault(number, []).append((fact, body))
    return found


def with_told(order: CustomerOrder, told: Iterable[Told]) -> CustomerOrder:
    """The order after what was told of it, and of no other; facts alone that have no *applied* receipt."""
    return reduce(_after, told, order)


def _after(order: CustomerOrder, told: Told) -> CustomerOrder:
    fact, body = told
    return _EFFECTS[fact.kind](order, fact, body)


def _numbers(body: dict[str, Any]) -> set[str]:
    entries = body.get("orders") or (body["cartons"] if "manifest" in body else ())
    named = {entry.get("order_number") for entry in entries}
    return {number for number in (body.get("order_number"), *named) if number is not None}


def _claimed(order: CustomerOrder, fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    return replace(order, claimed=_deed(fact))


def _rung(order: CustomerOrder, fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    return replace(order, rung=_deed(fact))


def _ring_answered(order: CustomerOrder, fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    return replace(order, answered=RingAnswered(RingAnswer(body["answer"]), _deed(fact)))


def _unchanged(order: CustomerOrder, _fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    return order


def _handed_over(order: CustomerOrder, fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    left = set(body.get("pieces", ()))
    # of a part only what is named has left; an older device names no bag of a whole
    is_all = not left and not body.get("rest_waits")
    pieces = tuple(
        replace(piece, left_us=fact.time.wall_us)
        if piece.left_us is None and (piece.piece in left or is_all)
        else piece
        for piece in order.pieces
    )
    gone: dict[object, int] = {}
    for line in body.get("lines", ()):
        gone[line.get("line_number")] = (
            gone.get(line.get("line_number"), 0) + line["quantity_milli"]
        )
    lines = tuple(
        replace(line, handed_milli=line.handed_milli + gone.get(line.line_number, 0))
        for line in order.lines
    )
    if body.get("rest_waits"):
        lines = _without_refused(lines, body)
    after = replace(order, lines=lines, pieces=pieces, claimed=None)
    if body.get("rest_waits"):
        return after
    return replace(after, state=OrderState.HANDED_OVER, handed_over=_deed(fact))


def _handed_unseen(order: CustomerOrder, fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    """Its customer had come before the order did."""
    return replace(order, state=OrderState.HANDED_OVER, handed_over=_deed(fact), claimed=None)


def _without_refused(lines: tuple[OrderLine, ...], body: dict[str, Any]) -> tuple[OrderLine, ...]:
    """What was refused is no longer among what the customer comes for again."""
    refused: dict[object, int] = {}
    for line in body.get("refused", ()):
        number = line.get("line_number")
        refused[number] = refused.get(number, 0) + line["quantity_milli"]
    return tuple(
        replace(
            line,
            quantity_milli=max(0, line.quantity_milli - refused.get(line.line_number, 0)),
            picked_milli=max(0, line.picked_milli - refused.get(line.line_number, 0)),
        )
        for line in lines
    )


def _put_back(order: CustomerOrder, fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    pieces = tuple(replace(piece, left_us=fact.time.wall_us) for piece in order.pieces)
    return replace(order, pieces=pieces)


def _resolved(order: CustomerOrder, _fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    """The device's own answer to an order that is not whole: the centre does the same."""
    if body["way"] == "cancel":
        return replace(order, state=OrderState.CANCELLED)
    if body["way"] == "wait":
        return order
    lines = tuple(replace(line, quantity_milli=line.picked_milli) for line in order.lines)
    return replace(order, state=OrderState.READY, lines=lines)


def _begun(order: CustomerOrder) -> CustomerOrder:
    begun = order.state is OrderState.ALLOCATED
    return replace(order, state=OrderState.PICKING) if begun else order


def _list_claimed(order: CustomerOrder, fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    taken = replace(_deed(fact), at_us=body["lease_until_us"])
    return replace(_begun(order), picking=taken)


def _list_paused(order: CustomerOrder, _fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    return replace(order, picking=None)


def _item_picked(order: CustomerOrder, _fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    lines = tuple(
        replace(line, picked_milli=line.picked_milli + body["quantity_milli"])
        if line.line_number == body["line_number"]
        else line
        for line in order.lines
    )
    return replace(_begun(order), lines=lines)


def _order_picked(order: CustomerOrder, _fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    found = {line["line_number"]: line["picked_milli"] for line in body["lines"]}
    instead = {
        line["line_number"]: tuple(Substitute(item, milli) for item, milli in line["instead"])
        for line in body["lines"]
        if "instead" in line
    }
    reasons = {line["line_number"]: line.get("short_reason", "") for line in body["lines"]}
    # what was weighed is the order from now on
    weighed = {line["line_number"] for line in body["lines"] if line.get("is_whole")}
    lines = tuple(
        replace(
            line,
            quantity_milli=min(
                line.quantity_milli,
                found[line.line_number] if line.line_number in weighed else line.quantity_milli,
            ),
            picked_milli=found.get(line.line_number, line.picked_milli),
            instead=instead.get(line.line_number, ()),
            short_reason=reasons.get(line.line_number, ""),
        )
        for line in order.lines
    )
    is_short = any(line.missing_milli for line in lines)
    after = OrderState.SHORT if is_short else OrderState.STAGED
    return replace(order, lines=lines, state=after if order.state in _TO_PICK else order.state)


def _piece_staged(order: CustomerOrder, fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    placed = OrderPiece(
        piece=body["piece"],
        of_count=body["of_count"],
        zone=body["zone"],
        bay=body["bay"],
        operator=fact.origin.operator,
        placed_us=fact.time.wall_us,
    )
    others = [piece for piece in order.pieces if piece.piece != placed.piece]
    pieces = tuple(sorted((*others, placed), key=_number_of))
    is_whole = order.state is OrderState.STAGED and len(pieces) >= placed.of_count
    return replace(order, pieces=pieces, state=OrderState.READY if is_whole else order.state)


def _carton_packed(order: CustomerOrder, fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    parcel = OrderParcel(
        body["sscc"],
        body["carton"],
        body["box"],
        body["tracking"],
        body["carrier"],
        body["route"],
        body["weight_grams"],
        ParcelState.PACKED,
        fact.origin.operator,
        fact.time.wall_us,
    )
    others = tuple(each for each in order.parcels if each.sscc != parcel.sscc)
    return replace(order, parcels=(*others, parcel))


def _order_packed(order: CustomerOrder, fact: Fact, _body: dict[str, Any]) -> CustomerOrder:
    """Its bags are empty now."""
    pieces = tuple(
        replace(each, left_us=each.left_us or fact.time.wall_us) for each in order.pieces
    )
    is_open = order.state not in ENDED
    state = OrderState.PACKED if is_open else order.state
    return replace(order, state=state, pieces=pieces if is_open else order.pieces)


def _carton_voided(order: CustomerOrder, _fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    state = OrderState.STAGED if order.state is OrderState.PACKED else order.state
    return replace(order, state=state, parcels=_moved(order, {body["sscc"]}, ParcelState.VOID))


def _parcels_sent(order: CustomerOrder, _fact: Fact, body: dict[str, Any]) -> CustomerOrder:
    gone = {each["sscc"] for each in body["cartons"]}
    after = replace(order, parcels=_moved(order, gone, ParcelState.SENT))
    is_gone = order.state is OrderState.PACKED and not after.waiting_parcels
    return replace(after, state=OrderState.SHIPPED) if is_gone else after


def _moved(order: CustomerOrder, named: set[str], state: ParcelState) -> tuple[OrderParcel, ...]:
    return tuple(
        replace(each, state=state) if each.sscc in named else each for each in order.parcels
    )


def _number_of(piece: OrderPiece) -> int:
    return piece.piece


def _deed(fact: Fact) -> OrderDeed:
    origin = fact.origin
    return OrderDeed(origin.operator, origin.workstation, fact.time.wall_us, is_own=True)


_EFFECTS: dict[str, Callable[[CustomerOrder, Fact, dict[str, Any]], CustomerOrder]] = {
    FactKind.ORDER_CLAIMED: _claimed,
    FactKind.ORDER_HANDED_OVER: _handed_over,
    FactKind.ORDER_HANDED_UNSEEN: _handed_unseen,
    FactKind.ORDER_RESOLVED: _resolved,
    FactKind.ORDER_PUT_BACK: _put_back,
    FactKind.ORDER_RUNG: _rung,
    FactKind.RING_ANSWERED: _ring_answered,
    FactKind.PICK_LIST_CLAIMED: _list_claimed,
    FactKind.PICK_LIST_TAKEN_OVER: _list_claimed,
    FactKind.PICK_LIST_PAUSED: _list_paused,
    FactKind.ITEM_PICKED: _item_picked,
    FactKind.PICK_UNDONE: _unchanged,
    FactKind.ORDER_PICKED: _order_picked,
    FactKind.PIECE_STAGED: _piece_staged,
    FactKind.CARTON_PACKED: _carton_packed,
    FactKind.ORDER_PACKED: _order_packed,
    FactKind.CARTON_VOIDED: _carton_voided,
    FactKind.CARTONS_HANDED_TO_CARRIER: _parcels_sent,
}
# The kinds of fact that change what a device shows of an order.
ORDER_FACTS = tuple(sorted(str(kind) for kind in _EFFECTS))
