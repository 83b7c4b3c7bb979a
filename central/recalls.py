"""Recalls knows how every store hears what the maker has called back."""

from __future__ import annotations

from sqlalchemy import Connection, select

from central.core.feed import Change, publish, store_feed
from central.importing.loading import replace_rows
from central.storage.schema import CONFIGURATION, STORE
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain.recall import recall_setting

CALLED_BACK, LIFTED = "called back", ""


def call_back(connection: Connection, gtin: str, lot: str, *, lifted: bool = False) -> int:
    """Tell every store, or that it is over; gives the number of stores. gtin: 14 digits; lot: "" for all of them."""
    row = (recall_setting(gtin, lot), LIFTED if lifted else CALLED_BACK)
    feeds = SqlFeeds(connection)
    units = sorted(connection.scalars(select(STORE.c.business_unit)))
    heard = [unit for unit in units if feeds.head(store_feed(unit)) is not None]
    name, value = row
    replace_rows(
        connection,
        CONFIGURATION,
        [{"business_unit": unit, "name": name, "value": value} for unit in heard],
    )
    publish(feeds, {store_feed(unit): [Change({"configuration": [row]})] for unit in heard})
    return len(heard)
