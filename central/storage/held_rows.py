"""Held rows knows how sales that registers hold are kept, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, select

from central.core.feed import Change, publish, store_feed
from central.core.held_ports import HeldRecord
from central.storage.dialect import among, insert_or_replace
from central.storage.money_schema import HELD_SALE
from central.storage.sql_feeds import SqlFeeds

# A held sale belongs to its business day; registers that hear of it late still have its row for a while.
KEPT_US = 3 * 86_400_000_000
ROWS_AT_ONCE = 250


class SqlHeldSales:
    """One row for each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, suspended: set[str]) -> list[HeldRecord]:
        """Those of these that were put aside."""
        which = among(self._connection, HELD_SALE.c.suspended, sorted(suspended))
        rows = self._connection.execute(select(HELD_SALE).where(which))
        return [HeldRecord(**row._mapping) for row in rows]

    def keep(self, records: Sequence[HeldRecord]) -> None:
        """Write them; a later word about the same one counts."""
        rows = list({record.suspended: asdict(record) for record in records}.values())
        if rows:
            columns = tuple(rows[0])
            self._connection.execute(insert_or_replace(self._connection, HELD_SALE, columns), rows)


def forget_held(connection: Connection, now_us: int) -> bool:
    """Take held sales of days that are over out of the feed of one store; True while there may be more."""
    old = HELD_SALE.c.held_us < now_us - KEPT_US
    unit = connection.scalar(select(HELD_SALE.c.business_unit).where(old).limit(1))
    if unit is None:
        return False
    wanted = select(HELD_SALE.c.suspended).where(old, HELD_SALE.c.business_unit == unit)
    names = connection.scalars(wanted.order_by(HELD_SALE.c.suspended).limit(ROWS_AT_ONCE)).all()
    connection.execute(delete(HELD_SALE).where(HELD_SALE.c.suspended.in_(names)))
    gone = {"held_sale": [(name,) for name in names]}
    publish(SqlFeeds(connection), {store_feed(unit): [Change({}, drop=gone)]})
    return True
