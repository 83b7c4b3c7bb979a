"""Operations of this chapter are the verbs of paying a sale."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

PAY_CASH = Operation(
    10, "Take cash", Permission.SELL, (FactKind.SALE_COMPLETED,), "A fact stands; a return mends it"
)
PAY_CARD = Operation(
    26,
    "Take a card at the terminal, for all or a part",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "Cancel it at the terminal; once taken, a return mends it",
)
CANCEL_CARD = Operation(
    27,
    "Cancel a card payment under way",
    Permission.SELL,
    (FactKind.PAYMENT_OUTCOME,),
    "Take a card",
)
SETTLE_PAYMENT = Operation(
    28,
    "Say what the terminal shows of a payment in doubt, or set it aside",
    Permission.SELL,
    (FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A fact stands; a return mends it",
)
PAY_PART_CASH = Operation(
    29,
    "Take a part in cash",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME),
    "A fact stands; a return mends it",
)
PAY_CARD_ALONE = Operation(
    110,
    "Take a card at a stand-alone terminal, by its approval code",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A fact stands; a return mends it",
)

PAY_WITH_CASHBACK = Operation(
    186,
    "Take a card for more than is to pay, and give the rest in cash",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A fact stands; a return mends it",
)

PAY_FOREIGN_NOTES = Operation(
    187,
    "Take notes of another currency, for all or a part",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A return gives back what they were worth",
)

PAYMENT_OPERATIONS = (
    PAY_CASH,
    PAY_CARD,
    CANCEL_CARD,
    SETTLE_PAYMENT,
    PAY_PART_CASH,
    PAY_CARD_ALONE,
    PAY_WITH_CASHBACK,
    PAY_FOREIGN_NOTES,
)
