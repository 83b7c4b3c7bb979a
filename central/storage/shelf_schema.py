"""Shelf schema knows how goods are kept and carried, and who has counted them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from central.storage.columns import METADATA, number, of_item, of_store, string

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
# The last count of each item: what happened before is in it. Its place in its device's chain, and the centre's time.
STOCK_COUNT = Table(
    "stock_count",
    METADATA,
    of_store(),
    of_item(key=True),
    string("device_id"),
    string("incarnation"),
    number("sequence"),
    number("counted_us"),
    number("recorded_us"),
)
Index(None, STOCK_COUNT.c.business_unit, STOCK_COUNT.c.recorded_us)
# Which change was taken back by which fact.
STOCK_UNDONE = Table("stock_undone", METADATA, string("fact_id", key=True), string("by_fact"))
# What came back to a store and lies in no bin yet, and when the last of it came, microseconds UTC.
TO_PUT_BACK = Table(
    "to_put_back",
    METADATA,
    of_store(),
    of_item(key=True),
    number("quantity_milli"),
    number("since_us"),
)
# What a store was told of those that its goods are sent to.
SISTER_STOCK = Table(
    "sister_stock",
    METADATA,
    of_store(),
    of_item(key=True),
    string("sister", key=True),
    number("available_milli"),
)
SISTER_STORE = Table(
    "sister_store", METADATA, of_store(), string("sister", key=True), number("as_of_us")
)
# What lies in the carts of orders that are being fetched, by the bin that it came from.
ORDER_TAKEN = Table(
    "order_taken",
    METADATA,
    string("order_number", key=True),
    of_item(key=True),
    string("bin", key=True),
    number("quantity_milli"),
)
# What is on its way to a store: a supplier's notice, or what another store has sent.
DELIVERY = Table(
    "delivery",
    METADATA,
    of_store(key=False),
    string("delivery", key=True),
    string("kind"),
    string("source"),
    string("expected_on"),
    string("state"),
)
Index(None, DELIVERY.c.business_unit)
DELIVERY_LINE = Table(
    "delivery_line",
    METADATA,
    of_store(key=False),
    Column("delivery", Text, ForeignKey("delivery.delivery"), primary_key=True, nullable=False),
    number("line", key=True),
    of_item(key=False),
    number("quantity_milli"),
    string("sscc"),
    number("received_milli"),
    number("damaged_milli"),
)
Index(None, DELIVERY_LINE.c.business_unit)
