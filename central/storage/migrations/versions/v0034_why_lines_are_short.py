"""Why goods of an order were not found."""

import sqlalchemy as sa
from alembic import op

revision = "v0034"
down_revision = "v0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_short",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_short_to_customer_order",
        ),
        sa.PrimaryKeyConstraint("order_number", "line_number", name="order_short_key"),
    )
