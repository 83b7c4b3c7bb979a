"""Return rows knows what was paid for sales, what came back of them, and how long registers may look them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Exists, delete, exists, insert, or_, select

from central.core.feed import Change, publish, store_feed
from central.core.records import PaidFact, ReturnRecord
from central.core.return_facts import UNKNOWN_SALE, VOIDED
from central.storage.money_schema import PAST_RETURN, PAST_SALE, REFUND_TENDER, SALE, SALE_RETURN
from central.storage.order_sale_rows import order_sales
from central.storage.order_schema import ORDER_SALE
from central.storage.schema import CONFIGURATION, EXCEPTION, FACT, STORE
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain.return_terms import RETURN_DAYS, return_days
from sync.wire.messages import GROUP_ROWS_MAX

_RETURN_COLUMNS = [column.name for column in SALE_RETURN.columns]
# Who comes too late may come with approval: so many days sales are known beyond the days of a return.
LATE_DAYS = 30
_PAST_COLUMNS = [column.name for column in PAST_RETURN.columns]


class SqlReturns:
    """Keeps returns; one who books a return of a sale holds that sale until the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sales(self, sale_ids: set[str]) -> list[PaidFact]:
        """These sales as their facts tell of them, each locked until the end; unknown ones are left out."""
        if not sale_ids:
            return []
        unit = SALE.c.business_unit
        wanted = select(SALE.c.sale_id, SALE.c.fact_id, SALE.c.total_minor, unit)
        of_these = wanted.where(SALE.c.sale_id.in_(sale_ids))
        locked = self._connection.execute(of_these.order_by(SALE.c.sale_id).with_for_update())
        found = self._with_bodies([tuple(row) for row in locked])
        return [*found, *order_sales(self._connection, sale_ids)]

    def returns_of(self, sale_ids: set[str]) -> list[PaidFact]:
        """What came back of these sales."""
        if not sale_ids:
            return []
        unit = SALE_RETURN.c.business_unit
        wanted = select(
            SALE_RETURN.c.sale_id, SALE_RETURN.c.fact_id, SALE_RETURN.c.total_minor, unit
        )
        found = self._connection.execute(wanted.where(SALE_RETURN.c.sale_id.in_(sale_ids)))
        return self._with_bodies([tuple(row) for row in found])

    def met(self) -> list[str]:
        """Open exceptions about goods of sales that were not here, and that are here now, oldest first."""
        asked = EXCEPTION.c
        wanted = (
            select(asked.exception_id)
            .where(
                asked.state == "open",
                asked.kind == UNKNOWN_SALE,
                # its detail is the sale
                or_(
                    exists().where(SALE.c.sale_id == asked.detail),
                    exists().where(ORDER_SALE.c.sale_id == asked.detail),
                ),
            )
            .order_by(asked.raised_us, asked.exception_id)
        )
        return [*self._connection.scalars(wanted)]

    def add(self, returns: Sequence[ReturnRecord]) -> None:
        """Write returns with what was given back; their goods are moved apart from it."""
        if not returns:
            return
        rows = [{name: getattr(back, name) for name in _RETURN_COLUMNS} for back in returns]
        self._connection.execute(insert(SALE_RETURN), rows)
        past = [
            {name: getattr(back, name) for name in _PAST_COLUMNS}
            for back in returns
            if back.sale_id
        ]
        # the store that sold them shows what is back, too
        past += [
            {name: getattr(back, name) for name in _PAST_COLUMNS} | {"business_unit": back.sold_in}
            for back in returns
            if back.sold_in
        ]
        if past:
            self._connection.execute(insert(PAST_RETURN), past)
        tenders = [
            {"fact_id": back.fact_id, "number": number, **asdict(tender)}
            for back in returns
            for number, tender in enumerate(back.tenders, start=1)
        ]
        if tenders:
            self._connection.execute(insert(REFUND_TENDER), tenders)

    def _with_bodies(self, rows: list[tuple[str, str, int, str]]) -> list[PaidFact]:
        fact_ids = {fact_id for _, fact_id, _, _ in rows}
        wanted = select(FACT.c.fact_id, FACT.c.kind, FACT.c.body)
        found = self._connection.execute(wanted.where(FACT.c.fact_id.in_(fact_ids)))
        # A fact that was chained anew stands in two chains, with the same words.
        told = {row.fact_id: (row.kind, bytes(row.body)) for row in found}
        return [
            PaidFact(sale_id, int(total_minor), *told.get(fact_id, ("", b"")), unit)
            for sale_id, fact_id, total_minor, unit in rows
        ]


def was_undone() -> Exists:
    """The row of a sale that was undone, in a query of sales."""
    return exists().where(SALE_RETURN.c.sale_id == SALE.c.sale_id, SALE_RETURN.c.reason == VOIDED)


def forget_past(connection: Connection, now_us: int) -> bool:
    """Take sales that are too old to come back out of the feed of one store; True while there may be more."""
    days = _days_by_store(connection)
    today = datetime.fromtimestamp(now_us // 1_000_000, UTC).date()
    for unit in connection.scalars(select(STORE.c.business_unit).order_by(STORE.c.business_unit)):
        oldest = today - timedelta(days=return_days(days.get(unit, "")) + LATE_DAYS)
        if _forget_before(connection, unit, oldest.isoformat()):
            return True
    return False


def _days_by_store(connection: Connection) -> dict[str, str]:
    wanted = select(CONFIGURATION.c.business_unit, CONFIGURATION.c.value)
    rows = connection.execute(wanted.where(CONFIGURATION.c.name == RETURN_DAYS))
    return {row.business_unit: row.value for row in rows}


def _forget_before(connection: Connection, unit: str, date: str) -> bool:
    here, of_returns = PAST_SALE.c.business_unit == unit, PAST_RETURN.c.business_unit == unit
    old = select(PAST_SALE.c.sale_id).where(here, PAST_SALE.c.business_date < date)
    sales = connection.scalars(old.limit(GROUP_ROWS_MAX // 4)).all()
    sold_here = exists().where(here, PAST_SALE.c.sale_id == PAST_RETURN.c.sale_id)
    of_others = of_returns & (PAST_RETURN.c.business_date < date) & ~sold_here
    also = (of_returns & PAST_RETURN.c.sale_id.in_(sales)) if sales else of_others
    gone_with = select(PAST_RETURN.c.fact_id).where(also)
    returns = connection.scalars(gone_with if sales else gone_with.limit(GROUP_ROWS_MAX)).all()
    if not sales and not returns:
        return False
    gone_here = of_returns & PAST_RETURN.c.fact_id.in_(returns)
    connection.execute(delete(PAST_RETURN).where(gone_here))
    connection.execute(delete(PAST_SALE).where(here, PAST_SALE.c.sale_id.in_(sales)))
    gone = {"past_sale": [(sale,) for sale in sales], "past_return": [(one,) for one in returns]}
    publish(SqlFeeds(connection), {store_feed(unit): [Change({}, drop=gone)]})
    return True
