"""Labels and slips that count once in a store."""

import sqlalchemy as sa
from alembic import op

revision = "v0016"
down_revision = "v0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spent_once",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("sale_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="spent_once_to_store"
        ),
        sa.PrimaryKeyConstraint("business_unit", "once", name="spent_once_key"),
    )
    op.create_index("spent_once_by_sale_id", "spent_once", ["sale_id"])
    op.create_index("spent_once_by_changed_us", "spent_once", ["changed_us"])
