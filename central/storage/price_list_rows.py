"""Price list rows knows price lists: staged where nobody sees them, in force all at once, folded when they are old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, or_, select, update

from central.core.feed import Change, publish, zone_feed
from central.core.offers import EVERYBODY, Terms
from central.core.refused import Refused
from central.core.wire_facts import is_name
from central.storage.dialect import insert_or_replace
from central.storage.money_schema import LISTED_PRICE, PRICE_LIST
from central.storage.price_rows import keep_history, write_prices
from central.storage.promotion_rows import check_zone
from central.storage.schema import ITEM, PRICE
from central.storage.sql_feeds import SqlFeeds

STAGED, ACTIVE, ENDING = "staged", "active", "ending"
# A list that holds for ever becomes the plain price when every till has long heard of it.
FOLD_AFTER_US = 86_400_000_000
# One that is over leaves the devices so much later: their clocks may be behind.
KEPT_AFTER_END_US = 7 * 86_400_000_000
# A list that nobody ever began is forgotten.
KEPT_STAGED_US = 30 * 86_400_000_000
ROWS_AT_ONCE = 1_000
# The list that counts is the last one.
_RANKED = (PRICE_LIST.c.priority, PRICE_LIST.c.valid_from_us, PRICE_LIST.c.price_list.desc())
NO_TERMS = Terms(EVERYBODY, 0, 0, 0, None)
_LIST_COLUMNS = ("from_milli", "priority", "customer_group", "valid_from_us", "valid_until_us")


class SqlPriceLists:
    """Stages, begins and ends price lists; no till ever shows a part of one (SYNC T9)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._feeds = SqlFeeds(connection)

    def stage(
        self, zone: str, name: str, prices: Mapping[str, int], person: str, now_us: int
    ) -> int:
        """Add prices in minor units by item number to a list that is not in force; gives how many are new.

        Raises Refused: unknown_zone, unknown_item, list_in_force.
        """
        check_zone(self._feeds, zone)
        ids = items_of(self._connection, prices)
        by_id = {ids[number]: minor for number, minor in prices.items()}
        rows = stage_prices(self._connection, zone, name, by_id, (person, now_us))
        if rows:
            publish(self._feeds, {zone_feed(zone): [Change({"listed_price": rows})]})
        return len(rows)

    def begin(self, zone: str, name: str, terms: Terms) -> int:
        """Bring a list in force by its terms, with one row; gives how many prices it has.

        Raises Refused: unknown_price_list, list_ended.
        """
        found = self._lock(zone, name)
        if found["state"] == ENDING:
            raise Refused(409, "list_ended", "This list has ended: take another name.")
        values = {column: getattr(terms, column) for column in _LIST_COLUMNS}
        self._set(zone, name, state=ACTIVE, **values)
        row = (name, *values.values())
        publish(self._feeds, {zone_feed(zone): [Change({"price_list": [row]})]})
        counted = select(func.count()).where(*_entries(zone, name))
        return self._connection.scalar(counted) or 0

    def end(self, zone: str, name: str) -> None:
        """A list is in force no more, or never will be. Raises Refused: unknown_price_list."""
        end_list(self._connection, zone, name, self._lock(zone, name)["state"])

    def of_zone(self, zone: str) -> list[dict[str, Any]]:
        """The price lists of a zone that devices hold, with how many prices each has."""
        counted = (
            select(func.count())
            .where(
                LISTED_PRICE.c.zone == PRICE_LIST.c.zone,
                LISTED_PRICE.c.price_list == PRICE_LIST.c.price_list,
            )
            .scalar_subquery()
        )
        wanted = select(PRICE_LIST, counted.label("price_count")).where(PRICE_LIST.c.zone == zone)
        rows = self._connection.execute(wanted.order_by(PRICE_LIST.c.price_list))
        return [dict(row._mapping) for row in rows]

    def _lock(self, zone: str, name: str) -> dict[str, Any]:
        wanted = select(PRICE_LIST).where(_is_list(zone, name)).with_for_update()
        found = self._connection.execute(wanted).mappings().one_or_none()
        if found is None:
            raise Refused(404, "unknown_price_list", "There is no such price list.")
        return dict(found)

    def _set(self, zone: str, name: str, **values: Any) -> None:
        self._connection.execute(update(PRICE_LIST).where(_is_list(zone, name)).values(**values))


