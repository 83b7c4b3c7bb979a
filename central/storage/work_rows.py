"""Work rows knows how picking and packing of a store's day are measured from what its devices told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from central.storage.schema import CUSTOMER_ORDER, FACT, STORE
from central.storage.sql_journals import fact_of
from pos_app.domain.work_measures import WORK_FACTS, measure


def work_measures(
    connection: Connection, business_unit: str, business_date: str
) -> dict[str, Any] | None:
    """The figures of all devices of a store together, None for a store that nobody knows."""
    zone_name = connection.scalar(
        select(STORE.c.time_zone).where(STORE.c.business_unit == business_unit)
    )
    if zone_name is None:
        return None
    wanted = select(FACT).where(
        FACT.c.business_unit == business_unit,
        FACT.c.business_date == business_date,
        FACT.c.kind.in_([str(kind) for kind in WORK_FACTS]),
    )
    facts = [fact_of(row) for row in connection.execute(wanted).mappings()]
    orders = select(CUSTOMER_ORDER.c.order_number, CUSTOMER_ORDER.c.promised_us).where(
        CUSTOMER_ORDER.c.business_unit == business_unit, CUSTOMER_ORDER.c.promised_us.is_not(None)
    )
    promised = {row.order_number: row.promised_us for row in connection.execute(orders)}
    zone = ZoneInfo(zone_name)

    def hour_of(at_us: int) -> int:
        return datetime.fromtimestamp(at_us // 1_000_000, UTC).astimezone(zone).hour

    found = measure(facts, promised, hour_of)
    return {
        "lines": found.lines,
        "lines_an_hour": found.lines_an_hour,
        "short_permille": found.short_permille,
        "errors_caught": found.caught,
        "pick_step_seconds": found.pick_step_seconds,
        "pack_step_seconds": found.pack_step_seconds,
        "orders": found.orders,
        "perfect_permille": found.perfect_permille,
        "lines_by_hour": list(found.by_hour),
    }
