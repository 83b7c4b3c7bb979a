"""What came back and lies in no bin yet, and what stores are told of those that their goods go to."""

import sqlalchemy as sa
from alembic import op

revision = "v0022"
down_revision = "v0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "to_put_back",
        _text("business_unit"),
        _number("item_id"),
        _number("quantity_milli"),
        _number("since_us"),
        *_of_store_and_item("to_put_back"),
        sa.PrimaryKeyConstraint("business_unit", "item_id", name="to_put_back_key"),
    )
    op.create_table(
        "sister_stock",
        _text("business_unit"),
        _number("item_id"),
        _text("sister"),
        _number("available_milli"),
        *_of_store_and_item("sister_stock"),
        sa.PrimaryKeyConstraint("business_unit", "item_id", "sister", name="sister_stock_key"),
    )
    op.create_table(
        "sister_store",
        _text("business_unit"),
        _text("sister"),
        _number("as_of_us"),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="sister_store_to_store"
        ),
        sa.PrimaryKeyConstraint("business_unit", "sister", name="sister_store_key"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _of_store_and_item(table: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name=f"{table}_to_store"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name=f"{table}_to_item"),
    )
