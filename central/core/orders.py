"""Orders knows what a step of a customer order does: to its state, to the stock on hand and to what is held back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from datetime import UTC, datetime

from central.core.feed import Change, publish, store_feed
from central.core.order_sales import WhenLeft, goods_that_left, sell_order
from central.core.order_states import check_step
from central.core.ports import Transaction
from central.core.records import OrderRecord, Row, StockMovement
from central.core.refund_ports import RefundReason
from central.core.refunds import Because, give_up
from central.core.refused import Refused
from pos_app.domain.customer_order import ENDED, LEFT, Fulfilment, OrderState
from pos_app.domain.quantity import Quantity

# Who has paid for these gets it back.
_PAID_BACK = {
    OrderState.CANCELLED: RefundReason.CANCELLED,
    OrderState.EXPIRED: RefundReason.EXPIRED,
}


def move_order(
    transaction: Transaction, order_number: str, after: OrderState, now_us: int
) -> OrderRecord:
    """Take an order one step on; gives it as it was before.

    An order that ends holds nothing back any more; what was handed over has left the store.
    Raises Refused: unknown_order, no_such_step.
    """
    order = transaction.orders.lock(order_number)
    if order is None:
        raise Refused(404, "unknown_order", "There is no such order.")
    check_step(Fulfilment(order.fulfilment), OrderState(order.state), after)
    transaction.orders.set_state(order_number, after)
    stock: dict[int, Row] = {}
    source = f"order {order_number}"
    if after in ENDED:
        held = held_back(order)
        for row in transaction.orders.release(order.business_unit, held):
            stock[_item(row)] = row
    if after in _PAID_BACK:
        because = Because(_PAID_BACK[after], source, now_us)
        give_up(transaction, order, because)
    if after in LEFT:
        transaction.purchases.keep_order(order_number, day_of(now_us))
        gone = quantities_by_item(
            [(line.item_id, line.picked_milli - line.handed_milli) for line in order.lines]
        )
        movements = [StockMovement(source, item, -milli) for item, milli in gone.items() if milli]
        moved = transaction.ledger.move_stock(order.business_unit, movements, now_us)
        stock.update({_item(row): row for row in moved})
    rows = [row for _, row in sorted(stock.items())]
    tables = {"customer_order": [order_row(order, after)], "stock": rows}
    if after in LEFT:
        transaction.counter.set_left(order.order_number, None, now_us)
        left = transaction.orders.lock(order.order_number)
        assert left is not None, "it was there a moment ago"
        when = WhenLeft(source, day_of(now_us), now_us)
        goods = goods_that_left(order, transaction.counter.order_sales.substitutes(order_number))
        sold = sell_order(transaction, order_number, goods, when)
        tables = {**order_tables(left, after), **sold, "stock": rows}
    change = Change(tables)
    publish(transaction.feeds, {store_feed(order.business_unit): [change]})
    return order


def day_of(at_us: int) -> str:
    """The day of a time, UTC."""
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).date().isoformat()


def order_row(order: OrderRecord, state: OrderState) -> Row:
    """The row of the feed's customer_order table."""
    quantities = [Quantity(line.quantity_milli, line.unit) for line in order.lines]
    pieces = sum(quantity.piece_count for quantity in quantities if quantity.milli)
    return (
        order.order_number,
        order.fulfilment,
        str(state),
        order.promised_us,
        pieces,
        order.staging,
    )


def order_tables(order: OrderRecord, state: OrderState) -> dict[str, list[Row]]:
    """All rows by which devices know an order."""
    number = order.order_number
    lines: list[Row] = [
        (
            number,
            line_number,
            line.item_id,
            line.quantity_milli,
            line.picked_milli,
            line.price_minor,
            line.substitutes,
            line.handed_milli,
        )
        for line_number, line in enumerate(order.lines, start=1)
    ]
    pieces: list[Row] = [(number, *astuple(piece)) for piece in order.pieces]
    kits: list[Row] = [
        (number, line_number, line.kit_id)
        for line_number, line in enumerate(order.lines, start=1)
        if line.kit_id is not None
    ]
    return {
        "customer_order": [order_row(order, state)],
        "order_line": lines,
        "order_piece": pieces,
        "order_deed": [(number, *astuple(deed)) for deed in order.deeds],
        **({"order_kit": kits} if kits else {}),
    }


def held_back(order: OrderRecord) -> dict[int, int]:
    """What an open order holds back, in thousandths by item: what was ordered and has not left in part."""
    return quantities_by_item(
        (line.item_id, line.quantity_milli - line.handed_milli)
        for line in order.lines
        if line.quantity_milli > line.handed_milli
    )


def quantities_by_item(quantities: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Thousandths by item, in the order of items."""
    totals: dict[int, int] = {}
    for item_id, milli in sorted(quantities):
        totals[item_id] = totals.get(item_id, 0) + milli
    return totals


def _item(row: Row) -> int:
    item_id = row[0]
    assert isinstance(item_id, int), "a stock row begins with its item"
    return item_id
