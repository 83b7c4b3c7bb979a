"""What moved the points of customers."""

import sqlalchemy as sa
from alembic import op

revision = "v0025"
down_revision = "v0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "point_movement",
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("business_unit", sa.Text(), nullable=False),
        sa.Column("recorded_us", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("customer_number", "source", name="point_movement_key"),
    )
    op.create_index("point_movement_by_source", "point_movement", ["source"])
