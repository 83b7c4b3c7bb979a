"""What proves that a feed goes on where a device has it, and how long its groups are kept."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None

EMPTY_HASH = "0" * 64


def upgrade() -> None:
    _columns()
    _tables()
    _begin_anew()


def _columns() -> None:
    for table in ("feed", "feed_group"):
        op.add_column(
            table, sa.Column("hash", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
    op.add_column(
        "feed",
        sa.Column("kept_from", sa.BigInteger(), nullable=False, server_default=sa.text("1")),
    )
    op.add_column(
        "feed_page",
        sa.Column("previous_hash", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("feed_page", sa.Column("seen_us", sa.BigInteger(), nullable=True))
    op.add_column("enrolment_code", sa.Column("device_id", sa.Text(), nullable=True))


def _tables() -> None:
    op.create_table(
        "ended_epoch",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "epoch", name="ended_epoch_key"),
    )
    op.create_table(
        "device_cursor",
        sa.Column("device_id", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seen_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "feed", name="device_cursor_key"),
    )
    op.create_index("device_cursor_by_feed", "device_cursor", ["feed"])


def _begin_anew() -> None:
    """The bytes of sealed pages change, which never may: every feed goes on in an epoch that is chained throughout."""
    connection = op.get_bind()
    op.execute("INSERT INTO ended_epoch (feed, epoch) SELECT feed, epoch FROM feed")
    for table in ("feed_group", "feed_page"):
        op.execute(f"DELETE FROM {table}")
    begin = sa.text(
        "UPDATE feed SET epoch = :epoch, key = :key, head = 0, page_first = 1, page_bytes = 0,"
        " hash = :hash WHERE feed = :feed"
    )
    for feed in connection.scalars(sa.text("SELECT feed FROM feed")).all():
        named = {"feed": feed, "epoch": uuid4().hex, "key": uuid4().hex, "hash": EMPTY_HASH}
        connection.execute(begin, named)
