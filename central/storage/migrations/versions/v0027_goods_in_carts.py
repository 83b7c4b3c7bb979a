"""What lies in the carts of orders that are being fetched, by the bin that it came from."""

import sqlalchemy as sa
from alembic import op

revision = "v0027"
down_revision = "v0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "order_taken",
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("bin", sa.Text(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="order_taken_to_item"),
        sa.PrimaryKeyConstraint("order_number", "item_id", "bin", name="order_taken_key"),
    )
