"""Operations of this chapter are the verbs of the pickup counter."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

FIND_ORDER = Operation(
    50, "Find an order that somebody comes for", Permission.HAND_OVER, (), "Nothing to undo"
)
CLAIM_ORDER = Operation(
    51,
    "Go to a customer (I go)",
    Permission.HAND_OVER,
    (FactKind.ORDER_CLAIMED,),
    "Somebody else goes",
)
CHECK_PERSON = Operation(
    52,
    "Check that an order is theirs",
    Permission.HAND_OVER,
    (FactKind.ORDER_CHECKED,),
    "Leave the order",
)
HAND_OVER = Operation(
    53,
    "Hand over an order, or a part of it",
    Permission.HAND_OVER,
    # the second where something was worth a mention
    (FactKind.ORDER_HANDED_OVER, FactKind.SUGGESTION),
    "A fact stands; a return mends it",
)
TAKE_REMAINDER = Operation(
    54,
    "Take what is still to pay for an order",
    Permission.HAND_OVER,
    (FactKind.PAID_IN, FactKind.ORDER_HANDED_OVER),
    "Take cash out",
)
RESOLVE_ORDER = Operation(
    55,
    "Settle what is missing of an order with the customer",
    Permission.HAND_OVER,
    (FactKind.ORDER_RESOLVED,),
    "Head office",
)
PUT_BACK = Operation(
    56,
    "Put an order that nobody fetched back on its shelves",
    Permission.HAND_OVER,
    (FactKind.ORDER_PUT_BACK,),
    "Nothing to undo",
)
VOUCH_FOR_PERSON = Operation(
    57,
    "Vouch for somebody who could not show that an order is theirs",
    Permission.LET_IN,
    (FactKind.ORDER_CHECKED,),
    "Leave the order",
)

PICKUP_OPERATIONS = (
    FIND_ORDER,
    CLAIM_ORDER,
    CHECK_PERSON,
    HAND_OVER,
    TAKE_REMAINDER,
    RESOLVE_ORDER,
    PUT_BACK,
    VOUCH_FOR_PERSON,
)
