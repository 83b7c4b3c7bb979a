"""Parcels of orders, the totes that they were fetched in, and the numbers that workstations have given."""

import sqlalchemy as sa
from alembic import op

revision = "v0015"
down_revision = "v0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_parcel",
        sa.Column("sscc", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("carton", sa.BigInteger(), nullable=False),
        sa.Column("box", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("weight_grams", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_parcel_to_customer_order",
        ),
        sa.PrimaryKeyConstraint("sscc", name="order_parcel_key"),
    )
    op.create_index("order_parcel_by_order_number", "order_parcel", ["order_number"])
    op.create_table(
        "order_tote",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("tote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_tote_to_customer_order",
        ),
        sa.PrimaryKeyConstraint("order_number", name="order_tote_key"),
    )
    op.create_table(
        "parcel_serial",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("sscc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="parcel_serial_to_store"
        ),
        sa.PrimaryKeyConstraint("business_unit", "workstation", name="parcel_serial_key"),
    )
