"""Audit rows knows which sales wait for their audit, and the prices that they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from central.core.audit import (
    AuditedLine,
    Window,
    read_lines,
    variances,
)
from central.core.feed import Change, publish, store_feed
from central.core.questions import PRICE_VARIANCE, question, question_row
from central.core.records import OpenQuestion
from central.storage.money_schema import SALE
from central.storage.pack_price_rows import pack_prices
from central.storage.price_list_rows import has_lists, listed_prices
from central.storage.price_rows import price_changes, prices_now
from central.storage.schema import FACT, STORE
from central.storage.sql_feeds import SqlFeeds
from central.storage.sql_ledger import SqlLedger

SALES_AT_ONCE = 200
_WAITING = (
    select(SALE.c.sale_id, SALE.c.fact_id, SALE.c.business_unit, SALE.c.completed_us)
    .where(~SALE.c.audited)
    .order_by(SALE.c.completed_us, SALE.c.sale_id)
    .limit(SALES_AT_ONCE)
)


def sales_wait(connection: Connection) -> bool:
    """True when a sale was not audited yet."""
    return connection.execute(_WAITING.limit(1)).first() is not None


def audit_some(connection: Connection, now_us: int) -> int:
    """Audit the oldest sales that wait, in one transaction; gives how many. Other workers take other sales."""
    sales = connection.execute(_WAITING.with_for_update(skip_locked=True)).all()
    if not sales:
        return 0
    connection.execute(
        update(SALE).where(SALE.c.sale_id.in_([s.sale_id for s in sales])).values(audited=True)
    )
    bodies = dict.fromkeys([sale.fact_id for sale in sales], b"")
    wanted = select(FACT.c.fact_id, FACT.c.body).where(FACT.c.fact_id.in_(bodies))
    # Of a fact in several chains the one that came first was booked.
    latest_first = wanted.order_by(FACT.c.received_us.desc())
    bodies.update({row.fact_id: row.body for row in connection.execute(latest_first)})
    by_store: dict[str, list[tuple[Any, list[AuditedLine]]]] = {}
    for sale in sales:
        lines = read_lines(bodies[sale.fact_id])
        by_store.setdefault(sale.business_unit, []).append((sale, lines))
    changes: dict[str, list[Change]] = {}
    for unit, found in sorted(by_store.items()):
        asked = _questions(connection, unit, found)
        if asked:
            rows = [question_row(one) for one in SqlLedger(connection).ask(asked, now_us)]
            changes[store_feed(unit)] = [Change({"exception": rows})]
    publish(SqlFeeds(connection), changes)
    return len(sales)


def _listed(
    connection: Connection, zone: str, lines: Sequence[AuditedLine], window: Window
) -> dict[int, list[tuple[int, int | None]]]:
    items = {line.item_id for line in lines}
    return listed_prices(connection, zone, items, window.first_us, window.last_us)


def _questions(
    connection: Connection, unit: str, found: Sequence[tuple[Any, list[AuditedLine]]]
) -> list[OpenQuestion]:
    zone = connection.scalar(select(STORE.c.zone).where(STORE.c.business_unit == unit)) or ""
    items = {line.item_id for _, lines in found for line in lines}
    now, histories = prices_now(connection, zone, items), price_changes(connection, zone, items)
    has = has_lists(connection, zone)
    packed = {line.item_id for _, lines in found for line in lines if line.pack_milli}
    packs = pack_prices(connection, zone, packed) if packed else {}
    return [
        question(PRICE_VARIANCE, unit, sale.fact_id, str(variance.item_id), variance.detail)
        for sale, lines in found
        for window in [Window.of(sale.sale_id, sale.completed_us)]
        for variance in variances(
            lines,
            window,
            now,
            histories,
            _listed(connection, zone, lines, window) if has else None,
            packs,
        )
    ]
