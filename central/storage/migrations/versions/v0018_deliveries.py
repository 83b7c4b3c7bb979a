"""What is on its way to a store, and how much of it has come."""

import sqlalchemy as sa
from alembic import op

revision = "v0018"
down_revision = "v0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("expected_on", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="delivery_to_store"
        ),
        sa.PrimaryKeyConstraint("delivery", name="delivery_key"),
    )
    op.create_index("delivery_by_business_unit", "delivery", ["business_unit"])
    op.create_table(
        "delivery_line",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("line", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("sscc", sa.Text(), nullable=False),
        sa.Column("received_milli", sa.BigInteger(), nullable=False),
        sa.Column("damaged_milli", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="delivery_line_to_store"
        ),
        sa.ForeignKeyConstraint(
            ["delivery"], ["delivery.delivery"], name="delivery_line_to_delivery"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="delivery_line_to_item"),
        sa.PrimaryKeyConstraint("delivery", "line", name="delivery_line_key"),
    )
    op.create_index("delivery_line_by_business_unit", "delivery_line", ["business_unit"])
