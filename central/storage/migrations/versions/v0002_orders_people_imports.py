"""Orders from shops, side records of people, prices of other days, imports, roles of administrators."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _columns()
    _goods()
    _people()


def _columns() -> None:
    for name in ("latitude_micro", "longitude_micro"):
        op.add_column("store", sa.Column(name, sa.BigInteger(), nullable=True))
        op.add_column("customer_order", sa.Column(name, sa.BigInteger(), nullable=True))
    texts = {
        "customer": ("sizes", "tastes"),
        "customer_order": ("parent", "made_by", "content_hash", "address"),
        "exception": ("settled_by",),
    }
    for table, names in texts.items():
        for name in names:
            op.add_column(
                table, sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''"))
            )
    op.add_column(
        "administrator",
        sa.Column("role", sa.Text(), nullable=False, server_default=sa.text("'owner'")),
    )
    created = sa.Column("created_us", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("customer_order", created)
    op.create_index("customer_order_by_customer_number", "customer_order", ["customer_number"])
    op.add_column("exception", sa.Column("settled_us", sa.BigInteger(), nullable=True))
    op.add_column(
        "sale", sa.Column("audited", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    waiting = sa.text("NOT audited")
    op.create_index(
        "sale_to_audit",
        "sale",
        ["completed_us"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _goods() -> None:
    op.create_table(
        "price_change",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("zone", "item_id", "valid_from_us", name="price_change_key"),
    )
    op.create_table(
        "foreign_key",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", "theirs", name="foreign_key_key"),
    )


def _people() -> None:
    op.create_table(
        "purchase",
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("customer_number", "order_number", name="purchase_key"),
    )
    op.create_index(
        "purchase_by_business_unit_ordered_on", "purchase", ["business_unit", "ordered_on"]
    )
    op.create_table(
        "side_record",
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("received_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("commitment", name="side_record_key"),
    )
    op.create_index("side_record_by_subject", "side_record", ["subject"])
    op.create_table(
        "erasure",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("erased_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("subject", name="erasure_key"),
    )
