"""Who has counted what, which change was taken back, and movements by the time they were recorded."""

import sqlalchemy as sa
from alembic import op

revision = "v0017"
down_revision = "v0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stock_count",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("counted_us", sa.BigInteger(), nullable=False),
        sa.Column("recorded_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="stock_count_to_store"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="stock_count_to_item"),
        sa.PrimaryKeyConstraint("business_unit", "item_id", name="stock_count_key"),
    )
    op.create_index(
        "stock_count_by_business_unit_recorded_us", "stock_count", ["business_unit", "recorded_us"]
    )
    op.create_table(
        "stock_undone",
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("by_fact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fact_id", name="stock_undone_key"),
    )
    op.drop_index("stock_movement_by_business_unit_item_id", "stock_movement")
    op.create_index(
        "stock_movement_by_business_unit_item_id_recorded_us",
        "stock_movement",
        ["business_unit", "item_id", "recorded_us"],
    )
