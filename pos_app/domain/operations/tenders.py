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
REFUND_CREDIT = Operation(
    121,
    "Give a store credit for goods that come back",
    Permission.SELL,
    (FactKind.SALE_RETURNED, FactKind.CARD_ISSUED),
    "Head office stops the credit",
)
SELL_CARD = Operation(
    123,
    "Sell a gift card",
    Permission.SELL,
    # written right after the fact of the sale that pays it
    (FactKind.CARD_ISSUED,),
    "Remove a line; once paid, head office stops it",
)
LOAD_CARD = Operation(
    124,
    "Load a gift card",
    Permission.SELL,
    (FactKind.CARD_LOADED,),
    "Remove a line; once paid, head office adjusts it",
)
READ_CARD = Operation(
    125, "See what a gift card or credit is worth", Permission.SELL, (), "Nothing to undo"
)
PAY_BY_VALUE_CARD = Operation(
    126,
    "Take a gift card or a store credit, for all or a part",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A fact stands; a return mends it",
)
PAY_BY_POINTS = Operation(
    134,
    "Take a customer's points, for all or a part",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A return gives them back",
)
PAY_ON_ACCOUNT = Operation(
    185,
    "Sell on a customer's account, all or a part",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A return puts it back on the account",
)
REFUND_IN_CASH = Operation(
    122,
    "Give cash back for what was paid otherwise",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)

EXCHANGE = Operation(
    127,
    "Take goods back for those of the open sale",
    Permission.SELL,
    # the sale that is paid by it follows when nothing is left to pay
    (FactKind.SALE_RETURNED, FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME),
    "A fact stands; a return mends it",
)

TENDER_OPERATIONS = (
    REFUND_CARD,
    REFUND_CREDIT,
    REFUND_IN_CASH,
    SELL_CARD,
    LOAD_CARD,
    READ_CARD,
    PAY_BY_VALUE_CARD,
    PAY_BY_POINTS,
    PAY_ON_ACCOUNT,
    EXCHANGE,
)
