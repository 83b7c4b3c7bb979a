"""What packs cost before."""

import sqlalchemy as sa
from alembic import op

revision = "v0042"
down_revision = "v0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack_price_change",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("gtin", sa.Text(), nullable=False),
        sa.Column("valid_from_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_minor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("zone", "gtin", "valid_from_us", name="pack_price_change_key"),
    )
