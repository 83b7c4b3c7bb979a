"""Tender operations knows the verbs about money that goes back, and about cards that the store itself gives out."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

REFUND_CARD = Operation(
    120,
    "Give money back to the card that paid",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_RETURNED),
    "Sell them again",
)
REFUND_IN_CASH = Operation(
    122,
    "Give cash back for what was paid otherwise",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)

TENDER_OPERATIONS = (REFUND_CARD, REFUND_IN_CASH)
