"""Upsell rows knows what the recommender found before, and writes and tells only what is other now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, and_, delete, func, select

from central.core.feed import Change, publish, store_feed
from central.core.records import Row
from central.storage.dialect import insert_or_replace
from central.storage.schema import FEED, ITEM, ITEM_CODE, STORE
from central.storage.sql_feeds import SqlFeeds
from central.storage.upsell_schema import ITEM_NEIGHBOUR, NEW_ITEM, SALES_RATE

CHAIN = "chain"
# Rows of neighbours are long: a group of so many stays below half a megabyte.
ROWS_AT_ONCE = 500
# What a replica keeps of an item and of a code beside their words: keys, figures, the index of numbers.
_ITEM_BYTES, _CODE_BYTES = 48, 28


def known_neighbours(connection: Connection) -> dict[tuple[int, ...], Row]:
    """Rows by key, as the chain's feed tells them."""
    rows = connection.execute(select(*ITEM_NEIGHBOUR.c))
    return {(row.item_id,): tuple(row) for row in rows}


def known_new_items(connection: Connection) -> dict[tuple[int, ...], Row]:
    """Rows by key, as the chain's feed tells them."""
    return {(row.item_id,): tuple(row) for row in connection.execute(select(*NEW_ITEM.c))}


def known_rates(connection: Connection, business_unit: str) -> dict[tuple[int, ...], Row]:
    """Rows by key, as the store's feed tells them."""
    wanted = select(SALES_RATE.c.item_id, SALES_RATE.c.weekly_milli).where(
        SALES_RATE.c.business_unit == business_unit
    )
    return {(row.item_id,): tuple(row) for row in connection.execute(wanted)}


def sellable_items(connection: Connection) -> set[int]:
    """Items that are in the catalogue."""
    return set(connection.scalars(select(ITEM.c.item_id)))


def stores(connection: Connection) -> list[str]:
    """Every store that devices hear of."""
    heard = set(connection.scalars(select(FEED.c.feed)))
    units = connection.scalars(select(STORE.c.business_unit).order_by(STORE.c.business_unit))
    return [unit for unit in units if store_feed(unit) in heard]


def catalogue_bytes(connection: Connection) -> int:
    """About what the catalogue takes on a device, without its word index."""
    words = func.length(ITEM.c.number) + func.length(ITEM.c.name) + func.length(ITEM.c.department)
    count, letters = connection.execute(
        select(func.count(), func.coalesce(func.sum(words), 0)).select_from(ITEM)
    ).one()
    codes = connection.scalar(select(func.count()).select_from(ITEM_CODE)) or 0
    return int(letters) + int(count) * _ITEM_BYTES + codes * _CODE_BYTES


def tell_chain(
    connection: Connection, table: Table, put: Sequence[Row], drop: Sequence[Row]
) -> None:
    """Write some rows of the chain, and one group of its feed."""
    if put:
        columns = tuple(column.name for column in table.columns)
        values = [dict(zip(columns, row, strict=True)) for row in put]
        connection.execute(insert_or_replace(connection, table, columns), values)
    if drop:
        gone = [key for (key,) in drop]
        connection.execute(delete(table).where(table.c.item_id.in_(gone)))
    change = Change({table.name: put}, drop={table.name: drop})
    publish(SqlFeeds(connection), {CHAIN: [change]})


def tell_store(
    connection: Connection, business_unit: str, put: Sequence[Row], drop: Sequence[Row]
) -> None:
    """Write some rates of a store, and one group of its feed."""
    columns = ("business_unit", "item_id", "weekly_milli")
    if put:
        values = [dict(zip(columns, (business_unit, *row), strict=True)) for row in put]
        connection.execute(insert_or_replace(connection, SALES_RATE, columns), values)
    if drop:
        gone = [key for (key,) in drop]
        here = SALES_RATE.c.business_unit == business_unit
        connection.execute(delete(SALES_RATE).where(and_(here, SALES_RATE.c.item_id.in_(gone))))
    change = Change({SALES_RATE.name: put}, drop={SALES_RATE.name: drop})
    publish(SqlFeeds(connection), {store_feed(business_unit): [change]})


def differences(
    before: Mapping[tuple[int, ...], Row], now: Sequence[Row]
) -> list[tuple[list[Row], list[Row]]]:
    """What to put and what to drop, in parts of so many rows; the first cell is the key."""
    wanted = {(int(str(row[0])),) for row in now}
    put = [row for row in now if before.get((int(str(row[0])),)) != row]
    drop: list[Row] = [key for key in sorted(before) if key not in wanted]
    parts: list[tuple[list[Row], list[Row]]] = [
        (put[start : start + ROWS_AT_ONCE], []) for start in range(0, len(put), ROWS_AT_ONCE)
    ]
    parts += [
        ([], drop[start : start + ROWS_AT_ONCE]) for start in range(0, len(drop), ROWS_AT_ONCE)
    ]
    return parts
