"""Money schema knows the tables of sales and returns, cards, promotions, price lists and tax changes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from central.storage.columns import (
    METADATA,
    flag,
    maybe_number,
    number,
    of_item,
    of_store,
    string,
)

SALE = Table(
    "sale",
    METADATA,
    string("sale_id", key=True),
    string("fact_id"),
    of_store(key=False),
    string("workstation"),
    string("operator"),
    string("business_date"),
    string("receipt_number"),
    string("currency"),
    number("total_minor"),
    number("completed_us"),
    flag("audited"),
)
Index(None, SALE.c.business_unit, SALE.c.business_date)
Index(
    "sale_to_audit",
    SALE.c.completed_us,
    sqlite_where=text("NOT audited"),
    postgresql_where=text("NOT audited"),
)
SALE_TENDER = Table(
    "sale_tender",
    METADATA,
    Column("sale_id", Text, ForeignKey("sale.sale_id"), primary_key=True, nullable=False),
    number("number", key=True),
    string("kind"),
    number("given_minor"),
    number("change_minor"),
)

# Goods that came back, by the id of their fact; `sale_id` may name a sale that nobody here knows.
SALE_RETURN = Table(
    "sale_return",
    METADATA,
    string("fact_id", key=True),
    string("sale_id"),
    of_store(key=False),
    string("workstation"),
    string("operator"),
    string("business_date"),
    string("receipt_number"),
    string("currency"),
    number("total_minor"),
    string("reason"),
    string("condition"),
    number("completed_us"),
)
Index(None, SALE_RETURN.c.sale_id)
Index(None, SALE_RETURN.c.business_unit, SALE_RETURN.c.business_date)
REFUND_TENDER = Table(
    "refund_tender",
    METADATA,
    Column("fact_id", Text, ForeignKey("sale_return.fact_id"), primary_key=True, nullable=False),
    number("number", key=True),
    string("kind"),
    number("amount_minor"),
)

# A held sale that was brought back: the fact that put it aside, and the first that opened it again.
RETRIEVED_SALE = Table(
    "retrieved_sale",
    METADATA,
    string("suspended", key=True),
    string("fact_id"),
    of_store(key=False),
)

# What another register of the store may bring back; taken: somebody has, or it was given up.
HELD_SALE = Table(
    "held_sale",
    METADATA,
    string("suspended", key=True),
    of_store(key=False),
    string("workstation"),
    string("operator"),
    string("business_date"),
    number("held_us"),
    string("state"),
    string("document"),
)
Index(None, HELD_SALE.c.held_us)

# The newest day that each register has closed.
TILL_CLOSE = Table(
    "till_close",
    METADATA,
    of_store(),
    string("workstation", key=True),
    string("business_date"),
)
# One side of cash that a register lent another one; matched: the fact of the other side.
TILL_LOAN = Table(
    "till_loan",
    METADATA,
    string("fact_id", key=True),
    of_store(key=False),
    string("workstation"),
    string("other"),
    flag("given"),
    number("amount_minor"),
    string("currency"),
    string("business_date"),
    string("matched"),
    flag("asked"),
)
Index(None, TILL_LOAN.c.business_unit, TILL_LOAN.c.matched)

# A label of a reduced piece or a slip for empties, and the sale that has it; free where that sale was undone.
SPENT_ONCE = Table(
    "spent_once",
    METADATA,
    of_store(),
    string("once", key=True),
    string("sale_id"),
    string("state"),
    number("changed_us"),
)
Index(None, SPENT_ONCE.c.sale_id)
Index(None, SPENT_ONCE.c.changed_us)

# What registers of a store may look up for a return; leaves when it is too old for one.
PAST_SALE = Table(
    "past_sale",
    METADATA,
    of_store(),
    string("sale_id", key=True),
    string("receipt_number"),
    string("business_date"),
    number("completed_us"),
    string("document"),
)
PAST_RETURN = Table(
    "past_return",
    METADATA,
    of_store(),
    string("fact_id", key=True),
    string("sale_id"),
    string("business_date"),
    number("completed_us"),
    string("document"),
)
Index(None, PAST_SALE.c.business_unit, PAST_SALE.c.business_date)
Index(None, PAST_RETURN.c.business_unit, PAST_RETURN.c.sale_id)

# A gift card or a store credit; `card` is the salted hash of its number, which nobody keeps.
CARD = Table(
    "card",
    METADATA,
    string("card", key=True),
    string("kind"),
    string("currency"),
    string("state"),
    number("made_us"),
)
# What a card is worth is the sum of its movements.
CARD_MOVEMENT = Table(
    "card_movement",
    METADATA,
    Column("card", Text, ForeignKey("card.card"), primary_key=True, nullable=False),
    # what moved it: a fact's id, or a person's deed
    string("source", key=True),
    string("what"),
    number("amount_minor"),
    of_store(key=False),
    # the source that this undoes
    string("reverses"),
    string("note"),
    number("recorded_us"),
)
Index(None, CARD_MOVEMENT.c.source)
Index(None, CARD_MOVEMENT.c.business_unit)

PROMOTION = Table(
    "promotion",
    METADATA,
    string("zone", key=True),
    string("promotion_id", key=True),
    number("version"),
    number("valid_from_us"),
    maybe_number("valid_until_us"),
    string("document"),
    string("changed_by"),
    number("changed_us"),
)
# Every version that there ever was: what a sale was reduced by can be explained later.
PROMOTION_VERSION = Table(
    "promotion_version",
    METADATA,
    string("zone", key=True),
    string("promotion_id", key=True),
    number("version", key=True),
    number("valid_from_us"),
    maybe_number("valid_until_us"),
    string("document"),
    string("changed_by"),
    number("changed_us"),
)

# A sale that used a promotion with a limit; buyer: who that was, as `promotion_buyer` names them.
PROMOTION_SALE = Table(
    "promotion_sale",
    METADATA,
    string("promotion_id", key=True),
    string("sale_id", key=True),
    string("zone"),
    string("buyer"),
    number("saved_minor"),
    of_store(key=False),
)
Index(None, PROMOTION_SALE.c.sale_id)
# What devices are told of it: all uses of a promotion, and those of each buyer.
PROMOTION_USE = Table(
    "promotion_use",
    METADATA,
    string("zone", key=True),
    string("promotion_id", key=True),
    string("buyer", key=True),
    number("uses"),
    number("spent_minor"),
)

# Prices of other days: a price that never changed is not here.
PRICE_CHANGE = Table(
    "price_change",
    METADATA,
    string("zone", key=True),
    number("item_id", key=True),
    number("valid_from_us", key=True),
    number("price_minor"),
)
PRICE_LIST = Table(
    "price_list",
    METADATA,
    string("zone", key=True),
    string("price_list", key=True),
    string("customer_group"),
    number("from_milli"),
    number("priority"),
    number("valid_from_us"),
    maybe_number("valid_until_us"),
    string("state"),
    string("made_by"),
    number("made_us"),
)
LISTED_PRICE = Table(
    "listed_price",
    METADATA,
    string("zone", key=True),
    of_item(key=True),
    string("price_list", key=True),
    number("price_minor"),
)
Index(None, LISTED_PRICE.c.zone, LISTED_PRICE.c.price_list, LISTED_PRICE.c.item_id)
TAX_CHANGE = Table(
    "tax_change",
    METADATA,
    Column("code", Text, ForeignKey("tax_rate.code"), primary_key=True, nullable=False),
    # a day of the store, as 2027-01-01
    string("valid_from", key=True),
    string("name"),
    number("basis_points"),
)
