"""What goes with an item, what is new, what a store sells in a week, and the items of earlier purchases."""

import sqlalchemy as sa
from alembic import op

revision = "v0007"
down_revision = "v0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_neighbour",
        _figure("item_id"),
        _figure("baskets"),
        _figure("again_permille"),
        _text("neighbours"),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="item_neighbour_to_item"),
        sa.PrimaryKeyConstraint("item_id", name="item_neighbour_key"),
    )
    op.create_table(
        "new_item",
        _figure("item_id"),
        _text("first_sold_on"),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="new_item_to_item"),
        sa.PrimaryKeyConstraint("item_id", name="new_item_key"),
    )
    op.create_table(
        "sales_rate",
        _text("business_unit"),
        _figure("item_id"),
        _figure("weekly_milli"),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="sales_rate_to_store"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="sales_rate_to_item"),
        sa.PrimaryKeyConstraint("business_unit", "item_id", name="sales_rate_key"),
    )
    op.add_column("purchase", sa.Column("items", sa.Text(), nullable=False, server_default=""))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _figure(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)
