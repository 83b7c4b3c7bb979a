"""Schema knows every table of the centre; the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_one_%(column_0_N_name)s",
        "fk": "%(table_name)s_to_%(referred_table_name)s",
        "pk": "%(table_name)s_key",
    }
)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, autoincrement=False, nullable=False)


def _maybe_number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=True)


def _maybe_text(name: str) -> Column[str]:
    return Column(name, Text, nullable=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _bytes(name: str, *, key: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, primary_key=key, nullable=False)


def _of_store(*, key: bool = True) -> Column[str]:
    store_key = ForeignKey("store.business_unit")
    return Column("business_unit", Text, store_key, primary_key=key, nullable=False)


def _of_item(*, key: bool) -> Column[int]:
    item_key = ForeignKey("item.item_id")
    return Column(
        "item_id", BigInteger, item_key, primary_key=key, autoincrement=False, nullable=False
    )


# Goods and places -------------------------------------------------------------------------------------------

STORE = Table(
    "store",
    METADATA,
    _text("business_unit", key=True),
    _text("name"),
    _text("currency"),
    _text("time_zone"),
    _text("zone"),
)
ITEM = Table(
    "item",
    METADATA,
    _number("item_id", key=True),
    _text("number"),
    _text("name"),
    _text("department"),
    _text("unit"),
    _text("tax_code"),
    _number("age_limit"),
    _number("popularity"),
    UniqueConstraint("number"),
)
ITEM_CODE = Table("item_code", METADATA, _text("gtin", key=True), _of_item(key=False))
TAX_RATE = Table(
    "tax_rate", METADATA, _text("code", key=True), _text("name"), _number("basis_points")
)
PRICE = Table(
    "price", METADATA, _text("zone", key=True), _of_item(key=True), _number("price_minor")
)
FAVOURITE = Table(
    "favourite",
    METADATA,
    _of_store(),
    _number("place", key=True),
    _of_item(key=False),
    _text("name"),
)
CONFIGURATION = Table(
    "configuration", METADATA, _of_store(), _text("name", key=True), _text("value")
)

# Stock: the ledger, and the figures that follow from it -----------------------------------------------------

STOCK = Table(
    "stock",
    METADATA,
    _of_store(),
    _of_item(key=True),
    _number("on_hand_milli"),
    _number("reserved_milli"),
    _number("safety_milli"),
)
ITEM_BIN = Table(
    "item_bin",
    METADATA,
    _of_store(),
    _of_item(key=True),
    _text("bin", key=True),
    _number("on_hand_milli"),
)
STOCK_MOVEMENT = Table(
    "stock_movement",
    METADATA,
    # what moved it: a fact's id, or the name of a load
    _text("source"),
    _of_store(key=False),
    _of_item(key=False),
    _number("difference_milli"),
    _number("recorded_us"),
    PrimaryKeyConstraint("source", "business_unit", "item_id"),
)
Index(None, STOCK_MOVEMENT.c.business_unit, STOCK_MOVEMENT.c.item_id)

# People -----------------------------------------------------------------------------------------------------

OPERATOR = Table(
    "operator",
    METADATA,
    _text("number", key=True),
    _text("name"),
    _text("pin_hash"),
    _text("badge_hash"),
    _flag("under_18"),
)
OPERATOR_ROLE = Table(
    "operator_role",
    METADATA,
    Column("number", Text, ForeignKey("operator.number"), primary_key=True, nullable=False),
    _of_store(),
    _text("role"),
)
CUSTOMER = Table(
    "customer",
    METADATA,
    _text("number", key=True),
    _text("name"),
    _text("email"),
    _text("phone"),
    _text("country"),
    _text("loyalty_card"),
    _number("points"),
    _flag("consent_marketing"),
    _flag("consent_history"),
)
ADMINISTRATOR = Table(
    "administrator",
    METADATA,
    _text("token_hash", key=True),
    _text("name"),
    _number("created_us"),
)

# Customer orders --------------------------------------------------------------------------------------------

CUSTOMER_ORDER = Table(
    "customer_order",
    METADATA,
    _text("order_number", key=True),
    _of_store(key=False),
    _text("customer_number"),
    _text("channel"),
    _text("fulfilment"),
    _text("state"),
    _maybe_number("promised_us"),
    _flag("paid"),
    _text("staging"),
    _text("alternate_person"),
    _flag("gift"),
    _text("vehicle"),
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
    _number("line", key=True),
    _of_item(key=False),
    _number("quantity_milli"),
    _number("price_minor"),
    _number("picked_milli"),
)
Index(None, CUSTOMER_ORDER.c.business_unit)

# Devices ----------------------------------------------------------------------------------------------------

DEVICE = Table(
    "device",
    METADATA,
    _text("device_id", key=True),
    _of_store(key=False),
    _text("workstation"),
    _text("device_class"),
    _text("fingerprint"),
    _text("token_hash"),
    _maybe_text("wrapped_key"),
    _flag("revoked"),
    _number("enrolled_us"),
    UniqueConstraint("token_hash"),
)
ENROLMENT_CODE = Table(
    "enrolment_code",
    METADATA,
    _text("code_hash", key=True),
    _of_store(key=False),
    _text("workstation"),
    _number("expires_us"),
    _maybe_text("used_by"),
)
RECOVERY_CODE = Table(
    "recovery_code",
    METADATA,
    _text("code_hash", key=True),
    Column("device_id", Text, ForeignKey("device.device_id"), nullable=False),
    _number("expires_us"),
    _maybe_number("used_us"),
)

# Journals of the devices ------------------------------------------------------------------------------------

INCARNATION = Table(
    "incarnation",
    METADATA,
    Column("device_id", Text, ForeignKey("device.device_id"), primary_key=True, nullable=False),
    _text("incarnation", key=True),
    _number("sequence"),
    _bytes("hash"),
)
FACT = Table(
    "fact",
    METADATA,
    _text("device_id", key=True),
    _text("incarnation", key=True),
    _number("sequence", key=True),
    _text("fact_id"),
    _text("kind"),
    _number("version"),
    _text("business_unit"),
    _text("workstation"),
    _text("operator"),
    _text("business_date"),
    _number("wall_us"),
    _number("monotonic_ns"),
    _text("boot_id"),
    _maybe_number("centre_offset_ms"),
    _bytes("body"),
    _bytes("previous_hash"),
    _bytes("hash"),
    _number("received_us"),
)
Index(None, FACT.c.fact_id)
# What became of a fact, once for its id however many chains carry it.
RECEIPT = Table(
    "receipt",
    METADATA,
    _text("fact_id", key=True),
    _of_store(key=False),
    _text("status"),
    _text("reason"),
    _number("decided_us"),
)
Index(None, RECEIPT.c.business_unit, RECEIPT.c.decided_us)
EXCEPTION = Table(
    "exception",
    METADATA,
    _text("exception_id", key=True),
    _of_store(key=False),
    _text("kind"),
    _text("fact_id"),
    _text("state"),
    _text("detail"),
    _number("raised_us"),
)
Index(None, EXCEPTION.c.business_unit)

# What was sold ----------------------------------------------------------------------------------------------

SALE = Table(
    "sale",
    METADATA,
    _text("sale_id", key=True),
    _text("fact_id"),
    _of_store(key=False),
    _text("workstation"),
    _text("operator"),
    _text("business_date"),
    _text("receipt_number"),
    _text("currency"),
    _number("total_minor"),
    _number("completed_us"),
)
Index(None, SALE.c.business_unit, SALE.c.business_date)
SALE_TENDER = Table(
    "sale_tender",
    METADATA,
    Column("sale_id", Text, ForeignKey("sale.sale_id"), primary_key=True, nullable=False),
    _number("number", key=True),
    _text("kind"),
    _number("given_minor"),
    _number("change_minor"),
)

# Feeds ------------------------------------------------------------------------------------------------------

FEED = Table(
    "feed",
    METADATA,
    _text("feed", key=True),
    _text("epoch"),
    _text("key"),
    _number("head"),
    # the page that is being filled: its first position and the bytes of its groups so far
    _number("page_first"),
    _number("page_bytes"),
)
FEED_GROUP = Table(
    "feed_group",
    METADATA,
    _text("feed", key=True),
    _text("epoch", key=True),
    _number("position", key=True),
    _bytes("payload"),
)
FEED_PAGE = Table(
    "feed_page",
    METADATA,
    _text("feed", key=True),
    _text("epoch", key=True),
    _number("first", key=True),
    _number("last"),
    _text("sha256"),
)
