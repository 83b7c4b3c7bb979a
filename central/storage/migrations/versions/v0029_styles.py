"""Which style an item is a size or a colour of."""

import sqlalchemy as sa
from alembic import op

revision = "v0029"
down_revision = "v0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_variant",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="item_variant_to_item"),
        sa.PrimaryKeyConstraint("item_id", name="item_variant_key"),
    )
