"""What was sold and brought back lately, for the registers of a store to look up."""

import sqlalchemy as sa
from alembic import op

revision = "v0010"
down_revision = "v0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _past("past_sale", "sale_id", "receipt_number")
    _past("past_return", "fact_id", "sale_id")
    op.create_index(
        "past_sale_by_business_unit_business_date", "past_sale", ["business_unit", "business_date"]
    )
    op.create_index(
        "past_return_by_business_unit_sale_id", "past_return", ["business_unit", "sale_id"]
    )


def _past(table: str, key: str, found_by: str) -> None:
    op.create_table(
        table,
        _text("business_unit"),
        _text(key),
        _text(found_by),
        _text("business_date"),
        sa.Column("completed_us", sa.BigInteger(), autoincrement=False, nullable=False),
        _text("document"),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name=f"{table}_to_store"
        ),
        sa.PrimaryKeyConstraint("business_unit", key, name=f"{table}_key"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
