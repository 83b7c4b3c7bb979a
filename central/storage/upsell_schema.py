"""Upsell schema knows the tables of what the recommender found, as the feeds tell it."""

from __future__ import annotations

from sqlalchemy import Table

from central.storage.columns import METADATA, number, of_item, of_store, string

ITEM_NEIGHBOUR = Table(
    "item_neighbour",
    METADATA,
    of_item(key=True),
    number("baskets"),
    number("again_permille"),
    # as pos_app.domain.neighbours packs them
    string("neighbours"),
)
NEW_ITEM = Table("new_item", METADATA, of_item(key=True), string("first_sold_on"))
SALES_RATE = Table("sales_rate", METADATA, of_store(), of_item(key=True), number("weekly_milli"))
