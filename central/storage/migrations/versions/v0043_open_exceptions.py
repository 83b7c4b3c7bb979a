"""Open exceptions are found by their kind."""

from alembic import op

revision = "v0043"
down_revision = "v0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("exception_by_state", "exception", ["state", "kind"])
