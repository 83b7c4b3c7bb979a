"""Gift cards and credits with their movements, promotions, and what starts at one moment."""

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None


def upgrade() -> None: ...
