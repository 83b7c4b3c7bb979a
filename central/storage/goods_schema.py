"""Goods schema knows the tables of items that are sold in other units, as parts of a kit, or as kinds of a style."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Table

from central.storage.columns import METADATA, number, of_item, string

# Another unit of an item, by the code that it carries.
ITEM_PACK = Table(
    "item_pack",
    METADATA,
    string("gtin", key=True),
    of_item(key=False),
    # its word, as people say it: case, pair, roll
    string("pack"),
    number("quantity_milli"),
)
# What a pack costs in a zone where it does not cost what is in it.
PACK_PRICE = Table(
    "pack_price",
    METADATA,
    string("zone", key=True),
    Column("gtin", ForeignKey("item_pack.gtin"), primary_key=True, nullable=False),
    number("price_minor"),
)


# What it cost before, once that has changed.
PACK_PRICE_CHANGE = Table(
    "pack_price_change",
    METADATA,
    string("zone", key=True),
    string("gtin", key=True),
    number("valid_from_us", key=True),
    number("price_minor"),
)


def _item(name: str) -> Column[int]:
    item_key = ForeignKey("item.item_id")
    return Column(name, BigInteger, item_key, primary_key=True, nullable=False, autoincrement=False)


ITEM_PART = Table(
    "item_part", METADATA, _item("kit_id"), _item("part_id"), number("quantity_milli")
)
# Which style an item is a size or a colour of.
ITEM_VARIANT = Table(
    "item_variant", METADATA, of_item(key=True), string("style"), string("size"), string("colour")
)
