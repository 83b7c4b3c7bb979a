"""What took the place of goods of an order, and what staff noted about customers."""

import sqlalchemy as sa
from alembic import op

revision = "v0023"
down_revision = "v0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_substitute",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_substitute_to_customer_order",
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="order_substitute_to_item"),
        sa.PrimaryKeyConstraint(
            "order_number", "line_number", "item_id", name="order_substitute_key"
        ),
    )
    op.create_table(
        "customer_note",
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("noted_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("commitment", name="customer_note_key"),
    )
    op.create_index("customer_note_by_customer_number", "customer_note", ["customer_number"])
