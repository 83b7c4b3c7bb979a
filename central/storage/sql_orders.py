"""SQL orders knows how customer orders are kept, and what they hold back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from central.core.order_states import available_milli
from central.core.records import (
    NewOrder,
    NewOrderLine,
    OrderLineRecord,
    OrderRecord,
    PlacedLine,
    PlacedOrder,
    PlacedRefund,
    Row,
)
from central.core.refund_ports import RefundState
from central.core.routing import Place, StoreOffer
from central.storage.dialect import insert_or_add
from central.storage.kit_rows import SqlKits
from central.storage.order_schema import ORDER_KIT
from central.storage.refund_rows import refunds_of
from central.storage.schema import (
    CUSTOMER,
    CUSTOMER_ORDER,
    CUSTOMER_ORDER_LINE,
    ITEM,
    STOCK,
    STORE,
)
from central.storage.sql_counter import deeds_of, pickup_codes, pieces_of
from pos_app.domain.customer_order import ENDED
from pos_app.domain.ids import OrderNumber
from pos_app.domain.pickup_code import qr_text

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
_IS_PART = and_(
    ORDER_KIT.c.order_number == CUSTOMER_ORDER_LINE.c.order_number,
    ORDER_KIT.c.line_number == CUSTOMER_ORDER_LINE.c.line,
)
_LINES = (
    select(
        CUSTOMER_ORDER_LINE.c.item_id,
        CUSTOMER_ORDER_LINE.c.quantity_milli,
        CUSTOMER_ORDER_LINE.c.picked_milli,
        CUSTOMER_ORDER_LINE.c.price_minor,
        ITEM.c.unit,
        CUSTOMER_ORDER_LINE.c.substitutes,
        CUSTOMER_ORDER_LINE.c.handed_milli,
        ORDER_KIT.c.kit_id,
    )
    .join(ITEM, ITEM.c.item_id == CUSTOMER_ORDER_LINE.c.item_id)
    .outerjoin(ORDER_KIT, _IS_PART)
    .order_by(CUSTOMER_ORDER_LINE.c.line)
)

_PLACED_NUMBER = CUSTOMER_ORDER.c.order_number
_PLACED = select(
    CUSTOMER_ORDER.c.order_number,
    CUSTOMER_ORDER.c.parent,
    CUSTOMER_ORDER.c.business_unit,
    CUSTOMER_ORDER.c.fulfilment,
    CUSTOMER_ORDER.c.state,
    CUSTOMER_ORDER.c.promised_us,
)
_KIT = ITEM.alias("kit")
_PLACED_LINES = (
    select(
        CUSTOMER_ORDER_LINE.c.order_number,
        ITEM.c.number,
        CUSTOMER_ORDER_LINE.c.quantity_milli,
        CUSTOMER_ORDER_LINE.c.picked_milli,
        CUSTOMER_ORDER_LINE.c.price_minor,
        func.coalesce(_KIT.c.number, ""),
    )
    .join(ITEM, ITEM.c.item_id == CUSTOMER_ORDER_LINE.c.item_id)
    .outerjoin(ORDER_KIT, _IS_PART)
    .outerjoin(_KIT, _KIT.c.item_id == ORDER_KIT.c.kit_id)
    .order_by(CUSTOMER_ORDER_LINE.c.order_number, CUSTOMER_ORDER_LINE.c.line)
)
_NEW_COLUMNS = [field.name for field in fields(NewOrder) if field.name != "place"]
_AVAILABLE = select(
    STOCK.c.business_unit,
    STOCK.c.item_id,
    STOCK.c.on_hand_milli,
    STOCK.c.reserved_milli,
    STOCK.c.safety_milli,
)
_PLACES = select(STORE.c.business_unit, STORE.c.latitude_micro, STORE.c.longitude_micro).order_by(
    STORE.c.business_unit
)
_OPEN_ORDERS = (
    select(CUSTOMER_ORDER.c.business_unit, func.count().label("orders"))
    .where(CUSTOMER_ORDER.c.state.not_in(sorted(ENDED)))
    .group_by(CUSTOMER_ORDER.c.business_unit)
)


def _shown(order: Any, codes: dict[str, str]) -> tuple[str, str]:
    """What the customer of an order shows, as words and as a QR code."""
    code = codes.get(order.order_number)
    if not code:
        return "", ""
    return code, qr_text(OrderNumber(order.order_number), order.business_unit, code)


class SqlOrders:
    """Keeps customer orders; one who moves an order holds it until the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.kits = SqlKits(connection)

    def lock(self, order_number: str) -> OrderRecord | None:
        """An order; nobody else may move it until the end."""
        wanted = _ORDER.where(CUSTOMER_ORDER.c.order_number == order_number)
        row = self._connection.execute(wanted.with_for_update()).one_or_none()
        if row is None:
            return None
        lines = self._connection.execute(
            _LINES.where(CUSTOMER_ORDER_LINE.c.order_number == order_number)
        )
        return OrderRecord(
            *row,
            tuple(OrderLineRecord(*line) for line in lines),
            pieces_of(self._connection, order_number),
            deeds_of(self._connection, order_number),
        )

    def set_state(self, order_number: str, state: str) -> None:
        """It stands there from now on."""
        wanted = update(CUSTOMER_ORDER).where(CUSTOMER_ORDER.c.order_number == order_number)
        self._connection.execute(wanted.values(state=state))

    def set_picked(self, order_number: str, line: int, picked_milli: int) -> None:
        """So much of a line was found."""
        self._change_line(order_number, line, picked_milli=picked_milli)

    def set_quantity(self, order_number: str, line: int, quantity_milli: int) -> None:
        """So much of a line is this order's, the rest is another's."""
        self._change_line(order_number, line, quantity_milli=quantity_milli)

    def content_hash(self, order_number: str) -> str | None:
        """What was asked for under this number, None when nothing was."""
        wanted = select(CUSTOMER_ORDER.c.content_hash)
        return self._connection.scalar(wanted.where(CUSTOMER_ORDER.c.order_number == order_number))

    def placed(self, order_number: str) -> list[PlacedOrder]:
        """An order with all that was split off it, by number."""
        of_order = or_(
            CUSTOMER_ORDER.c.order_number == order_number, CUSTOMER_ORDER.c.parent == order_number
        )
        orders = self._connection.execute(
            _PLACED.where(of_order).order_by(CUSTOMER_ORDER.c.created_us, _PLACED_NUMBER)
        ).all()
        lines: dict[str, list[PlacedLine]] = {order.order_number: [] for order in orders}
        wanted = _PLACED_LINES.where(CUSTOMER_ORDER_LINE.c.order_number.in_(lines))
        for number, *line in self._connection.execute(wanted):
            lines[number].append(PlacedLine(*line))
        codes, back = pickup_codes(self._connection, lines), refunds_of(self._connection, lines)
        return [
            PlacedOrder(
                *order,
                tuple(lines[order.order_number]),
                *_shown(order, codes),
                *_going_back(back.get(order.order_number, ())),
            )
            for order in orders
        ]

    def again(self, order_number: str) -> NewOrder:
        """An order as it was placed, to be written once more under another number."""
        wanted = select(CUSTOMER_ORDER).where(CUSTOMER_ORDER.c.order_number == order_number)
        row = self._connection.execute(wanted).mappings().one()
        north, east = row["latitude_micro"], row["longitude_micro"]
        place = None if north is None or east is None else Place(north, east)
        return NewOrder(place=place, **{name: row[name] for name in _NEW_COLUMNS})

    def part_number(self, order_number: str) -> str:
        """The number of the next part that is split off an order."""
        parts = select(func.count()).where(CUSTOMER_ORDER.c.parent == order_number)
        number = (self._connection.scalar(parts) or 0) + 2
        # A shop may have given an order of its own such a number.
        while self.content_hash(f"{order_number}-{number}") is not None:
            number += 1
        return f"{order_number}-{number}"

    def items_by_number(self, numbers: set[str]) -> dict[str, int]:
        """Item ids by number."""
        wanted = select(ITEM.c.number, ITEM.c.item_id).where(ITEM.c.number.in_(numbers))
        return {row.number: row.item_id for row in self._connection.execute(wanted)}

    def offers(self, items: Collection[int]) -> list[StoreOffer]:
        """What each store could give of these items."""
        available: dict[str, dict[int, int]] = {}
        for row in self._connection.execute(_AVAILABLE.where(STOCK.c.item_id.in_(items))):
            of_store = available.setdefault(row.business_unit, {})
            of_store[row.item_id] = available_milli(*row[2:])
        busy = {row.business_unit: row.orders for row in self._connection.execute(_OPEN_ORDERS)}
        return [
            StoreOffer(
                row.business_unit,
                None
                if row.latitude_micro is None or row.longitude_micro is None
                else Place(row.latitude_micro, row.longitude_micro),
                busy.get(row.business_unit, 0),
                available.get(row.business_unit, {}),
            )
            for row in self._connection.execute(_PLACES)
        ]

    def lock_available(self, business_unit: str, items: Collection[int]) -> dict[int, int]:
        """What a store may promise; locked in the order of items, so that two never wait for each other."""
        wanted = _AVAILABLE.where(
            STOCK.c.business_unit == business_unit, STOCK.c.item_id.in_(items)
        ).order_by(STOCK.c.item_id)
        rows = self._connection.execute(wanted.with_for_update())
        return {row.item_id: available_milli(*row[2:]) for row in rows}

    def add(self, order: NewOrder, lines: Sequence[NewOrderLine]) -> None:
        """A new order, allocated to its store."""
        row = {name: getattr(order, name) for name in _NEW_COLUMNS}
        row |= {"state": "allocated", "staging": ""}
        if order.place is not None:
            row |= asdict(order.place)
        self._connection.execute(insert(CUSTOMER_ORDER), row)
        rows = [
            {
                "order_number": order.order_number,
                "line": number,
                "picked_milli": 0,
                "handed_milli": 0,
                "item_id": line.item_id,
                "quantity_milli": line.quantity_milli,
                "price_minor": line.price_minor,
                "substitutes": line.substitutes,
            }
            for number, line in enumerate(lines, start=1)
        ]
        self._connection.execute(insert(CUSTOMER_ORDER_LINE), rows)
        parts = [
            {"order_number": order.order_number, "line_number": number, "kit_id": line.kit_id}
            for number, line in enumerate(lines, start=1)
            if line.kit_id is not None
        ]
        if parts:
            self._connection.execute(insert(ORDER_KIT), parts)

    def keep_customer(self, words: dict[str, str]) -> None:
        """Who ordered; points and consents of somebody who is known stay."""
        contact = {"name": words["name"], "email": words["email"], "phone": words["phone"]}
        number = words["customer_number"]
        known = update(CUSTOMER).where(CUSTOMER.c.number == number).values(**contact)
        if self._connection.execute(known.returning(CUSTOMER.c.number)).first() is None:
            new = {"country": "", "loyalty_card": "", "points": 0, "consent_marketing": False}
            row = {"number": number, **contact, **new, "consent_history": False}
            self._connection.execute(insert(CUSTOMER), row)

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

    def _change_line(self, order_number: str, line: int, **values: int) -> None:
        wanted = update(CUSTOMER_ORDER_LINE).where(
            CUSTOMER_ORDER_LINE.c.order_number == order_number, CUSTOMER_ORDER_LINE.c.line == line
        )
        self._connection.execute(wanted.values(**values))


def _going_back(refunds: tuple[PlacedRefund, ...]) -> tuple[int, tuple[PlacedRefund, ...]]:
    owed = [one.amount_minor for one in refunds if one.state != RefundState.VOID]
    return sum(owed), refunds
