"""How goods are kept and carried: their warmth, weight and size."""

import sqlalchemy as sa
from alembic import op

revision = "v0009"
down_revision = "v0008"
branch_labels = None
depends_on = None

_FIGURES = ("weight_grams", "width_mm", "depth_mm", "height_mm", "fragile")


def upgrade() -> None:
    op.create_table(
        "item_storage",
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _FIGURES),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="item_storage_to_item"),
        sa.PrimaryKeyConstraint("item_id", name="item_storage_key"),
    )
