"""Order schema knows the tables about the goods of customer orders once they lie in the bays of a store."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from central.storage.columns import METADATA, maybe_number, number, of_item, of_store, string


def _of_order() -> Column[str]:
    order_key = ForeignKey("customer_order.order_number")
    return Column("order_number", Text, order_key, primary_key=True, nullable=False)


ORDER_PIECE = Table(
    "order_piece",
    METADATA,
    _of_order(),
    number("piece", key=True),
    number("of_count"),
    string("zone"),
    string("bay"),
    string("operator"),
    maybe_number("placed_us"),
    maybe_number("left_us"),
)
ORDER_DEED = Table(
    "order_deed",
    METADATA,
    _of_order(),
    string("deed", key=True),
    string("operator"),
    string("workstation"),
    number("at_us"),
)
# What was taken in the place of a line that the shelf did not hold.
ORDER_SUBSTITUTE = Table(
    "order_substitute",
    METADATA,
    _of_order(),
    number("line_number", key=True),
    of_item(key=True),
    number("quantity_milli"),
)
# Why not all of a line was found.
ORDER_SHORT = Table(
    "order_short", METADATA, _of_order(), number("line_number", key=True), string("reason")
)
# Which kit a line is a part of.
ORDER_KIT = Table(
    "order_kit",
    METADATA,
    _of_order(),
    number("line_number", key=True),
    Column("kit_id", BigInteger, ForeignKey("item.item_id"), nullable=False),
)
# What staff noted about a customer: who and when. The words stand in the side record, and go with the person.
CUSTOMER_NOTE = Table(
    "customer_note",
    METADATA,
    string("commitment", key=True),
    string("customer_number"),
    string("operator"),
    number("noted_us"),
)
Index("customer_note_by_customer_number", CUSTOMER_NOTE.c.customer_number)
# The code is told to the shop and to its customer; devices get what was made of it with the salt.
PICKUP_CODE = Table(
    "pickup_code",
    METADATA,
    _of_order(),
    string("code"),
    string("salt"),
    string("code_hash"),
)
# How an order was paid, as the shop has said it.
ORDER_TENDER = Table("order_tender", METADATA, _of_order(), string("kind"), string("reference"))
# What has left of an order as a sale: the document is what registers are told, so that it may come back.
ORDER_SALE = Table(
    "order_sale",
    METADATA,
    string("sale_id", key=True),
    Column("order_number", Text, ForeignKey("customer_order.order_number"), nullable=False),
    of_store(key=False),
    string("customer"),
    number("total_minor"),
    string("business_date"),
    number("completed_us"),
    string("document"),
)
# What goes back to whoever paid, to the tender that they paid with, until it has arrived there.
REFUND_ORDER = Table(
    "refund_order",
    METADATA,
    string("refund_id", key=True),
    Column("order_number", Text, ForeignKey("customer_order.order_number"), nullable=False),
    of_store(key=False),
    string("reason"),
    number("amount_minor"),
    string("currency"),
    string("tender"),
    string("tender_reference"),
    string("state"),
    number("due_us"),
    string("reference"),
    string("note"),
    string("changed_by"),
    number("changed_us"),
)
Index("refund_order_by_order_number", REFUND_ORDER.c.order_number)
Index("refund_order_by_state", REFUND_ORDER.c.state, REFUND_ORDER.c.due_us)
# What a customer is told about an order, once for each kind; it holds no address and no words.
CUSTOMER_MESSAGE = Table(
    "customer_message",
    METADATA,
    _of_order(),
    string("kind", key=True),
    string("state"),
    number("made_us"),
    # not tried before; none once it is sent or given up
    maybe_number("due_us"),
    number("tries"),
)
