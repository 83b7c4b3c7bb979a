"""Shelf schema knows the table that says how goods are kept and carried."""

from __future__ import annotations

from sqlalchemy import Table

from central.storage.columns import METADATA, number, of_item, string

ITEM_STORAGE = Table(
    "item_storage",
    METADATA,
    of_item(key=True),
    string("zone"),
    number("weight_grams"),
    number("width_mm"),
    number("depth_mm"),
    number("height_mm"),
    number("fragile"),
)