def items_of(connection: Connection, prices: Mapping[str, int]) -> dict[str, int]:
    """Item ids by number. Raises Refused 404 unknown_item."""
    names = {name for name in prices if is_name(name)}
    wanted = select(ITEM.c.number, ITEM.c.item_id).where(ITEM.c.number.in_(names))
    ids = {row.number: row.item_id for row in connection.execute(wanted)}
    unknown = sorted(prices.keys() - ids.keys())
    if unknown:
        raise Refused(404, "unknown_item", f"There is no item {unknown[0][:40]!r}.")
    return ids


def stage_prices(
    connection: Connection,
    zone: str,
    name: str,
    prices: Mapping[int, int],
    by: tuple[str, int],
    terms: Terms = NO_TERMS,
) -> list[tuple[int, str, int]]:
    """Write prices of a list by item, and the list when it is new; gives the rows that changed.

    by: the person, and the moment in µs UTC; terms: what the list is to begin by. Raises Refused list_in_force.
    """
    if not name or not is_name(name):
        raise Refused(422, "unprintable_name", "A name is one short line.")
    wanted = select(PRICE_LIST.c.state).where(_is_list(zone, name)).with_for_update()
    state = connection.scalar(wanted)
    if state not in (None, STAGED):
        raise Refused(409, "list_in_force", "This list is in force: take another name.")
    if state is None:
        row = {column: getattr(terms, column) for column in _LIST_COLUMNS}
        made = {"made_by": by[0], "made_us": by[1], "state": STAGED}
        connection.execute(PRICE_LIST.insert(), {"zone": zone, "price_list": name, **row, **made})
    before = listed_now(connection, zone, name, prices)
    new = sorted((i, name, minor) for i, minor in prices.items() if before.get(i) != minor)
    if new:
        columns = ("item_id", "price_list", "price_minor")
        rows = [{"zone": zone, **dict(zip(columns, row, strict=True))} for row in new]
        connection.execute(insert_or_replace(connection, LISTED_PRICE, ("zone", *columns)), rows)
    return new


def end_list(connection: Connection, zone: str, name: str, state: str) -> None:
    """Out of force with one row; its prices leave the devices afterwards, a few at a time."""
    values = update(PRICE_LIST).where(_is_list(zone, name)).values(state=ENDING)
    connection.execute(values)
    if state == ACTIVE:
        gone = Change({}, drop={"price_list": [(name,)]})
        publish(SqlFeeds(connection), {zone_feed(zone): [gone]})


def tidy_lists(connection: Connection, now_us: int) -> bool:
    """One step: fold a list that holds for ever, or take away one that is over; True while there is more to do.

    The lowest list of a zone alone may become the plain price, or one below it would be seen where it was not.
    """
    over = or_(
        PRICE_LIST.c.state == ENDING,
        and_(PRICE_LIST.c.state == STAGED, PRICE_LIST.c.made_us < now_us - KEPT_STAGED_US),
        and_(
            PRICE_LIST.c.state == ACTIVE, PRICE_LIST.c.valid_until_us < now_us - KEPT_AFTER_END_US
        ),
    )
    ended = connection.execute(select(PRICE_LIST).where(over).limit(1)).mappings().first()
    if ended is not None:
        _take_away(connection, ended["zone"], ended["price_list"], ended["state"])
        return True
    for zone in connection.scalars(select(PRICE_LIST.c.zone).distinct()).all():
        lowest = _lowest(connection, zone)
        if lowest is None or lowest["valid_until_us"] is not None:
            continue
        if lowest["valid_from_us"] <= now_us - FOLD_AFTER_US:
            _fold(connection, zone, lowest["price_list"], lowest["valid_from_us"])
            return True
    return False


