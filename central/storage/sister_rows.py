"""Sister rows knows what a store was told of those that its goods are sent to, and tells only what is other now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, select

from central.core.feed import Change, publish, store_feed
from central.core.records import Row
from central.storage.dialect import insert_or_replace
from central.storage.schema import CONFIGURATION, FEED, RECEIPT, STOCK, STORE
from central.storage.shelf_schema import SISTER_STOCK, SISTER_STORE
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain.delivery import SISTERS_SETTING, sister_stores

# A group of so many rows is far below what a device takes at once.
ROWS_AT_ONCE = 1_000
_STOCK_COLUMNS = tuple(column.name for column in SISTER_STOCK.columns)
_STORE_COLUMNS = tuple(column.name for column in SISTER_STORE.columns)


def stores_with_sisters(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Each store that devices hear of, with the known stores that its goods are sent to, as head office set it."""
    heard = set(connection.scalars(select(FEED.c.feed)))
    known = set(connection.scalars(select(STORE.c.business_unit)))
    wanted = select(CONFIGURATION.c.business_unit, CONFIGURATION.c.value).where(
        CONFIGURATION.c.name == SISTERS_SETTING
    )
    found: dict[str, tuple[str, ...]] = {}
    for unit, setting in connection.execute(wanted.order_by(CONFIGURATION.c.business_unit)):
        named = sorted({sister for sister, _ in sister_stores(setting)})
        sisters = tuple(one for one in named if one in known and one != unit)
        if store_feed(unit) in heard and (sisters or _was_told(connection, unit)):
            found[unit] = sisters
    return found


def tell_sisters(
    connection: Connection, business_unit: str, sisters: Sequence[str], now_us: int
) -> bool:
    """One group of what is other now; True while there may be more.

    Of several processes one after the other does it, and the later ones find nothing to tell. What is to be said of
    how old the figures are comes with the last of them.
    """
    held = select(STORE.c.business_unit).where(STORE.c.business_unit == business_unit)
    # no other's fact waits for this: a key of the row may be used meanwhile
    connection.execute(held.with_for_update(key_share=True))
    put, drop = _stock_that_differs(connection, business_unit, sisters)
    if put or drop:
        _write(connection, business_unit, put, drop)
        _tell(connection, business_unit, Change({"sister_stock": put}, drop={"sister_stock": drop}))
        return True
    ages, gone = _ages_that_differ(connection, business_unit, sisters, now_us)
    if ages or gone:
        _write_ages(connection, business_unit, ages, gone)
        told = Change({"sister_store": ages}, drop={"sister_store": gone})
        _tell(connection, business_unit, told)
    return False


def begin_sisters(
    connection: Connection, business_unit: str, sisters: Sequence[str], now_us: int
) -> None:
    """All of it for a store whose feed has not begun."""
    while True:
        put, drop = _stock_that_differs(connection, business_unit, sisters)
        if not put and not drop:
            break
        _write(connection, business_unit, put, drop)
    ages, gone = _ages_that_differ(connection, business_unit, sisters, now_us)
    _write_ages(connection, business_unit, ages, gone)


def _was_told(connection: Connection, business_unit: str) -> bool:
    wanted = select(SISTER_STORE.c.sister).where(SISTER_STORE.c.business_unit == business_unit)
    return connection.scalar(wanted.limit(1)) is not None


def _stock_that_differs(
    connection: Connection, unit: str, sisters: Sequence[str]
) -> tuple[list[Row], list[Row]]:
    """Rows to put and keys to drop, both few enough for one group; what a store has none of has no row."""
    free = _available()
    here = and_(
        SISTER_STOCK.c.business_unit == unit,
        SISTER_STOCK.c.item_id == STOCK.c.item_id,
        SISTER_STOCK.c.sister == STOCK.c.business_unit,
    )
    told = func.coalesce(SISTER_STOCK.c.available_milli, 0)
    changed = (
        select(STOCK.c.item_id, STOCK.c.business_unit, free)
        .select_from(STOCK.outerjoin(SISTER_STOCK, here))
        .where(STOCK.c.business_unit.in_(sisters), free != told)
        .order_by(STOCK.c.item_id, STOCK.c.business_unit)
    )
    rows = connection.execute(changed.limit(ROWS_AT_ONCE)).all()
    put: list[Row] = [tuple(row) for row in rows if row[2]]
    drop: list[Row] = [(row[0], row[1]) for row in rows if not row[2]]
    of_others = select(SISTER_STOCK.c.item_id, SISTER_STOCK.c.sister).where(
        SISTER_STOCK.c.business_unit == unit, SISTER_STOCK.c.sister.not_in(sisters)
    )
    ordered = of_others.order_by(SISTER_STOCK.c.item_id, SISTER_STOCK.c.sister)
    drop += [tuple(row) for row in connection.execute(ordered.limit(ROWS_AT_ONCE))]
    return put, drop


def _available() -> ColumnElement[int]:
    free = STOCK.c.on_hand_milli - STOCK.c.reserved_milli - STOCK.c.safety_milli
    return case((free > 0, free), else_=0)


def _ages_that_differ(
    connection: Connection, unit: str, sisters: Sequence[str], now_us: int
) -> tuple[list[Row], list[Row]]:
    """A store that never said anything has the figures that head office began with, as of when they were told first."""
    wanted = select(SISTER_STORE.c.sister, SISTER_STORE.c.as_of_us)
    rows = connection.execute(wanted.where(SISTER_STORE.c.business_unit == unit))
    before = {row.sister: int(row.as_of_us) for row in rows}
    ages = []
    for sister in sisters:
        last = select(func.max(RECEIPT.c.decided_us)).where(RECEIPT.c.business_unit == sister)
        heard_us = connection.scalar(last) or before.get(sister, now_us)
        if before.get(sister) != heard_us:
            ages.append((sister, int(heard_us)))
    return [*ages], [(sister,) for sister in sorted(before) if sister not in sisters]


def _write(connection: Connection, unit: str, put: Sequence[Row], drop: Sequence[Row]) -> None:
    if put:
        values = [dict(zip(_STOCK_COLUMNS, (unit, *row), strict=True)) for row in put]
        connection.execute(insert_or_replace(connection, SISTER_STOCK, _STOCK_COLUMNS), values)
    for sister, items in _by_sister(drop):
        gone = and_(SISTER_STOCK.c.business_unit == unit, SISTER_STOCK.c.sister == sister)
        connection.execute(delete(SISTER_STOCK).where(gone, SISTER_STOCK.c.item_id.in_(items)))


def _write_ages(
    connection: Connection, unit: str, ages: Sequence[Row], gone: Sequence[Row]
) -> None:
    if ages:
        values = [dict(zip(_STORE_COLUMNS, (unit, *row), strict=True)) for row in ages]
        connection.execute(insert_or_replace(connection, SISTER_STORE, _STORE_COLUMNS), values)
    for (sister,) in gone:
        of_one = and_(SISTER_STORE.c.business_unit == unit, SISTER_STORE.c.sister == sister)
        connection.execute(delete(SISTER_STORE).where(of_one))


def _by_sister(drop: Iterable[Row]) -> list[tuple[object, list[object]]]:
    found: dict[object, list[object]] = {}
    for item_id, sister in drop:
        found.setdefault(sister, []).append(item_id)
    return [*found.items()]


def _tell(connection: Connection, unit: str, change: Change) -> None:
    publish(SqlFeeds(connection), {store_feed(unit): [change]})
