"""Once rows knows how labels and slips that count once are kept, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, delete, select

from central.core.feed import Change, publish, store_feed
from central.core.once_ports import SpentRecord
from central.storage.dialect import among, insert_or_replace
from central.storage.money_schema import SPENT_ONCE
from central.storage.sql_feeds import SqlFeeds

DAY_US = 86_400_000_000
# The serials of a machine for empties begin again some day, and no label of a shelf is as old.
KEPT_DAYS = 365
ROWS_AT_ONCE = 250


class SqlSpentCodes:
    """One row for each; the sale that has it stands beside it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, business_unit: str, names: set[str]) -> list[SpentRecord]:
        """Those of these that a sale has, or had."""
        of_names = among(self._connection, SPENT_ONCE.c.once, sorted(names))
        return self._read(business_unit, of_names)

    def of_sales(self, business_unit: str, sale_ids: set[str]) -> list[SpentRecord]:
        """What these sales have used up."""
        of_sales = among(self._connection, SPENT_ONCE.c.sale_id, sorted(sale_ids))
        return self._read(business_unit, of_sales)

    def keep(self, records: Sequence[SpentRecord]) -> None:
        """Write them; a later word about the same one counts."""
        rows = list({record.once: asdict(record) for record in records}.values())
        if rows:
            columns = tuple(rows[0])
            self._connection.execute(insert_or_replace(self._connection, SPENT_ONCE, columns), rows)

    def _read(self, business_unit: str, which: ColumnElement[bool]) -> list[SpentRecord]:
        here = SPENT_ONCE.c.business_unit == business_unit
        rows = self._connection.execute(select(SPENT_ONCE).where(here, which))
        return [SpentRecord(**row._mapping) for row in rows]


def forget_spent(connection: Connection, now_us: int) -> bool:
    """Take what nobody shows any more out of the feed of one store; True while there may be more."""
    oldest_us = now_us - KEPT_DAYS * DAY_US
    old = select(SPENT_ONCE.c.business_unit).where(SPENT_ONCE.c.changed_us < oldest_us)
    unit = connection.scalar(old.limit(1))
    if unit is None:
        return False
    of_store = SPENT_ONCE.c.business_unit == unit
    wanted = select(SPENT_ONCE.c.once).where(of_store, SPENT_ONCE.c.changed_us < oldest_us)
    names = connection.scalars(wanted.order_by(SPENT_ONCE.c.once).limit(ROWS_AT_ONCE)).all()
    connection.execute(delete(SPENT_ONCE).where(of_store, SPENT_ONCE.c.once.in_(names)))
    gone = {"spent_once": [(name,) for name in names]}
    publish(SqlFeeds(connection), {store_feed(unit): [Change({}, drop=gone)]})
    return True
