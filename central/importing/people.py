"""People knows how customers and their orders of a file become rows of the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from central.core.feed import store_feed
from central.core.order_states import NEXT
from central.core.orders import order_tables, quantities_by_item
from central.core.records import OrderLineRecord, OrderRecord, Row
from central.importing import cells
from central.importing.loading import (
    Loaded,
    Moment,
    Values,
    found_by,
    items_by_number,
    of_kind,
    ours_of,
    replace_rows,
)
from central.importing.rows import BadRow, CustomerRow, FileRow, OrderRow
from central.importing.shopify import SOURCE
from central.storage.schema import (
    CUSTOMER,
    CUSTOMER_ORDER,
    CUSTOMER_ORDER_LINE,
    ERASURE,
    STORE,
)
from central.storage.sql_orders import SqlOrders
from pos_app.domain.customer_order import ENDED, Fulfilment, OrderState

_CUSTOMER_COLUMNS = tuple(column.name for column in CUSTOMER.columns)
_PICKED = frozenset(OrderState) - {
    OrderState.ALLOCATED,
    OrderState.PICKING,
    OrderState.SHORT,
    OrderState.CANCELLED,
}


def load_customers(connection: Connection, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Write people; whoever was erased does not come back by an old file."""
    loaded = Loaded()
    found = of_kind(rows, CustomerRow)
    numbers = {customer.number for _, customer in found}
    known = found_by(connection, CUSTOMER, CUSTOMER.c.number, numbers)
    erased = found_by(connection, ERASURE, ERASURE.c.subject, numbers)
    changed: list[Values] = []
    for row, customer in found:
        values = {name: getattr(customer, name) for name in _CUSTOMER_COLUMNS}
        if customer.number in erased:
            loaded.complaints.append(row.complain("this person was erased"))
        elif known.get(customer.number) == values:
            loaded.unchanged += 1
        else:
            changed.append(values)
    loaded.changed = len(changed)
    replace_rows(connection, CUSTOMER, changed)
    return loaded


@dataclass(frozen=True, slots=True)
class _Known:
    """What orders of one load may speak of."""

    currencies: dict[str, str]
    items: dict[str, int]
    theirs: dict[str, str]


def load_orders(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Write orders that are not there yet, and hold their goods back; one that is there stays as it is."""
    loaded = Loaded()
    found = _ours(connection, of_kind(rows, OrderRow))
    numbers = {order.order_number for _, order in found}
    present = set(
        connection.scalars(
            select(CUSTOMER_ORDER.c.order_number).where(CUSTOMER_ORDER.c.order_number.in_(numbers))
        )
    )
    known = _known(connection, found)
    told: dict[str, list[OrderRecord]] = {}
    for row, order in found:
        if order.order_number in present:
            loaded.unchanged += 1
            continue
        try:
            record = _record(order, known)
        except BadRow as bad:
            loaded.complaints.append(row.complain(str(bad)))
            continue
        _write(connection, order, record, moment)
        told.setdefault(record.business_unit, []).append(record)
        loaded.changed += 1
    for unit, records in sorted(told.items()):
        held = quantities_by_item(
            (line.item_id, line.quantity_milli)
            for record in records
            if OrderState(record.state) not in ENDED
            for line in record.lines
        )
        stock = SqlOrders(connection).hold(unit, held)
        tables: dict[str, list[Row]] = {}
        for record in records:
            for table, shown in order_tables(record, OrderState(record.state)).items():
                tables.setdefault(table, []).extend(shown)
        loaded.tell(store_feed(unit), **tables, stock=stock)
    return loaded


def _ours(
    connection: Connection, found: list[tuple[FileRow, OrderRow]]
) -> list[tuple[FileRow, OrderRow]]:
    stores = ours_of(connection, SOURCE, "store", {o.theirs for _, o in found if o.theirs})
    return [(row, _in_store(order, stores.get(order.theirs))) for row, order in found]


def _in_store(order: OrderRow, unit: str | None) -> OrderRow:
    if unit is None:
        return order
    return OrderRow(
        order.order_number,
        unit,
        order.customer_number,
        order.channel,
        order.fulfilment,
        order.state,
        order.promised_us,
        order.paid,
        order.lines,
        created_us=order.created_us,
    )


def _known(connection: Connection, found: list[tuple[FileRow, OrderRow]]) -> _Known:
    lines = [line for _, order in found for line in order.lines]
    theirs = ours_of(connection, SOURCE, "item", {line.theirs for line in lines if line.theirs})
    numbers = {line.number for line in lines} | {*theirs.values()}
    units = {order.business_unit for _, order in found}
    stores = found_by(connection, STORE, STORE.c.business_unit, units)
    return _Known(
        {unit: store["currency"] for unit, store in stores.items()},
        items_by_number(connection, numbers),
        theirs,
    )


def _record(order: OrderRow, known: _Known) -> OrderRecord:
    """The order with its prices; BadRow when it speaks of what is not there."""
    currency = known.currencies.get(order.business_unit)
    if currency is None:
        message = f"there is no store {(order.business_unit or order.theirs)!r}"
        raise BadRow(message)
    _check_state(order)
    lines = []
    for line in order.lines:
        item_id = known.items.get(known.theirs.get(line.theirs, line.number))
        if item_id is None:
            message = f"there is no item {(line.number or line.theirs)!r}"
            raise BadRow(message)
        if line.quantity_milli <= 0:
            message = "quantity is not above zero"
            raise BadRow(message)
        picked = line.quantity_milli if OrderState(order.state) in _PICKED else 0
        price_minor = cells.price_minor(line.price, currency)
        lines.append(OrderLineRecord(item_id, line.quantity_milli, picked, price_minor))
    return OrderRecord(
        order.order_number,
        order.business_unit,
        order.fulfilment,
        order.state,
        order.promised_us,
        "",
        tuple(lines),
    )


def _check_state(order: OrderRow) -> None:
    if order.fulfilment not in [*Fulfilment]:
        message = f"fulfilment is none of {', '.join(Fulfilment)}: {order.fulfilment[:40]!r}"
        raise BadRow(message)
    states = NEXT[Fulfilment(order.fulfilment)]
    if order.state not in states:
        message = f"state is none of {', '.join(states)}: {order.state[:40]!r}"
        raise BadRow(message)


def _write(
    connection: Connection,
    order: OrderRow,
    record: OrderRecord,
    moment: Moment,
) -> None:
    number = order.order_number
    row = {
        "order_number": number,
        "business_unit": record.business_unit,
        "customer_number": order.customer_number,
        "channel": order.channel,
        "fulfilment": order.fulfilment,
        "state": order.state,
        "promised_us": order.promised_us,
        "paid": order.paid,
        "staging": "",
        "alternate_person": "",
        "gift": False,
        "vehicle": "",
        "created_us": order.created_us or moment.now_us,
        "made_by": "import",
    }
    connection.execute(insert(CUSTOMER_ORDER), row)
    lines = [
        {
            "order_number": number,
            "line": place,
            "item_id": line.item_id,
            "quantity_milli": line.quantity_milli,
            "price_minor": line.price_minor,
            "picked_milli": line.picked_milli,
            "substitutes": "",
            "handed_milli": 0,
        }
        for place, line in enumerate(record.lines, start=1)
    ]
    connection.execute(insert(CUSTOMER_ORDER_LINE), lines)
