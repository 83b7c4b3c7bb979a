"""Finished operations knows the verbs of a sale that is paid, but for its return, of a coupon and of a training."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

VOID_SALE = Operation(
    135,
    "Undo a finished sale",
    Permission.VOID_SALE,
    (FactKind.SALE_VOIDED,),
    "Sell it again",
)
PRINT_GIFT_RECEIPT = Operation(
    136,
    "Print a gift receipt",
    Permission.SELL,
    (FactKind.GIFT_RECEIPT_PRINTED,),
    "Nothing to undo",
)
BEGIN_TRAINING = Operation(
    137,
    "Practise in a training",
    Permission.TRAIN,
    (FactKind.TRAINING_BEGUN, FactKind.OPERATOR_SIGNED_OFF),
    "Leave the training",
)
ATTACH_COUPON = Operation(138, "Take a coupon", Permission.SELL, (), "Take the coupon off again")
TAKE_COUPON_OFF = Operation(
    133, "Take a coupon off the sale", Permission.SELL, (), "Take the coupon again"
)
KEEP_RECEIPT = Operation(
    132,
    "Keep a receipt as a PDF",
    Permission.SELL,
    (FactKind.RECEIPT_REPRINTED,),
    "Nothing to undo",
)
FINISHED_OPERATIONS = (
    VOID_SALE,
    PRINT_GIFT_RECEIPT,
    BEGIN_TRAINING,
    ATTACH_COUPON,
    TAKE_COUPON_OFF,
    KEEP_RECEIPT,
)
