"""Goods that came back, and what was given back for them."""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sale_return",
        _text("fact_id"),
        _text("sale_id"),
        _text("business_unit"),
        _text("workstation"),
        _text("operator"),
        _text("business_date"),
        _text("receipt_number"),
        _text("currency"),
        _figure("total_minor"),
        _text("reason"),
        _text("condition"),
        _figure("completed_us"),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="sale_return_to_store"
        ),
        sa.PrimaryKeyConstraint("fact_id", name="sale_return_key"),
    )
    op.create_index("sale_return_by_sale_id", "sale_return", ["sale_id"])
    op.create_index(
        "sale_return_by_business_unit_business_date",
        "sale_return",
        ["business_unit", "business_date"],
    )
    op.create_table(
        "refund_tender",
        _text("fact_id"),
        _figure("number"),
        _text("kind"),
        _figure("amount_minor"),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["sale_return.fact_id"], name="refund_tender_to_sale_return"
        ),
        sa.PrimaryKeyConstraint("fact_id", "number", name="refund_tender_key"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _figure(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)
