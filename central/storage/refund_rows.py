"""Refund rows knows how refunds of orders that were paid online are kept, and how head office reads them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from central.core.records import PlacedRefund
from central.core.refund_ports import OwedBack, RefundRecord, RefundState
from central.storage.dialect import insert_or_ignore
from central.storage.order_schema import ORDER_TENDER, REFUND_ORDER
from central.storage.schema import CUSTOMER_ORDER, STORE

REFUNDS_AT_ONCE = 200
_COLUMNS = [REFUND_ORDER.c[name] for name in RefundRecord.__slots__]
_UNSETTLED = [str(RefundState.DUE), str(RefundState.SENT), str(RefundState.FAILED)]
_OLDEST_FIRST = (REFUND_ORDER.c.due_us, REFUND_ORDER.c.refund_id)


class SqlRefunds:
    """Keeps refunds; each says by itself of which store it is and how the order was paid."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def owe(self, owed: OwedBack) -> None:
        """From now on it is due; nothing where nobody has paid, and once for each id."""
        order = CUSTOMER_ORDER.c
        wanted = (
            select(order.business_unit, order.paid, order.parent, STORE.c.currency)
            .join(STORE, STORE.c.business_unit == order.business_unit)
            .where(order.order_number == owed.order_number)
        )
        found = self._connection.execute(wanted).one()
        if not found.paid:
            return
        kind, reference = self._tender(found.parent or owed.order_number)
        record = RefundRecord(
            owed.refund_id,
            owed.order_number,
            found.business_unit,
            owed.reason,
            owed.amount_minor,
            found.currency,
            kind,
            reference,
            RefundState.DUE,
            owed.due_us,
            reference="",
            note="",
            changed_by="",
            changed_us=owed.due_us,
        )
        adding = insert_or_ignore(self._connection, REFUND_ORDER)
        self._connection.execute(adding, asdict(record))

    def lock(self, refund_id: str) -> RefundRecord | None:
        """A refund; nobody else may move it until the end."""
        wanted = select(*_COLUMNS).where(REFUND_ORDER.c.refund_id == refund_id)
        row = self._connection.execute(wanted.with_for_update()).one_or_none()
        return None if row is None else RefundRecord(*row)

    def put(self, record: RefundRecord) -> None:
        """It stands there from now on."""
        wanted = update(REFUND_ORDER).where(REFUND_ORDER.c.refund_id == record.refund_id)
        self._connection.execute(wanted.values(**asdict(record)))

    def waiting_since(self, before_us: int) -> list[RefundRecord]:
        """Those that were due before a time and have not arrived, oldest first."""
        wanted = select(*_COLUMNS).where(
            REFUND_ORDER.c.state.in_(_UNSETTLED), REFUND_ORDER.c.due_us < before_us
        )
        ordered = wanted.order_by(*_OLDEST_FIRST).limit(REFUNDS_AT_ONCE)
        return [RefundRecord(*row) for row in self._connection.execute(ordered).all()]

    def keep_tender(self, order_number: str, kind: str, reference: str) -> None:
        """How an order was paid."""
        row = {"order_number": order_number, "kind": kind, "reference": reference}
        self._connection.execute(insert_or_ignore(self._connection, ORDER_TENDER), row)

    def _tender(self, order_number: str) -> tuple[str, str]:
        wanted = select(ORDER_TENDER.c.kind, ORDER_TENDER.c.reference)
        of_order = wanted.where(ORDER_TENDER.c.order_number == order_number)
        row = self._connection.execute(of_order).one_or_none()
        return ("", "") if row is None else (row.kind, row.reference)


def refunds_of(
    connection: Connection, orders: Collection[str]
) -> dict[str, tuple[PlacedRefund, ...]]:
    """What goes back of each of these orders, oldest first."""
    refund = REFUND_ORDER.c
    wanted = select(
        refund.order_number, refund.refund_id, refund.reason, refund.amount_minor, refund.state
    ).where(refund.order_number.in_(orders))
    found: dict[str, tuple[PlacedRefund, ...]] = {}
    for number, *told in connection.execute(wanted.order_by(*_OLDEST_FIRST)).all():
        found[number] = (*found.get(number, ()), PlacedRefund(*told))
    return found


def refunds_in(
    connection: Connection, business_unit: str, state: str, after: str
) -> tuple[list[RefundRecord], int]:
    """Refunds of a store, or of all, in a state, or of all that have not arrived; and what these are in all.

    after: go on behind this one, "" from the oldest.
    """
    refund = REFUND_ORDER.c
    states = [state] if state else _UNSETTLED
    of_these: list[ColumnElement[bool]] = [refund.state.in_(states)]
    if business_unit:
        of_these.append(refund.business_unit == business_unit)
    wanted = select(*_COLUMNS).where(*of_these)
    if after:
        since = select(refund.due_us).where(refund.refund_id == after).scalar_subquery()
        wanted = wanted.where(
            or_(refund.due_us > since, (refund.due_us == since) & (refund.refund_id > after))
        )
    rows = connection.execute(wanted.order_by(*_OLDEST_FIRST).limit(REFUNDS_AT_ONCE))
    count = connection.scalar(select(func.count()).select_from(REFUND_ORDER).where(*of_these))
    return [RefundRecord(*row) for row in rows.all()], count or 0
