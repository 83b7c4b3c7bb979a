"""SQLite tills knows the business day of this workstation and the figures of its drawer."""

from __future__ import annotations

import json

from pos_app.domain.cash_moves import read_sums, sums_by_move
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.money import Money
from pos_app.domain.tender_sums import minor_by_kind, read_tender_sums
from pos_app.domain.till import TillState
from pos_app.files.database import Connection

SELECT_OPEN_DAY = """SELECT business_date, opened_by, float_minor, currency, cash_sales_minor,
    sale_count, cancelled_count, drawer_opened_count, moves FROM main.business_day WHERE state = 'open'"""
LAST_CLOSED = "SELECT max(business_date) FROM main.business_day WHERE state = 'closed'"
INSERT_DAY = """INSERT INTO main.business_day
    (business_date, state, currency, cash_sales_minor, sale_count, cancelled_count,
    drawer_opened_count) VALUES (?, 'open', ?, 0, 0, 0, 0)"""
# Beside the sums of cash moves stand those of sales and of refunds by kind of tender.
TENDERS, REFUND_TENDERS = "tenders", "refund_tenders"
VOIDED, ORDER_TENDERS = "voided", "order_tenders"
FOREIGN, CASHBACK = "foreign", "cashback"
UPDATE_DAY = """UPDATE main.business_day SET opened_by = ?, float_minor = ?, cash_sales_minor = ?,
    sale_count = ?, cancelled_count = ?, drawer_opened_count = ?, moves = ?
    WHERE business_date = ?"""
CLOSE_DAY = "UPDATE main.business_day SET state = 'closed' WHERE state = 'open'"


class SqliteTills:
    """Keeps at most one open day; what is in memory is what is on disk, and an undone step forgets it."""

    def __init__(self, connection: Connection, currency: str) -> None:
        self._connection = connection
        self._currency = currency
        self._till: TillState | None = None
        self._is_known = False

    def current(self) -> TillState | None:
        """The open business day, None before it is opened."""
        if not self._is_known:
            self._till = self._read()
            self._is_known = True
        return self._till

    def last_closed(self) -> BusinessDate | None:
        """The newest day that was closed, None on a new register."""
        found = self._connection.execute(LAST_CLOSED).fetchone()[0]
        return None if found is None else BusinessDate(found)

    def open_day(self, business_date: BusinessDate) -> None:
        """Begin a business day."""
        self._connection.execute(INSERT_DAY, (business_date, self._currency))
        self.forget()

    def save(self, till: TillState) -> None:
        """Write the drawer's figures."""
        self._connection.execute(
            UPDATE_DAY,
            (
                till.opened_by,
                None if till.float_ is None else till.float_.amount_minor,
                till.cash_sales.amount_minor,
                till.sale_count,
                till.cancelled_count,
                till.drawer_opened_count,
                json.dumps(
                    {
                        **_beside_sales(till),
                        TENDERS: minor_by_kind(till.tenders),
                        REFUND_TENDERS: minor_by_kind(till.refund_tenders),
                        ORDER_TENDERS: minor_by_kind(till.order_tenders),
                        FOREIGN: {one.currency: one.amount_minor for one in till.foreign},
                    }
                ),
                till.business_date,
            ),
        )
        self._till, self._is_known = till, True

    def close_day(self) -> None:
        """End the business day."""
        self._connection.execute(CLOSE_DAY)
        self._till, self._is_known = None, True

    def forget(self) -> None:
        """The step was undone: what is in memory may hold its changes."""
        self._till, self._is_known = None, False

    def _read(self) -> TillState | None:
        rows = self._connection.execute(SELECT_OPEN_DAY).fetchall()
        if not rows:
            return None
        date, opened_by, float_minor, currency, cash_minor, sales, cancelled, drawers, moves = rows[
            0
        ]
        beside = json.loads(moves)
        return TillState(
            business_date=BusinessDate(date),
            opened_by=None if opened_by is None else OperatorNumber(opened_by),
            float_=None if float_minor is None else Money(float_minor, currency),
            cash_sales=Money(cash_minor, currency),
            refunds=Money(beside.get("refunds", 0), currency),
            moves=read_sums(beside, currency),
            sale_count=sales,
            return_count=beside.get("return_count", 0),
            cancelled_count=cancelled,
            drawer_opened_count=drawers,
            tenders=read_tender_sums(beside.get(TENDERS, {}), currency),
            refund_tenders=read_tender_sums(beside.get(REFUND_TENDERS, {}), currency),
            voided=tuple(Money(minor, currency) for minor in beside.get(VOIDED, ())),
            order_tenders=read_tender_sums(beside.get(ORDER_TENDERS, {}), currency),
            foreign=tuple(Money(minor, name) for name, minor in beside.get(FOREIGN, {}).items()),
            cashback=Money(beside[CASHBACK], currency) if CASHBACK in beside else None,
        )


def _beside_sales(till: TillState) -> dict[str, int | list[int]]:
    """Cash that moved otherwise than into a sale; days of older programs have no refunds."""
    refunds = {"refunds": till.refunds.amount_minor, "return_count": till.return_count}
    cashback = {} if till.cashback is None else {CASHBACK: till.cashback.amount_minor}
    voided = [amount.amount_minor for amount in till.voided]
    return {
        **sums_by_move(till.moves),
        **refunds,
        **cashback,
        **({VOIDED: voided} if voided else {}),
    }
