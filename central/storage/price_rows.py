"""Price rows knows the price of an item in a zone now, and what it was at any time before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from central.core.feed import Change, publish, zone_feed
from central.core.refused import Refused
from central.core.wire_facts import is_name
from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.money_schema import PRICE_CHANGE
from central.storage.schema import ITEM, PRICE
from central.storage.sql_feeds import SqlFeeds

_PRICE = ("zone", "item_id", "price_minor")
_SINCE_EVER = 0


class SqlPrices:
    """Changes prices for people; tills hear of it in the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def change(self, zone: str, prices: Mapping[str, int], now_us: int) -> int:
        """Minor units by item number, valid from now; gives how many changed. Refused 404 for what is not there."""
        feeds = SqlFeeds(self._connection)
        if not is_name(zone) or feeds.head(zone_feed(zone)) is None:
            raise Refused(404, "unknown_zone", "There is no such price zone.")
        names = {name for name in prices if is_name(name)}
        wanted = select(ITEM.c.number, ITEM.c.item_id).where(ITEM.c.number.in_(names))
        ids = {row.number: row.item_id for row in self._connection.execute(wanted)}
        unknown = sorted(prices.keys() - ids.keys())
        if unknown:
            raise Refused(404, "unknown_item", f"There is no item {unknown[0][:40]!r}.")
        by_id = {ids[number]: minor for number, minor in prices.items()}
        changed = write_prices(self._connection, zone, by_id, now_us)
        if changed:
            publish(feeds, {zone_feed(zone): [Change({"price": [*changed.items()]})]})
        return len(changed)


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
    past: list[dict[str, Any]] = []
    for row in rows:
        if row["item_id"] in before:
            old = {**row, "price_minor": before[row["item_id"]]}
            past += [{**old, "valid_from_us": _SINCE_EVER}, {**row, "valid_from_us": now_us}]
    if past:
        # The first change of a price writes down what was valid until then; later ones find it there.
        connection.execute(insert_or_ignore(connection, PRICE_CHANGE), past)
    return changed


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
