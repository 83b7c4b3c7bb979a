"""How often promotions with a limit were used."""

import sqlalchemy as sa
from alembic import op

revision = "v0019"
down_revision = "v0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promotion_sale",
        sa.Column("promotion_id", sa.Text(), nullable=False),
        sa.Column("sale_id", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("saved_minor", sa.BigInteger(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="promotion_sale_to_store"
        ),
        sa.PrimaryKeyConstraint("promotion_id", "sale_id", name="promotion_sale_key"),
    )
    op.create_index("promotion_sale_by_sale_id", "promotion_sale", ["sale_id"])
    op.create_table(
        "promotion_use",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("promotion_id", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("spent_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("zone", "promotion_id", "buyer", name="promotion_use_key"),
    )