def follow_change(
    connection: Connection, zone: str, prices: Mapping[int, int], now_us: int
) -> list[tuple[int, str, int]]:
    """A price that a person changes now counts over lists that hold for ever; gives the rows that changed."""
    wanted = _lasting(zone, prices, now_us).order_by(
        LISTED_PRICE.c.item_id, LISTED_PRICE.c.price_list
    )
    found = connection.execute(wanted).all()
    # Sales of before are held against what the list said then.
    keep_history(
        connection,
        [(zone, row.item_id, row.valid_from_us, row.price_minor) for row in found]
        + [(zone, row.item_id, now_us, prices[row.item_id]) for row in found],
    )
    rows = [(row.item_id, row.price_list, prices[row.item_id]) for row in found]
    for item_id, name, minor in rows:
        at = (*_entries(zone, name), LISTED_PRICE.c.item_id == item_id)
        connection.execute(update(LISTED_PRICE).where(*at).values(price_minor=minor))
    return rows


def lasting_prices(
    connection: Connection, zone: str, items: Iterable[int], now_us: int
) -> dict[int, int]:
    """By item, what lists for everybody that hold for ever charge in minor units; they will be the plain prices."""
    wanted = _lasting(zone, items, now_us).order_by(*_RANKED)
    return {row.item_id: row.price_minor for row in connection.execute(wanted)}


def _lasting(zone: str, items: Iterable[int], now_us: int) -> Select[Any]:
    """What lists for everybody that hold for ever say of these items."""
    return (
        select(
            LISTED_PRICE.c.item_id,
            LISTED_PRICE.c.price_list,
            LISTED_PRICE.c.price_minor,
            PRICE_LIST.c.valid_from_us,
        )
        .join(
            PRICE_LIST,
            and_(
                PRICE_LIST.c.zone == LISTED_PRICE.c.zone,
                PRICE_LIST.c.price_list == LISTED_PRICE.c.price_list,
            ),
        )
        .where(_for_all(zone), PRICE_LIST.c.valid_until_us.is_(None))
        .where(PRICE_LIST.c.valid_from_us <= now_us, LISTED_PRICE.c.item_id.in_(sorted(items)))
    )


def terms_of(connection: Connection, zone: str, name: str) -> Terms | None:
    """What a list begins, or began, by; None when there is no such list."""
    wanted = select(*(PRICE_LIST.c[column] for column in _LIST_COLUMNS))
    row = connection.execute(wanted.where(_is_list(zone, name))).mappings().first()
    return None if row is None else Terms(**row)


def listed_now(connection: Connection, zone: str, name: str, items: Any) -> dict[int, int]:
    """What a list says of these items, in minor units."""
    wanted = select(LISTED_PRICE.c.item_id, LISTED_PRICE.c.price_minor).where(
        *_entries(zone, name), LISTED_PRICE.c.item_id.in_(sorted(items))
    )
    return {row.item_id: row.price_minor for row in connection.execute(wanted)}


def has_lists(connection: Connection, zone: str) -> bool:
    """True when a list is in force there."""
    wanted = select(PRICE_LIST.c.price_list).where(
        PRICE_LIST.c.zone == zone, PRICE_LIST.c.state == ACTIVE
    )
    return connection.execute(wanted.limit(1)).first() is not None


