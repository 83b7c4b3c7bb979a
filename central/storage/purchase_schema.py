"""Purchase schema knows the tables of what customers bought, the points for it, and what they may owe."""

from __future__ import annotations

from sqlalchemy import Index, Table

from central.storage.columns import METADATA, number, string

PURCHASE = Table(
    "purchase",
    METADATA,
    string("customer_number", key=True),
    # of a sale at a till its sale_id
    string("order_number", key=True),
    string("ordered_on"),
    string("channel"),
    string("business_unit"),
    number("total_minor"),
    string("goods"),
    # every item with its pieces, as "17:2 4:1"; empty when only the words are known
    string("items"),
    # what was given back for it
    number("returned_minor"),
)
Index(None, PURCHASE.c.business_unit, PURCHASE.c.ordered_on)
Index(None, PURCHASE.c.order_number)
# What happened to the points of a customer: those of `customer` are what was imported and all of these since.
POINT_MOVEMENT = Table(
    "point_movement",
    METADATA,
    string("customer_number", key=True),
    # what moved them: a fact's id, or a person's deed
    string("source", key=True),
    number("points"),
    string("business_unit"),
    number("recorded_us"),
)
Index(None, POINT_MOVEMENT.c.source)
# Whose account a card is ("": of somebody who was forgotten), and how much may be owed on it; the card is worth what is
# left of that.
ACCOUNT_LIMIT = Table(
    "account_limit",
    METADATA,
    string("card", key=True),
    string("customer_number"),
    number("limit_minor"),
)
Index(None, ACCOUNT_LIMIT.c.customer_number)
