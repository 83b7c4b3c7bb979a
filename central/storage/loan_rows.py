"""Loan rows knows how the sides of loans between registers are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select

from central.core.till_loans import LoanRecord
from central.storage.dialect import insert_or_replace
from central.storage.money_schema import TILL_CLOSE, TILL_LOAN


class SqlLoans:
    """One row for each side."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_sides(self, business_unit: str) -> list[LoanRecord]:
        """Those without another side that nobody was asked about, the oldest first."""
        wanted = select(TILL_LOAN).where(
            TILL_LOAN.c.business_unit == business_unit,
            TILL_LOAN.c.matched == "",
            TILL_LOAN.c.asked.is_(False),
        )
        rows = self._connection.execute(wanted.order_by(TILL_LOAN.c.fact_id))
        return [LoanRecord(**row._mapping) for row in rows]

    def keep(self, records: Sequence[LoanRecord]) -> None:
        """Write them; a later word about the same side counts."""
        rows = list({record.fact_id: asdict(record) for record in records}.values())
        if rows:
            columns = tuple(rows[0])
            self._connection.execute(insert_or_replace(self._connection, TILL_LOAN, columns), rows)

    def closed(self, business_unit: str, workstation: str, business_date: str) -> None:
        """A register has closed this day; one that is told late lowers nothing."""
        newest = max(business_date, self.last_close(business_unit, workstation))
        row = {"business_unit": business_unit, "workstation": workstation, "business_date": newest}
        replacing = insert_or_replace(self._connection, TILL_CLOSE, tuple(row))
        self._connection.execute(replacing, row)

    def last_close(self, business_unit: str, workstation: str) -> str:
        """The newest day that a register has closed, "" for none."""
        wanted = select(TILL_CLOSE.c.business_date).where(
            TILL_CLOSE.c.business_unit == business_unit, TILL_CLOSE.c.workstation == workstation
        )
        return self._connection.scalar(wanted) or ""
