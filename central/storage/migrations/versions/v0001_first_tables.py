"""The first tables: goods, stock, people, orders, devices, journals, sales and feeds."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _goods()
    _stock()
    _people()
    _orders()
    _devices()
    _journals()
    _sales()
    _feeds()


def _goods() -> None:
    op.create_table(
        "store",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("business_unit", name="store_key"),
    )
    op.create_table(
        "item",
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("tax_code", sa.Text(), nullable=False),
        sa.Column("age_limit", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("popularity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("item_id", name="item_key"),
        sa.UniqueConstraint("number", name="item_one_number"),
    )
    op.create_table(
        "item_code",
        sa.Column("gtin", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="item_code_to_item"),
        sa.PrimaryKeyConstraint("gtin", name="item_code_key"),
    )
    op.create_table(
        "tax_rate",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("basis_points", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("code", name="tax_rate_key"),
    )
    op.create_table(
        "price",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="price_to_item"),
        sa.PrimaryKeyConstraint("zone", "item_id", name="price_key"),
    )
    op.create_table(
        "favourite",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="favourite_to_store"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="favourite_to_item"),
        sa.PrimaryKeyConstraint("business_unit", "place", name="favourite_key"),
    )
    op.create_table(
        "configuration",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="configuration_to_store"
        ),
        sa.PrimaryKeyConstraint("business_unit", "name", name="configuration_key"),
    )


def _stock() -> None:
    op.create_table(
        "stock",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("on_hand_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reserved_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("safety_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["business_unit"], ["store.business_unit"], name="stock_to_store"),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="stock_to_item"),
        sa.PrimaryKeyConstraint("business_unit", "item_id", name="stock_key"),
    )
    op.create_table(
        "item_bin",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bin", sa.Text(), nullable=False),
        sa.Column("on_hand_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="item_bin_to_store"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="item_bin_to_item"),
        sa.PrimaryKeyConstraint("business_unit", "item_id", "bin", name="item_bin_key"),
    )
    op.create_table(
        "stock_movement",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("difference_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="stock_movement_to_store"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="stock_movement_to_item"),
        sa.PrimaryKeyConstraint("source", "business_unit", "item_id", name="stock_movement_key"),
    )
    op.create_index(
        "stock_movement_by_business_unit_item_id", "stock_movement", ["business_unit", "item_id"]
    )


def _people() -> None:
    op.create_table(
        "operator",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("badge_hash", sa.Text(), nullable=False),
        sa.Column("under_18", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="operator_key"),
    )
    op.create_table(
        "operator_role",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="operator_role_to_store"
        ),
        sa.ForeignKeyConstraint(["number"], ["operator.number"], name="operator_role_to_operator"),
        sa.PrimaryKeyConstraint("number", "business_unit", name="operator_role_key"),
    )
    op.create_table(
        "customer",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("loyalty_card", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("consent_marketing", sa.Boolean(), nullable=False),
        sa.Column("consent_history", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="customer_key"),
    )
    op.create_table(
        "administrator",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="administrator_key"),
    )


def _orders() -> None:
    op.create_table(
        "customer_order",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("fulfilment", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("promised_us", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("staging", sa.Text(), nullable=False),
        sa.Column("alternate_person", sa.Text(), nullable=False),
        sa.Column("gift", sa.Boolean(), nullable=False),
        sa.Column("vehicle", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="customer_order_to_store"
        ),
        sa.PrimaryKeyConstraint("order_number", name="customer_order_key"),
    )
    op.create_index("customer_order_by_business_unit", "customer_order", ["business_unit"])
    op.create_table(
        "customer_order_line",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("picked_milli", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="customer_order_line_to_item"),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="customer_order_line_to_customer_order",
        ),
        sa.PrimaryKeyConstraint("order_number", "line", name="customer_order_line_key"),
    )


def _devices() -> None:
    op.create_table(
        "device",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("device_class", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("wrapped_key", sa.Text(), nullable=True),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("enrolled_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["business_unit"], ["store.business_unit"], name="device_to_store"),
        sa.PrimaryKeyConstraint("device_id", name="device_key"),
        sa.UniqueConstraint("token_hash", name="device_one_token_hash"),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="enrolment_code_to_store"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="enrolment_code_key"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("expires_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used_us", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.device_id"], name="recovery_code_to_device"
        ),
        sa.PrimaryKeyConstraint("code_hash", name="recovery_code_key"),
    )


def _journals() -> None:
    op.create_table(
        "incarnation",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.device_id"], name="incarnation_to_device"),
        sa.PrimaryKeyConstraint("device_id", "incarnation", name="incarnation_key"),
    )
    op.create_table(
        "fact",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.Column("wall_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monotonic_ns", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("boot_id", sa.Text(), nullable=False),
        sa.Column("centre_offset_ms", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("received_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "incarnation", "sequence", name="fact_key"),
    )
    op.create_index("fact_by_fact_id", "fact", ["fact_id"])
    op.create_table(
        "receipt",
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="receipt_to_store"
        ),
        sa.PrimaryKeyConstraint("fact_id", name="receipt_key"),
    )
    op.create_index(
        "receipt_by_business_unit_decided_us", "receipt", ["business_unit", "decided_us"]
    )
    op.create_table(
        "exception",
        sa.Column("exception_id", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("raised_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="exception_to_store"
        ),
        sa.PrimaryKeyConstraint("exception_id", name="exception_key"),
    )
    op.create_index("exception_by_business_unit", "exception", ["business_unit"])


def _sales() -> None:
    op.create_table(
        "sale",
        sa.Column("sale_id", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.Column("receipt_number", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("completed_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["business_unit"], ["store.business_unit"], name="sale_to_store"),
        sa.PrimaryKeyConstraint("sale_id", name="sale_key"),
    )
    op.create_index(
        "sale_by_business_unit_business_date", "sale", ["business_unit", "business_date"]
    )
    op.create_table(
        "sale_tender",
        sa.Column("sale_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("change_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.sale_id"], name="sale_tender_to_sale"),
        sa.PrimaryKeyConstraint("sale_id", "number", name="sale_tender_key"),
    )


def _feeds() -> None:
    op.create_table(
        "feed",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("head", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page_first", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page_bytes", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("feed", name="feed_key"),
    )
    op.create_table(
        "feed_group",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "epoch", "position", name="feed_group_key"),
    )
    op.create_table(
        "feed_page",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("first", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "epoch", "first", name="feed_page_key"),
    )
