"""Gift cards and credits with their movements, promotions, and what starts at one moment."""

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cards()
    _promotions()
    _prices()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _figure(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _cards() -> None:
    op.create_table(
        "card",
        _text("card"),
        _text("kind"),
        _text("currency"),
        _text("state"),
        _figure("made_us"),
        sa.PrimaryKeyConstraint("card", name="card_key"),
    )
    op.create_table(
        "card_movement",
        _text("card"),
        _text("source"),
        _text("what"),
        _figure("amount_minor"),
        _text("business_unit"),
        _text("reverses"),
        _text("note"),
        _figure("recorded_us"),
        sa.ForeignKeyConstraint(["card"], ["card.card"], name="card_movement_to_card"),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="card_movement_to_store"
        ),
        sa.PrimaryKeyConstraint("card", "source", name="card_movement_key"),
    )
    op.create_index("card_movement_by_source", "card_movement", ["source"])
    op.create_index("card_movement_by_business_unit", "card_movement", ["business_unit"])


def _promotions() -> None:
    for table, key in (
        ("promotion", ("zone", "promotion_id")),
        ("promotion_version", ("zone", "promotion_id", "version")),
    ):
        op.create_table(
            table,
            _text("zone"),
            _text("promotion_id"),
            _figure("version"),
            _figure("valid_from_us"),
            _figure("valid_until_us", nullable=True),
            _text("document"),
            _text("changed_by"),
            _figure("changed_us"),
            sa.PrimaryKeyConstraint(*key, name=f"{table}_key"),
        )


def _prices() -> None:
    op.create_table(
        "price_list",
        _text("zone"),
        _text("price_list"),
        _text("customer_group"),
        _figure("from_milli"),
        _figure("priority"),
        _figure("valid_from_us"),
        _figure("valid_until_us", nullable=True),
        _text("state"),
        _text("made_by"),
        _figure("made_us"),
        sa.PrimaryKeyConstraint("zone", "price_list", name="price_list_key"),
    )
    op.create_table(
        "listed_price",
        _text("zone"),
        _figure("item_id"),
        _text("price_list"),
        _figure("price_minor"),
        sa.ForeignKeyConstraint(["item_id"], ["item.item_id"], name="listed_price_to_item"),
        sa.PrimaryKeyConstraint("zone", "item_id", "price_list", name="listed_price_key"),
    )
    op.create_index(
        "listed_price_by_zone_price_list_item_id", "listed_price", ["zone", "price_list", "item_id"]
    )
    op.create_table(
        "tax_change",
        _text("code"),
        _text("valid_from"),
        _text("name"),
        _figure("basis_points"),
        sa.ForeignKeyConstraint(["code"], ["tax_rate.code"], name="tax_change_to_tax_rate"),
        sa.PrimaryKeyConstraint("code", "valid_from", name="tax_change_key"),
    )
