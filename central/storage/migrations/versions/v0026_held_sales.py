"""Sales that registers hold, for the other registers of their store; what registers lend each other."""

import sqlalchemy as sa
from alembic import op

revision = "v0026"
down_revision = "v0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_sale",
        sa.Column("suspended", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.Column("held_us", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="held_sale_to_store"
        ),
        sa.PrimaryKeyConstraint("suspended", name="held_sale_key"),
    )
    op.create_index("held_sale_by_held_us", "held_sale", ["held_us"])
    op.create_table(
        "till_loan",
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("business_date", sa.Text(), nullable=False),
        sa.Column("matched", sa.Text(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="till_loan_to_store"
        ),
        sa.PrimaryKeyConstraint("fact_id", name="till_loan_key"),
    )
    op.create_index("till_loan_by_business_unit_matched", "till_loan", ["business_unit", "matched"])
