"""Which held sales were brought back, and by which fact."""

import sqlalchemy as sa
from alembic import op

revision = "v0008"
down_revision = "v0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "retrieved_sale",
        sa.Column("suspended", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="retrieved_sale_to_store"
        ),
        sa.PrimaryKeyConstraint("suspended", name="retrieved_sale_key"),
    )
