"""Bags of customer orders, the codes of those that are collected, and who did what with them last."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("substitutes", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("handed_milli", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    ):
        op.add_column("customer_order_line", column)
    _of_orders(
        "order_piece",
        sa.Column("piece", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("of_count", sa.BigInteger(), nullable=False),
        *_texts("zone", "bay", "operator"),
        sa.Column("placed_us", sa.BigInteger(), nullable=True),
        sa.Column("left_us", sa.BigInteger(), nullable=True),
        key=("piece",),
    )
    _of_orders(
        "order_deed",
        *_texts("deed", "operator", "workstation"),
        sa.Column("at_us", sa.BigInteger(), nullable=False),
        key=("deed",),
    )
    _of_orders("pickup_code", *_texts("code", "salt", "code_hash"), key=())


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _of_orders(table: str, *columns: sa.Column[Any], key: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("order_number", sa.Text(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["order_number"], ["customer_order.order_number"], name=f"{table}_to_customer_order"
        ),
        sa.PrimaryKeyConstraint("order_number", *key, name=f"{table}_key"),
    )
