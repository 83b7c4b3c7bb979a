"""Parcel schema knows the tables about goods of customer orders that leave with a carrier."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from central.storage.columns import METADATA, number, of_store, string


def _of_order(*, key: bool) -> Column[str]:
    order_key = ForeignKey("customer_order.order_number")
    return Column("order_number", Text, order_key, primary_key=key, nullable=False)


# One whose packing nobody has told yet has carton 0: it was handed over before.
ORDER_PARCEL = Table(
    "order_parcel",
    METADATA,
    string("sscc", key=True),
    _of_order(key=False),
    number("carton"),
    string("box"),
    string("tracking"),
    string("carrier"),
    string("route"),
    number("weight_grams"),
    string("state"),
    string("operator"),
    number("at_us"),
)
Index("order_parcel_by_order_number", ORDER_PARCEL.c.order_number)
ORDER_TOTE = Table("order_tote", METADATA, _of_order(key=True), string("tote"))
# The last parcel number of each workstation: a device that takes its place goes on behind it.
PARCEL_SERIAL = Table(
    "parcel_serial",
    METADATA,
    of_store(),
    string("workstation", key=True),
    string("sscc"),
)