def listed_prices(
    connection: Connection, zone: str, items: Any, first_us: int, last_us: int
) -> dict[int, list[tuple[int, int | None]]]:
    """By item, prices in minor units of lists in force at some time in between, and since when for everybody."""
    wanted = (
        select(
            LISTED_PRICE.c.item_id,
            LISTED_PRICE.c.price_minor,
            PRICE_LIST.c.customer_group,
            PRICE_LIST.c.from_milli,
            PRICE_LIST.c.valid_from_us,
            PRICE_LIST.c.valid_until_us,
        )
        .join(
            PRICE_LIST,
            and_(
                PRICE_LIST.c.zone == LISTED_PRICE.c.zone,
                PRICE_LIST.c.price_list == LISTED_PRICE.c.price_list,
            ),
        )
        .where(
            LISTED_PRICE.c.zone == zone,
            LISTED_PRICE.c.item_id.in_(sorted(items)),
            PRICE_LIST.c.state == ACTIVE,
            PRICE_LIST.c.valid_from_us <= last_us,
            or_(PRICE_LIST.c.valid_until_us.is_(None), PRICE_LIST.c.valid_until_us > first_us),
        )
    )
    found: dict[int, list[tuple[int, int | None]]] = {}
    for row in connection.execute(wanted):
        is_whole = row.valid_from_us <= first_us and (row.valid_until_us or last_us + 1) > last_us
        for_all = row.customer_group == EVERYBODY and row.from_milli == 0 and is_whole
        found.setdefault(row.item_id, []).append(
            (row.price_minor, row.valid_from_us if for_all else None)
        )
    return found


def _fold(connection: Connection, zone: str, name: str, since_us: int) -> None:
    """Some of its prices become plain ones; nobody sees a difference, and when all are, the list ends."""
    plain = and_(PRICE.c.zone == LISTED_PRICE.c.zone, PRICE.c.item_id == LISTED_PRICE.c.item_id)
    wanted = (
        select(LISTED_PRICE.c.item_id, LISTED_PRICE.c.price_minor)
        .outerjoin(PRICE, plain)
        .where(
            *_entries(zone, name),
            or_(PRICE.c.price_minor.is_(None), PRICE.c.price_minor != LISTED_PRICE.c.price_minor),
        )
        .order_by(LISTED_PRICE.c.item_id)
        .limit(ROWS_AT_ONCE)
    )
    prices = {row.item_id: row.price_minor for row in connection.execute(wanted)}
    if not prices:
        end_list(connection, zone, name, ACTIVE)
        return
    changed = write_prices(connection, zone, prices, since_us)
    told = Change({"price": sorted(changed.items())})
    publish(SqlFeeds(connection), {zone_feed(zone): [told]})


def _take_away(connection: Connection, zone: str, name: str, state: str) -> None:
    if state != ENDING:
        end_list(connection, zone, name, state)
        return
    some = select(LISTED_PRICE.c.item_id).where(*_entries(zone, name))
    items = [*connection.scalars(some.order_by(LISTED_PRICE.c.item_id).limit(ROWS_AT_ONCE))]
    if not items:
        connection.execute(delete(PRICE_LIST).where(_is_list(zone, name)))
        return
    gone = (*_entries(zone, name), LISTED_PRICE.c.item_id.in_(items))
    connection.execute(delete(LISTED_PRICE).where(*gone))
    told = Change({}, drop={"listed_price": [(item_id, name) for item_id in items]})
    publish(SqlFeeds(connection), {zone_feed(zone): [told]})


def _lowest(connection: Connection, zone: str) -> dict[str, Any] | None:
    wanted = select(PRICE_LIST).where(_for_all(zone)).order_by(*_RANKED)
    found = connection.execute(wanted.limit(1))
    row = found.mappings().first()
    return None if row is None else dict(row)


def _for_all(zone: str) -> ColumnElement[bool]:
    return and_(
        PRICE_LIST.c.zone == zone,
        PRICE_LIST.c.state == ACTIVE,
        PRICE_LIST.c.customer_group == EVERYBODY,
        PRICE_LIST.c.from_milli == 0,
    )


def _is_list(zone: str, name: str) -> ColumnElement[bool]:
    return and_(PRICE_LIST.c.zone == zone, PRICE_LIST.c.price_list == name)


def _entries(zone: str, name: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (LISTED_PRICE.c.zone == zone, LISTED_PRICE.c.price_list == name)
