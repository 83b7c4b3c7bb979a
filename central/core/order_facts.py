"""Order facts knows what devices tell of customer orders, and what it does to them: what happened, happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

import msgspec

from central.core.order_states import ENDED, OrderState
from central.core.orders import order_row, quantities_by_item
from central.core.ports import Transaction
from central.core.records import OrderRecord, Row, StockMovement
from pos_app.domain.facts import Fact

DOUBLE_HANDOVER = "double_handover"
_Name = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]
_Figure = Annotated[int, msgspec.Meta(ge=-(10**15), le=10**15)]


class HandedLine(msgspec.Struct, frozen=True):
    """Goods that the customer took."""

    item_id: _Figure
    quantity_milli: _Figure


class HandOverBody(msgspec.Struct, frozen=True):
    """An order was handed over; without lines, all that was picked."""

    order_number: _Name
    lines: list[HandedLine] = []


@dataclass(frozen=True, slots=True)
class OrderEffect:
    """What a fact does to an order, to what is held back and to stock."""

    # None for an order whose state stays as it is
    row: Row | None
    released: dict[int, int] = field(default_factory=dict)
    movements: tuple[StockMovement, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a fact waits for a person."""

    reason: str
    detail: str


def hand_over(
    transaction: Transaction, business_unit: str, fact: Fact, *, by_person: bool
) -> OrderEffect | Doubt:
    """The order stands at handed over from here on; by_person: somebody says that the goods left once more."""
    body = _read(fact.body)
    order = None if body is None else transaction.orders.lock(body.order_number)
    if body is None or order is None:
        unreadable = Doubt("unreadable_body", fact.kind)
        return unreadable if body is None else Doubt("unknown_order", body.order_number)
    known = transaction.ledger.known_items({line.item_id for line in body.lines})
    unknown = sorted({line.item_id for line in body.lines} - known)
    if unknown:
        return Doubt("unknown_item", ", ".join(map(str, unknown[:10])))
    gone = _movements(fact, order, body)
    if order.business_unit != business_unit:
        # The goods have left here; what the order's own store does with it is told there.
        told = OrderEffect(None, {}, gone)
        return told if by_person else Doubt("order_of_other_store", body.order_number)
    state = OrderState(order.state)
    if state in ENDED:
        if by_person:
            return OrderEffect(order_row(order, state), {}, gone)
        twice = state is OrderState.HANDED_OVER
        return Doubt(DOUBLE_HANDOVER if twice else "order_ended", body.order_number)
    # Whatever was picked and staged meanwhile on devices that have not told yet: the customer has the goods.
    transaction.orders.set_state(order.order_number, OrderState.HANDED_OVER)
    transaction.orders.keep_purchase(order.order_number, fact.origin.business_date)
    held = quantities_by_item((line.item_id, line.quantity_milli) for line in order.lines)
    return OrderEffect(order_row(order, OrderState.HANDED_OVER), held, gone)


def _movements(fact: Fact, order: OrderRecord, body: HandOverBody) -> tuple[StockMovement, ...]:
    told = [(line.item_id, line.quantity_milli) for line in body.lines]
    picked = [(line.item_id, line.picked_milli) for line in order.lines]
    ordered = [(line.item_id, line.quantity_milli) for line in order.lines]
    gone = quantities_by_item(told or (picked if any(milli for _, milli in picked) else ordered))
    source = fact.fact_id.hex
    return tuple(StockMovement(source, item, -milli) for item, milli in gone.items() if milli)


def _read(body: bytes) -> HandOverBody | None:
    try:
        return msgspec.json.decode(body, type=HandOverBody)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
