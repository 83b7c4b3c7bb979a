"""Recalls knows how every store hears what the maker has called back."""

from __future__ import annotations

from sqlalchemy import Connection, select

from central.core.feed import Change, publish, store_feed
from central.importing.loading import replace_rows
from central.storage.goods_schema import ITEM_PACK
from central.storage.schema import CONFIGURATION, ITEM_CODE, STORE
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain.recall import recall_setting

CALLED_BACK, LIFTED = "called back", ""


def call_back(connection: Connection, gtin: str, lot: str, *, lifted: bool = False) -> int:
    """Tell every store, or that it is over; gives the number of stores. gtin: 14 digits; lot: "" for all of them."""
    value = LIFTED if lifted else CALLED_BACK
    # a case of it is called back with it
    owner = select(ITEM_CODE.c.item_id).where(ITEM_CODE.c.gtin == gtin).scalar_subquery()
    packs = connection.scalars(select(ITEM_PACK.c.gtin).where(ITEM_PACK.c.item_id == owner))
    told = [(recall_setting(code, lot), value) for code in (gtin, *sorted(packs))]
    feeds = SqlFeeds(connection)
    units = sorted(connection.scalars(select(STORE.c.business_unit)))
    heard = [unit for unit in units if feeds.head(store_feed(unit)) is not None]
    replace_rows(
        connection,
        CONFIGURATION,
        [
            {"business_unit": unit, "name": name, "value": value}
            for unit in heard
            for name, value in told
        ],
    )
    publish(feeds, {store_feed(unit): [Change({"configuration": told})] for unit in heard})
    return len(heard)
