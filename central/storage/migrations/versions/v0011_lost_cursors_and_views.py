"""Cursors that the database does not have, records that were erased, and who read what names people."""

import sqlalchemy as sa
from alembic import op

revision = "v0011"
down_revision = "v0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lost_cursor",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("said_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("feed", "device_id", name="lost_cursor_key"),
    )
    op.create_table(
        "erased_record",
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("erased_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("commitment", name="erased_record_key"),
    )
    op.create_table(
        "record_view",
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.Column("administrator", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("viewed_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("view_id", name="record_view_key"),
    )
    op.create_index("record_view_by_viewed_us", "record_view", ["viewed_us"])
