"""Prices knows how prices of a file reach the tills: a thousand changes are seen at once, or not yet (SYNC T9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, select

from central.core.feed import Change, publish, zone_feed
from central.core.offers import EVERYBODY, Terms, check_validity
from central.core.refused import Refused
from central.importing import cells
from central.importing.loading import (
    ROWS_AT_ONCE,
    Loaded,
    Moment,
    currencies_by_zone,
    items_by_number,
    of_kind,
)
from central.importing.rows import BadRow, FileRow, ListedRow, PriceRow
from central.storage.engine import Database
from central.storage.money_schema import PRICE_LIST
from central.storage.price_list_rows import (
    STAGED,
    SqlPriceLists,
    follow_change,
    lasting_prices,
    listed_now,
    stage_prices,
    terms_of,
)
from central.storage.price_rows import prices_now, write_prices
from central.storage.sql_feeds import SqlFeeds

PERSON = "import"
_Priced = TypeVar("_Priced", PriceRow, ListedRow)


def load_prices(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Write prices of items that had none; changes wait for `bring_prices`."""
    loaded = Loaded()
    for zone, prices in _priced(connection, of_kind(rows, PriceRow), loaded).items():
        before = prices_now(connection, zone, prices)
        lasting = lasting_prices(connection, zone, prices, moment.now_us)
        other = {i: p for i, p in prices.items() if lasting.get(i, before.get(i)) != p}
        loaded.changed += len(other)
        loaded.unchanged += len(prices) - len(other)
        new = {item: minor for item, minor in prices.items() if item not in before}
        changed = write_prices(connection, zone, new, moment.now_us)
        loaded.tell(zone_feed(zone), price=sorted(changed.items()))
    return loaded


def bring_prices(database: Database, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Change all prices of a file at once: in one group, or as a list that begins when it is there as a whole."""
    changes: dict[str, dict[int, int]] = {}
    for some in _some(rows):
        with database.read() as connection:
            found = _priced(connection, of_kind(some, PriceRow), Loaded())
            for zone, prices in found.items():
                before = prices_now(connection, zone, prices)
                before |= lasting_prices(connection, zone, prices, moment.now_us)
                other = {i: p for i, p in prices.items() if before.get(i) != p}
                changes.setdefault(zone, {}).update(other)
    for zone, prices in sorted(changes.items()):
        if len(prices) <= ROWS_AT_ONCE:
            database.write(partial(_change, zone=zone, prices=prices, moment=moment))
            continue
        name = f"{PERSON} {moment.now_us}"
        items = sorted(prices)
        for first in range(0, len(items), ROWS_AT_ONCE):
            part = {item: prices[item] for item in items[first : first + ROWS_AT_ONCE]}
            database.write(partial(_stage, zone=zone, name=name, prices=part, moment=moment))
        terms = Terms(EVERYBODY, 0, 0, moment.now_us, None)
        database.write(partial(_begin, zone=zone, name=name, terms=terms))
    return Loaded()


def load_listed(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Stage prices of lists; nobody sees them before `begin_lists`."""
    loaded = Loaded()
    by_list: dict[tuple[str, str], list[tuple[FileRow, ListedRow]]] = {}
    for row, listed in of_kind(rows, ListedRow):
        by_list.setdefault((listed.zone, listed.price_list), []).append((row, listed))
    for (zone, name), found in sorted(by_list.items()):
        first = found[0][1]
        terms = terms_of(connection, zone, name) or _terms(first, moment)
        agreeing = [(row, listed) for row, listed in found if _agrees(listed, terms)]
        for row, listed in found:
            if not _agrees(listed, terms):
                loaded.complaints.append(row.complain("the list has other terms in its first row"))
        prices = _priced(connection, agreeing, loaded).get(zone, {})
        before = listed_now(connection, zone, name, prices)
        other = {item: minor for item, minor in prices.items() if before.get(item) != minor}
        loaded.unchanged += len(prices) - len(other)
        if not other:
            continue
        try:
            check_validity(terms.valid_from_us, terms.valid_until_us)
            by = (PERSON, moment.now_us)
            staged = stage_prices(connection, zone, name, other, by, terms)
        except Refused as refused:
            for row, _ in agreeing:
                loaded.complaints.append(row.complain(refused.problem.title))
            continue
        loaded.changed += len(staged)
        loaded.tell(zone_feed(zone), listed_price=staged)
    return loaded


def begin_lists(database: Database, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Bring every list of a file in force that is not yet, by the terms that it was staged with."""
    lists = {(listed.zone, listed.price_list) for _, listed in of_kind(rows, ListedRow)}
    for zone, name in sorted(lists):
        with database.read() as connection:
            terms = terms_of(connection, zone, name)
        if terms is not None:
            database.write(partial(_begin, zone=zone, name=name, terms=terms))
    return Loaded()


def _terms(listed: ListedRow, moment: Moment) -> Terms:
    since = moment.now_us if listed.valid_from_us is None else listed.valid_from_us
    return Terms(
        listed.customer_group, listed.from_milli, listed.priority, since, listed.valid_until_us
    )


def _agrees(listed: ListedRow, terms: Terms) -> bool:
    since = terms.valid_from_us if listed.valid_from_us is None else listed.valid_from_us
    own = (listed.customer_group, listed.from_milli, listed.priority, since, listed.valid_until_us)
    return Terms(*own) == terms


def _priced(
    connection: Connection, found: Sequence[tuple[FileRow, _Priced]], loaded: Loaded
) -> dict[str, dict[int, int]]:
    """Minor units by item, by zone; what cannot be read is complained of."""
    items = items_by_number(connection, {price.number for _, price in found})
    currencies = currencies_by_zone(connection)
    wanted: dict[str, dict[int, int]] = {}
    for row, price in found:
        if price.zone not in currencies:
            loaded.complaints.append(row.complain(f"no store is in the zone {price.zone!r}"))
        elif price.number not in items:
            loaded.complaints.append(row.complain(f"there is no item {price.number!r}"))
        else:
            try:
                minor = cells.price_minor(price.price, currencies[price.zone])
            except BadRow as bad:
                loaded.complaints.append(row.complain(str(bad)))
            else:
                wanted.setdefault(price.zone, {})[items[price.number]] = minor
    return dict(sorted(wanted.items()))


def _change(
    connection: Connection, *, zone: str, prices: Mapping[int, int], moment: Moment
) -> None:
    changed = write_prices(connection, zone, prices, moment.now_us)
    listed = follow_change(connection, zone, prices, moment.now_us)
    if changed or listed:
        told = Change({"price": sorted(changed.items()), "listed_price": listed})
        publish(SqlFeeds(connection), {zone_feed(zone): [told]})


def _stage(
    connection: Connection, *, zone: str, name: str, prices: Mapping[int, int], moment: Moment
) -> None:
    rows = stage_prices(connection, zone, name, prices, (PERSON, moment.now_us))
    if rows:
        publish(SqlFeeds(connection), {zone_feed(zone): [Change({"listed_price": rows})]})


def _begin(connection: Connection, *, zone: str, name: str, terms: Terms) -> None:
    state = select(PRICE_LIST.c.state).where(
        PRICE_LIST.c.zone == zone, PRICE_LIST.c.price_list == name
    )
    if connection.scalar(state) == STAGED:
        SqlPriceLists(connection).begin(zone, name, terms)


def _some(rows: Sequence[FileRow]) -> Iterator[Sequence[FileRow]]:
    for first in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[first : first + ROWS_AT_ONCE]
