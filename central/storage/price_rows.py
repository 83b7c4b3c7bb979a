"""Price rows knows the price of an item in a zone now, and what it was at any time before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.money_schema import PRICE_CHANGE
from central.storage.schema import PRICE

_PRICE = ("zone", "item_id", "price_minor")
_CHANGE = ("zone", "item_id", "valid_from_us", "price_minor")
_SINCE_EVER = 0


def write_prices(
    connection: Connection, zone: str, prices: Mapping[int, int], now_us: int
) -> dict[int, int]:
    """Write prices in minor units by item, valid from now; gives those that changed."""
    before = prices_now(connection, zone, prices.keys())
    changed = {item: minor for item, minor in sorted(prices.items()) if before.get(item) != minor}
    if not changed:
        return {}
    rows = [{"zone": zone, "item_id": item, "price_minor": p} for item, p in changed.items()]
    connection.execute(insert_or_replace(connection, PRICE, _PRICE), rows)
    past: list[tuple[str, int, int, int]] = []
    for item, minor in changed.items():
        if item in before:
            # The first change of a price writes down what was valid until then; later ones find it there.
            past += [(zone, item, _SINCE_EVER, before[item]), (zone, item, now_us, minor)]
    keep_history(connection, past)
    return changed


def keep_history(connection: Connection, changes: Sequence[tuple[str, int, int, int]]) -> None:
    """Write prices of other times as (zone, item, valid from in µs UTC, minor units); what is there stays."""
    rows = [dict(zip(_CHANGE, change, strict=True)) for change in changes]
    if rows:
        connection.execute(insert_or_ignore(connection, PRICE_CHANGE), rows)


def prices_now(connection: Connection, zone: str, items: Any) -> dict[int, int]:
    """Prices in minor units by item, as they are now."""
    wanted = select(PRICE.c.item_id, PRICE.c.price_minor).where(
        PRICE.c.zone == zone, PRICE.c.item_id.in_(sorted(items))
    )
    return {row.item_id: row.price_minor for row in connection.execute(wanted)}


def price_changes(
    connection: Connection, zone: str, items: Any
) -> dict[int, list[tuple[int, int]]]:
    """By item, each (valid from in µs UTC, price in minor units), oldest first; none for a price that never changed."""
    wanted = (
        select(PRICE_CHANGE.c.item_id, PRICE_CHANGE.c.valid_from_us, PRICE_CHANGE.c.price_minor)
        .where(PRICE_CHANGE.c.zone == zone, PRICE_CHANGE.c.item_id.in_(sorted(items)))
        .order_by(PRICE_CHANGE.c.item_id, PRICE_CHANGE.c.valid_from_us)
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.item_id, []).append((row.valid_from_us, row.price_minor))
    return found
