"""What goes back of an order that was paid online: each refund by itself, and how the order was paid."""

import sqlalchemy as sa
from alembic import op

revision = "v0024"
down_revision = "v0025"
branch_labels = None
depends_on = None

_ORDER = ["customer_order.order_number"]
_MOVE = """INSERT INTO refund_order (refund_id, order_number, business_unit, reason, amount_minor,
    currency, tender, tender_reference, state, due_us, reference, note, changed_by, changed_us)
    SELECT r.order_number, r.order_number, o.business_unit, 'refused', r.amount_minor, s.currency,
    '', '', 'due', o.created_us, '', '', '', o.created_us
    FROM order_refund r JOIN customer_order o ON o.order_number = r.order_number
    JOIN store s ON s.business_unit = o.business_unit"""


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "order_tender",
        _text("order_number"),
        _text("kind"),
        _text("reference"),
        sa.ForeignKeyConstraint(["order_number"], _ORDER, name="order_tender_to_customer_order"),
        sa.PrimaryKeyConstraint("order_number", name="order_tender_key"),
    )
    op.create_table(
        "refund_order",
        _text("refund_id"),
        _text("order_number"),
        _text("business_unit"),
        _text("reason"),
        _number("amount_minor"),
        _text("currency"),
        _text("tender"),
        _text("tender_reference"),
        _text("state"),
        _number("due_us"),
        _text("reference"),
        _text("note"),
        _text("changed_by"),
        _number("changed_us"),
        sa.ForeignKeyConstraint(["order_number"], _ORDER, name="refund_order_to_customer_order"),
        sa.ForeignKeyConstraint(
            ["business_unit"], ["store.business_unit"], name="refund_order_to_store"
        ),
        sa.PrimaryKeyConstraint("refund_id", name="refund_order_key"),
    )
    op.create_index("refund_order_by_order_number", "refund_order", ["order_number"])
    op.create_index("refund_order_by_state", "refund_order", ["state", "due_us"])
    # What was only a sum so far is due since its order came: nobody has told yet that it was sent.
    op.execute(_MOVE)
    op.drop_table("order_refund")
