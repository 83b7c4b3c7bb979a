"""What proves that a feed goes on where a device has it, and how long its groups are kept."""

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None


def upgrade() -> None: ...
