"""Other units of items with their prices, and what kits are made of."""

import sqlalchemy as sa
from alembic import op

revision = "v0028"
down_revision = "v0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_pack",
        sa.Column("gtin", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="item_pack_to_item"),
        sa.PrimaryKeyConstraint("gtin", name="item_pack_key"),
    )
    op.create_table(
        "pack_price",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("gtin", sa.Text(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["gtin"], ["item_pack.gtin"], name="pack_price_to_item_pack"),
        sa.PrimaryKeyConstraint("zone", "gtin", name="pack_price_key"),
    )
    op.create_table(
        "item_part",
        sa.Column("kit_id", sa.BigInteger(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["item.item_id"], name="item_part_to_item"),
        sa.ForeignKeyConstraint(["part_id"], ["item.item_id"], name="item_part_to_item_2"),
        sa.PrimaryKeyConstraint("kit_id", "part_id", name="item_part_key"),
    )
