"""Schema knows every table of the centre; the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from central.storage.columns import (
    METADATA,
    binary,
    flag,
    maybe_number,
    maybe_string,
    number,
    of_item,
    of_store,
    string,
)

# Goods and places -------------------------------------------------------------------------------------------

STORE = Table(
    "store",
    METADATA,
    string("business_unit", key=True),
    string("name"),
    string("currency"),
    string("time_zone"),
    string("zone"),
    maybe_number("latitude_micro"),
    maybe_number("longitude_micro"),
)
ITEM = Table(
    "item",
    METADATA,
    number("item_id", key=True),
    string("number"),
    string("name"),
    string("department"),
    string("unit"),
    string("tax_code"),
    number("age_limit"),
    number("popularity"),
    UniqueConstraint("number"),
)
ITEM_CODE = Table("item_code", METADATA, string("gtin", key=True), of_item(key=False))
TAX_RATE = Table(
    "tax_rate", METADATA, string("code", key=True), string("name"), number("basis_points")
)
PRICE = Table("price", METADATA, string("zone", key=True), of_item(key=True), number("price_minor"))
# What a thing of ours is called elsewhere.
FOREIGN_KEY = Table(
    "foreign_key",
    METADATA,
    string("source", key=True),
    string("kind", key=True),
    string("theirs", key=True),
    string("ours"),
)
FAVOURITE = Table(
    "favourite",
    METADATA,
    of_store(),
    number("place", key=True),
    of_item(key=False),
    string("name"),
)
CONFIGURATION = Table(
    "configuration", METADATA, of_store(), string("name", key=True), string("value")
)

# Stock: the ledger, and the figures that follow from it -----------------------------------------------------

STOCK = Table(
    "stock",
    METADATA,
    of_store(),
    of_item(key=True),
    number("on_hand_milli"),
    number("reserved_milli"),
    number("safety_milli"),
)
ITEM_BIN = Table(
    "item_bin",
    METADATA,
    of_store(),
    of_item(key=True),
    string("bin", key=True),
    number("on_hand_milli"),
)
STOCK_MOVEMENT = Table(
    "stock_movement",
    METADATA,
    # what moved it: a fact's id, or the name of a load
    string("source"),
    of_store(key=False),
    of_item(key=False),
    number("difference_milli"),
    number("recorded_us"),
    PrimaryKeyConstraint("source", "business_unit", "item_id"),
)
Index(None, *(STOCK_MOVEMENT.c[name] for name in ("business_unit", "item_id", "recorded_us")))

# People -----------------------------------------------------------------------------------------------------

OPERATOR = Table(
    "operator",
    METADATA,
    string("number", key=True),
    string("name"),
    string("pin_hash"),
    string("badge_hash"),
    flag("under_18"),
)
OPERATOR_ROLE = Table(
    "operator_role",
    METADATA,
    Column("number", Text, ForeignKey("operator.number"), primary_key=True, nullable=False),
    of_store(),
    string("role"),
)
CUSTOMER = Table(
    "customer",
    METADATA,
    string("number", key=True),
    string("name"),
    string("email"),
    string("phone"),
    string("country"),
    string("loyalty_card"),
    number("points"),
    flag("consent_marketing"),
    flag("consent_history"),
    string("sizes"),
    string("tastes"),
)
# What a customer bought before, whatever the channel.
# What a fact only names by a commitment: erased without a trace in the chain (SYNC T11).
SIDE_RECORD = Table(
    "side_record",
    METADATA,
    string("commitment", key=True),
    string("subject"),
    string("device_id"),
    string("record_key"),
    string("record"),
    number("received_us"),
)
Index(None, SIDE_RECORD.c.subject)
# What facts commit to and nobody can read any more, since its person was erased.
ERASED_RECORD = Table(
    "erased_record", METADATA, string("commitment", key=True), number("erased_us")
)
# Who read what names a person beside a fact, and what they were told: nothing of the person itself.
RECORD_VIEW = Table(
    "record_view",
    METADATA,
    string("view_id", key=True),
    string("administrator"),
    string("fact_id"),
    string("outcome"),
    number("viewed_us"),
)
Index(None, RECORD_VIEW.c.viewed_us)
ERASURE = Table("erasure", METADATA, string("subject", key=True), number("erased_us"))
ADMINISTRATOR = Table(
    "administrator",
    METADATA,
    string("token_hash", key=True),
    string("name"),
    number("created_us"),
    string("role"),
)

# Customer orders --------------------------------------------------------------------------------------------

CUSTOMER_ORDER = Table(
    "customer_order",
    METADATA,
    string("order_number", key=True),
    of_store(key=False),
    string("customer_number"),
    string("channel"),
    string("fulfilment"),
    string("state"),
    maybe_number("promised_us"),
    flag("paid"),
    string("staging"),
    string("alternate_person"),
    flag("gift"),
    string("vehicle"),
    maybe_number("latitude_micro"),
    maybe_number("longitude_micro"),
    # the order that this one was split off
    string("parent"),
    string("made_by"),
    string("content_hash"),
    string("address"),
    number("created_us"),
)
CUSTOMER_ORDER_LINE = Table(
    "customer_order_line",
    METADATA,
    Column(
        "order_number",
        Text,
        ForeignKey("customer_order.order_number"),
        primary_key=True,
        nullable=False,
    ),
    number("line", key=True),
    of_item(key=False),
    number("quantity_milli"),
    number("price_minor"),
    number("picked_milli"),
    string("substitutes"),
    # what the customer took before the rest
    number("handed_milli"),
)
Index(None, CUSTOMER_ORDER.c.business_unit)
Index(None, CUSTOMER_ORDER.c.customer_number)

# Devices ----------------------------------------------------------------------------------------------------

DEVICE = Table(
    "device",
    METADATA,
    string("device_id", key=True),
    of_store(key=False),
    string("workstation"),
    string("device_class"),
    string("fingerprint"),
    string("token_hash"),
    maybe_string("wrapped_key"),
    flag("revoked"),
    number("enrolled_us"),
    UniqueConstraint("token_hash"),
)
ENROLMENT_CODE = Table(
    "enrolment_code",
    METADATA,
    string("code_hash", key=True),
    of_store(key=False),
    string("workstation"),
    number("expires_us"),
    maybe_string("used_by"),
    # the device that is admitted again by it; nobody for a new one
    maybe_string("device_id"),
)
RECOVERY_CODE = Table(
    "recovery_code",
    METADATA,
    string("code_hash", key=True),
    Column("device_id", Text, ForeignKey("device.device_id"), nullable=False),
    number("expires_us"),
    maybe_number("used_us"),
)

# Journals of the devices ------------------------------------------------------------------------------------

INCARNATION = Table(
    "incarnation",
    METADATA,
    Column("device_id", Text, ForeignKey("device.device_id"), primary_key=True, nullable=False),
    string("incarnation", key=True),
    number("sequence"),
    binary("hash"),
)
FACT = Table(
    "fact",
    METADATA,
    string("device_id", key=True),
    string("incarnation", key=True),
    number("sequence", key=True),
    string("fact_id"),
    string("kind"),
    number("version"),
    string("business_unit"),
    string("workstation"),
    string("operator"),
    string("business_date"),
    number("wall_us"),
    number("monotonic_ns"),
    string("boot_id"),
    maybe_number("centre_offset_ms"),
    binary("body"),
    binary("previous_hash"),
    binary("hash"),
    number("received_us"),
)
Index(None, FACT.c.fact_id)
# What became of a fact, once for its id however many chains carry it.
RECEIPT = Table(
    "receipt",
    METADATA,
    string("fact_id", key=True),
    of_store(key=False),
    string("status"),
    string("reason"),
    number("decided_us"),
)
Index(None, RECEIPT.c.business_unit, RECEIPT.c.decided_us)
EXCEPTION = Table(
    "exception",
    METADATA,
    string("exception_id", key=True),
    of_store(key=False),
    string("kind"),
    string("fact_id"),
    string("state"),
    string("detail"),
    number("raised_us"),
    string("settled_by"),
    maybe_number("settled_us"),
)
Index(None, EXCEPTION.c.business_unit)
# What is open is looked at again and again, by its kind.
Index("exception_by_state", EXCEPTION.c.state, EXCEPTION.c.kind)

# Feeds ------------------------------------------------------------------------------------------------------

FEED = Table(
    "feed",
    METADATA,
    string("feed", key=True),
    string("epoch"),
    string("key"),
    number("head"),
    # the page that is being filled: its first position and the bytes of its groups so far
    number("page_first"),
    number("page_bytes"),
    # of the chain of groups at the head
    string("hash"),
    # what was let go of ends before this position
    number("kept_from"),
)
FEED_GROUP = Table(
    "feed_group",
    METADATA,
    string("feed", key=True),
    string("epoch", key=True),
    number("position", key=True),
    binary("payload"),
    string("hash"),
)
FEED_PAGE = Table(
    "feed_page",
    METADATA,
    string("feed", key=True),
    string("epoch", key=True),
    number("first", key=True),
    number("last"),
    string("sha256"),
    string("previous_hash"),
    # when it was first seen to be sealed, by which its age is reckoned
    maybe_number("seen_us"),
)
# Epochs that nobody goes on in: replaced by another one, or lost with a database that was restored.
ENDED_EPOCH = Table("ended_epoch", METADATA, string("feed", key=True), string("epoch", key=True))
# Which devices named a cursor that is not here, and when they last did.
LOST_CURSOR = Table(
    "lost_cursor",
    METADATA,
    string("feed", key=True),
    string("device_id", key=True),
    string("epoch"),
    number("said_us"),
)
# Where each device stood in its feeds, as of an hour ago or less.
DEVICE_CURSOR = Table(
    "device_cursor",
    METADATA,
    string("device_id", key=True),
    string("feed", key=True),
    string("epoch"),
    number("position"),
    number("seen_us"),
)
Index(None, DEVICE_CURSOR.c.feed)
