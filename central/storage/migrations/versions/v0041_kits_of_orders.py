"""Which lines of orders are parts of a kit."""

import sqlalchemy as sa
from alembic import op

revision = "v0041"
down_revision = "v0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_kit",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kit_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["item.item_id"], name="order_kit_to_item"),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_kit_to_customer_order",
        ),
        sa.PrimaryKeyConstraint("order_number", "line_number", name="order_kit_key"),
    )
