"""What goes back for goods of an order that its customer refused."""

import sqlalchemy as sa
from alembic import op

revision = "v0014"
down_revision = "v0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_refund",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_refund_to_customer_order",
        ),
        sa.PrimaryKeyConstraint("order_number", name="order_refund_key"),
    )
