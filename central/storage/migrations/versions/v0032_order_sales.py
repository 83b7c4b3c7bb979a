"""What has left of orders, as sales of which some may come back."""

import sqlalchemy as sa
from alembic import op

revision = "v0032"
down_revision = "v0034"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "order_sale",
        _text("sale_id"),
        _text("order_number"),
        _text("business_unit"),
        _text("customer"),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        _text("business_date"),
        sa.Column("completed_us", sa.BigInteger(), nullable=False),
        _text("document"),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["customer_order.order_number"],
            name="order_sale_to_customer_order",
        ),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="order_sale_to_store"
        ),
        sa.PrimaryKeyConstraint("sale_id", name="order_sale_key"),
    )
