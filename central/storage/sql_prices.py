"""SQL prices knows how people change prices and taxes: from now on, or from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select

from central.core.feed import Change, publish, zone_feed
from central.core.refused import Refused
from central.core.wire_facts import is_name
from central.storage.dialect import insert_or_replace
from central.storage.money_schema import TAX_CHANGE
from central.storage.price_list_rows import follow_change, items_of
from central.storage.price_rows import write_prices
from central.storage.promotion_rows import check_zone
from central.storage.schema import TAX_RATE
from central.storage.sql_feeds import SqlFeeds

_RATE = ("code", "name", "basis_points")
_CHANGE = ("code", "valid_from", "name", "basis_points")


class SqlPrices:
    """Changes prices for people; tills hear of it in the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def change(self, zone: str, prices: Mapping[str, int], now_us: int) -> int:
        """Minor units by item number, valid from now, lists that hold for ever notwithstanding; gives how many changed.

        Raises Refused 404 for what is not there.
        """
        feeds = SqlFeeds(self._connection)
        check_zone(feeds, zone)
        ids = items_of(self._connection, prices)
        by_id = {ids[number]: minor for number, minor in prices.items()}
        changed = write_prices(self._connection, zone, by_id, now_us)
        listed = follow_change(self._connection, zone, by_id, now_us)
        if changed or listed:
            told = Change({"price": [*changed.items()], "listed_price": listed})
            publish(feeds, {zone_feed(zone): [told]})
        return len({*changed, *(item_id for item_id, _, _ in listed)})


class SqlTaxes:
    """Changes tax rates for people; a change of a later day is told at once, and counts from that day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_rate(self, code: str, name: str, basis_points: int) -> None:
        """A rate from now on. Raises Refused 422 for names that are none."""
        _check_names(code, name)
        row = {"code": code, "name": name, "basis_points": basis_points}
        self._connection.execute(insert_or_replace(self._connection, TAX_RATE, _RATE), row)
        self._tell(Change({"tax_rate": [(code, name, basis_points)]}))

    def set_change(self, code: str, valid_from: str, name: str, basis_points: int) -> None:
        """A rate from a day of the store on. Raises Refused: unknown_tax, bad_date."""
        self._check(code, valid_from)
        _check_names(code, name)
        values = (code, valid_from, name, basis_points)
        row = dict(zip(_CHANGE, values, strict=True))
        self._connection.execute(insert_or_replace(self._connection, TAX_CHANGE, _CHANGE), row)
        self._tell(Change({"tax_change": [values]}))

    def drop_change(self, code: str, valid_from: str) -> None:
        """A change that was announced does not come. Raises Refused: unknown_tax, bad_date."""
        self._check(code, valid_from)
        gone = delete(TAX_CHANGE).where(
            TAX_CHANGE.c.code == code, TAX_CHANGE.c.valid_from == valid_from
        )
        if self._connection.execute(gone).rowcount:
            self._tell(Change({}, drop={"tax_change": [(code, valid_from)]}))

    def rates(self) -> list[dict[str, Any]]:
        """Every rate by code, with its changes, oldest first."""
        changes: dict[str, list[dict[str, Any]]] = {}
        ordered = select(TAX_CHANGE).order_by(TAX_CHANGE.c.code, TAX_CHANGE.c.valid_from)
        for row in self._connection.execute(ordered):
            change = {name: row._mapping[name] for name in _CHANGE[1:]}
            changes.setdefault(row.code, []).append(change)
        rates = self._connection.execute(select(TAX_RATE).order_by(TAX_RATE.c.code))
        return [{**row._mapping, "changes": changes.get(row.code, [])} for row in rates]

    def _check(self, code: str, valid_from: str) -> None:
        known = select(TAX_RATE.c.code).where(TAX_RATE.c.code == code)
        if not is_name(code) or self._connection.scalar(known) is None:
            raise Refused(404, "unknown_tax", "There is no such tax rate.")
        try:
            is_day = date.fromisoformat(valid_from).isoformat() == valid_from
        except ValueError:
            is_day = False
        if not is_day:
            raise Refused(422, "bad_date", "A day is written like 2026-11-21.")

    def _tell(self, change: Change) -> None:
        feeds = SqlFeeds(self._connection)
        if feeds.head("chain") is not None:
            publish(feeds, {"chain": [change]})


def _check_names(code: str, name: str) -> None:
    if not code or not name or not is_name(code) or not is_name(name):
        raise Refused(422, "unprintable_name", "A code and a name are short lines.")
