"""What was given back for a purchase, and how the purchase of a sale is found."""

import sqlalchemy as sa
from alembic import op

revision = "v0013"
down_revision = "v0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "purchase",
        sa.Column("returned_minor", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_index("purchase_by_order_number", "purchase", ["order_number"])
