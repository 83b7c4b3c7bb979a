"""How much customers may owe."""

import sqlalchemy as sa
from alembic import op

revision = "v0030"
down_revision = "v0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_limit",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("limit_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("card", name="account_limit_key"),
    )
    op.create_index("account_limit_by_customer_number", "account_limit", ["customer_number"])
