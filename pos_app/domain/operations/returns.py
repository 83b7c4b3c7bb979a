"""Operations of this chapter are the verbs of goods that come back."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

RETURN_WITH_RECEIPT = Operation(
    30,
    "Take goods back with their receipt",
    Permission.SELL,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)
FIND_SALE = Operation(31, "Look up a sale of the store", Permission.SELL, (), "Nothing to undo")
RETURN_LATE = Operation(
    32,
    "Take goods back after their days",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)
RETURN_ANYWAY = Operation(
    33,
    "Take back what does not come back",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)
RETURN_GIFT = Operation(
    128,
    "Take goods back with their gift receipt",
    Permission.SELL,
    (FactKind.SALE_RETURNED, FactKind.CARD_ISSUED),
    "Head office stops the credit",
)
RETURN_WITHOUT_RECEIPT = Operation(
    129,
    "Take goods back without a receipt",
    Permission.RETURN_ANYWAY,
    # the second unless the store gives cash
    (FactKind.SALE_RETURNED, FactKind.CARD_ISSUED),
    "Sell them again",
)

RETURN_ORDER = Operation(
    139,
    "Take goods of an order back by its number",
    Permission.SELL,
    (FactKind.SALE_RETURNED,),
    "Head office stops the refund",
)
RETURN_BY_PAPER = Operation(
    140,
    "Take goods of another store back by the code on its receipt",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)

RETURNS_OPERATIONS = (
    RETURN_WITH_RECEIPT,
    FIND_SALE,
    RETURN_LATE,
    RETURN_ANYWAY,
    RETURN_GIFT,
    RETURN_WITHOUT_RECEIPT,
    RETURN_ORDER,
    RETURN_BY_PAPER,
)
