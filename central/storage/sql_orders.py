"""SQL orders knows how customer orders are kept, and what they hold back."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from central.core.records import OrderLineRecord, OrderRecord, Row
from central.storage.dialect import insert_or_add
from central.storage.schema import CUSTOMER_ORDER, CUSTOMER_ORDER_LINE, STOCK

_ORDER = select(
    CUSTOMER_ORDER.c.order_number,
    CUSTOMER_ORDER.c.business_unit,
    CUSTOMER_ORDER.c.fulfilment,
    CUSTOMER_ORDER.c.state,
    CUSTOMER_ORDER.c.promised_us,
    CUSTOMER_ORDER.c.staging,
)
_FIGURES = (
    STOCK.c.item_id,
    STOCK.c.on_hand_milli,
    STOCK.c.reserved_milli,
    STOCK.c.safety_milli,
)
_LINES = select(
    CUSTOMER_ORDER_LINE.c.item_id,
    CUSTOMER_ORDER_LINE.c.quantity_milli,
    CUSTOMER_ORDER_LINE.c.picked_milli,
).order_by(CUSTOMER_ORDER_LINE.c.line)


class SqlOrders:
    """Keeps customer orders; one who moves an order holds it until the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, order_number: str) -> OrderRecord | None:
        """An order; nobody else may move it until the end."""
        wanted = _ORDER.where(CUSTOMER_ORDER.c.order_number == order_number)
        row = self._connection.execute(wanted.with_for_update()).one_or_none()
        if row is None:
            return None
        lines = self._connection.execute(
            _LINES.where(CUSTOMER_ORDER_LINE.c.order_number == order_number)
        )
        return OrderRecord(*row, tuple(OrderLineRecord(*line) for line in lines))

    def set_state(self, order_number: str, state: str) -> None:
        """It stands there from now on."""
        wanted = update(CUSTOMER_ORDER).where(CUSTOMER_ORDER.c.order_number == order_number)
        self._connection.execute(wanted.values(state=state))

    def hold(self, business_unit: str, quantities: dict[int, int]) -> list[Row]:
        """Hold back so much more; in the order of items, so that two never wait for each other."""
        rows = [
            {
                "business_unit": business_unit,
                "item_id": item_id,
                "on_hand_milli": 0,
                "reserved_milli": milli,
                "safety_milli": 0,
            }
            for item_id, milli in sorted(quantities.items())
        ]
        if not rows:
            return []
        adding = insert_or_add(self._connection, STOCK, "reserved_milli").returning(*_FIGURES)
        return sorted(tuple(row) for row in self._connection.execute(adding, rows))

    def release(self, business_unit: str, quantities: dict[int, int]) -> list[Row]:
        """Hold back so much less; in the order of items, so that two never wait for each other."""
        changed: list[Row] = []
        for item_id, milli in sorted(quantities.items()):
            wanted = (
                update(STOCK)
                .where(STOCK.c.business_unit == business_unit, STOCK.c.item_id == item_id)
                .values(reserved_milli=STOCK.c.reserved_milli - milli)
                .returning(*_FIGURES)
            )
            changed += [tuple(row) for row in self._connection.execute(wanted)]
        return changed
