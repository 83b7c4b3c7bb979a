"""Picking knows what follows when goods of an order are found, or not: a short order goes on where the goods are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from central.core.feed import Change, publish, store_feed
from central.core.order_states import check_step
from central.core.orders import order_tables, quantities_by_item
from central.core.placing import add_order, allocate, parts_of
from central.core.ports import Transaction
from central.core.records import NewOrder, NewOrderLine, OrderRecord, Row, StockMovement
from central.core.refused import Refused
from central.core.routing import Allocation
from pos_app.domain.customer_order import COLLECTED, Fulfilment, OrderState

PICKABLE = frozenset({OrderState.ALLOCATED, OrderState.PICKING, OrderState.SHORT})


@dataclass(frozen=True, slots=True)
class Picked:
    """What follows from what was found: the order's new state, stock that is not there, what is held back no more.

    elsewhere: what the feeds of other stores are told, since goods come from there now.
    """

    order: OrderRecord
    after: OrderState
    movements: tuple[StockMovement, ...]
    released: dict[int, int]
    elsewhere: dict[str, list[Change]]


def report_pick(
    transaction: Transaction, order_number: str, picked: Mapping[int, int], now_us: int
) -> OrderState:
    """Say what was found, in thousandths by line number; a line that is not named was found whole.

    All found: staged. Not all: what is missing is taken off the store's stock, since it is not there, and goods that
    are brought or sent to the customer come from another store when one has them; who collects an order decides.
    Raises Refused: unknown_order, no_such_step, unknown_line.
    """
    order = transaction.orders.lock(order_number)
    if order is None:
        raise Refused(404, "unknown_order", "There is no such order.")
    state = OrderState(order.state)
    if state not in PICKABLE:
        check_step(Fulfilment(order.fulfilment), state, OrderState.PICKING)
    found = note_pick(transaction, order, picked, f"short {order_number} {now_us}")
    stock: dict[int, Row] = {}
    unit = order.business_unit
    for row in transaction.ledger.move_stock(unit, found.movements, now_us):
        _keep(stock, row)
    for row in transaction.orders.release(unit, found.released):
        _keep(stock, row)
    rows = [row for _, row in sorted(stock.items())]
    own = Change({**order_tables(found.order, found.after), "stock": rows})
    changes = dict(found.elsewhere)
    changes.setdefault(store_feed(unit), []).append(own)
    publish(transaction.feeds, changes)
    return found.after


def note_pick(
    transaction: Transaction, order: OrderRecord, picked: Mapping[int, int], source: str
) -> Picked:
    """Write what was found and where the order stands; whoever calls it moves the stock.

    source: the name of the movements. Raises Refused: unknown_line.
    """
    missing = _note_picks(transaction, order, picked)
    movements = _missing_movements(transaction, order, missing, source)
    elsewhere: dict[str, list[Change]] = {}
    after, released = OrderState.STAGED, {}
    if missing:
        after = OrderState.SHORT
        if Fulfilment(order.fulfilment) not in COLLECTED:
            moved = move_on(transaction, order, missing, elsewhere)
            after = moved or after
            released = _lacking(missing) if moved else {}
    transaction.orders.set_state(order.order_number, after)
    left = transaction.orders.lock(order.order_number)
    assert left is not None, "it was there a moment ago"
    return Picked(left, after, movements, released, elsewhere)


def _note_picks(
    transaction: Transaction, order: OrderRecord, picked: Mapping[int, int]
) -> dict[int, NewOrderLine]:
    """Write what was found; gives what is missing, by line number."""
    numbers = range(1, len(order.lines) + 1)
    if not picked.keys() <= set(numbers):
        raise Refused(422, "unknown_line", "This order has no such line.")
    missing = {}
    for number, line in zip(numbers, order.lines, strict=True):
        found = min(picked.get(number, line.quantity_milli), line.quantity_milli)
        transaction.orders.set_picked(order.order_number, number, found)
        if found < line.quantity_milli:
            missing[number] = NewOrderLine(line.item_id, line.quantity_milli - found, 0)
    return missing


def _missing_movements(
    transaction: Transaction,
    order: OrderRecord,
    missing: Mapping[int, NewOrderLine],
    source: str,
) -> tuple[StockMovement, ...]:
    """The shelf does not hold what the figure says: nobody else is promised it; what turned up again is back."""
    lacking = [(line.item_id, line.quantity_milli) for line in missing.values()]
    if OrderState(order.state) is OrderState.SHORT:
        lacking += [(line.item_id, line.picked_milli - line.quantity_milli) for line in order.lines]
    movements = []
    for item_id, milli in quantities_by_item(lacking).items():
        there = max(0, transaction.ledger.on_hand_milli(order.business_unit, item_id))
        if milli:
            movements.append(StockMovement(source, item_id, -min(milli, there)))
    return tuple(movements)


def move_on(
    transaction: Transaction,
    order: OrderRecord,
    missing: Mapping[int, NewOrderLine],
    changes: dict[str, list[Change]],
) -> OrderState | None:
    """Split what is missing off to stores that have it; the state of what stays, None when no store can."""
    origin = transaction.orders.again(order.order_number)
    parent = origin.parent or origin.order_number
    lines = [
        replace(
            line,
            price_minor=order.lines[number - 1].price_minor,
            substitutes=order.lines[number - 1].substitutes,
            kit_id=order.lines[number - 1].kit_id,
        )
        for number, line in missing.items()
    ]
    anywhere = replace(origin, business_unit="", parent=parent)
    allocations = _allocations(transaction, order, anywhere, lines)
    if not allocations:
        return None
    for allocation, part in zip(allocations, parts_of(lines, allocations), strict=True):
        named = replace(
            anywhere,
            order_number=transaction.orders.part_number(parent),
            business_unit=allocation.business_unit,
        )
        feed = store_feed(allocation.business_unit)
        changes.setdefault(feed, []).append(add_order(transaction, named, part))
    for number, line in missing.items():
        left = order.lines[number - 1].quantity_milli - line.quantity_milli
        transaction.orders.set_quantity(order.order_number, number, left)
    gone = sum(line.quantity_milli for line in missing.values())
    is_all = gone == sum(line.quantity_milli for line in order.lines)
    return OrderState.CANCELLED if is_all else OrderState.STAGED


def _allocations(
    transaction: Transaction, order: OrderRecord, anywhere: NewOrder, lines: list[NewOrderLine]
) -> list[Allocation]:
    try:
        return allocate(transaction, anywhere, lines, frozenset({order.business_unit}))
    except Refused as refused:
        if refused.problem.code != "not_available":
            raise
        return []


def _lacking(missing: Mapping[int, NewOrderLine]) -> dict[int, int]:
    return quantities_by_item((line.item_id, line.quantity_milli) for line in missing.values())


def _keep(stock: dict[int, Row], row: Row) -> None:
    item_id = row[0]
    assert isinstance(item_id, int), "a stock row begins with its item"
    stock[item_id] = row
