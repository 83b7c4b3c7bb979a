"""The newest day that each register has closed."""

import sqlalchemy as sa
from alembic import op

revision = "v0033"
down_revision = "v0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "till_close",
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="till_close_to_store"
        ),
        sa.PrimaryKeyConstraint("business_unit", "workstation", name="till_close_key"),
    )
