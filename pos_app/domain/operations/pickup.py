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
    Permission.KEEP_STOCK,
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
PAY_REMAINDER = Operation(
    60,
    "Take what is still to pay for an order by card",
    Permission.HAND_OVER,
    # its goods leave when the terminal has taken it
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.ORDER_HANDED_OVER),
    "Refuse the goods: it goes back to the card",
)
PAY_ORDER_ON_ACCOUNT = Operation(
    195,
    "Let the buyer of an order pay it later, on their account",
    Permission.HAND_OVER,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.ORDER_HANDED_OVER),
    "A return puts it back on the account",
)
GIVE_BACK_REMAINDER = Operation(
    61,
    "Give back to the card what it paid too much for an order",
    Permission.HAND_OVER,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.ORDER_HANDED_OVER),
    "Take it again",
)
GIVE_BACK_IN_CASH = Operation(
    62,
    "Give back in cash what a card paid too much for an order",
    Permission.RETURN_ANYWAY,
    (FactKind.PAID_OUT, FactKind.ORDER_HANDED_OVER),
    "Take it again",
)
RING_PICKER = Operation(
    63,
    "Ring whoever fetches an order, and see the answer",
    Permission.HAND_OVER,
    (FactKind.ORDER_RUNG,),
    "Nothing to undo",
    "no: without a line nobody on another device hears it, and whoever rings is told so",
)
ANSWER_RING = Operation(
    64,
    "Answer the counter about an order",
    None,
    (FactKind.RING_ANSWERED,),
    "Answer again",
    "no: only a ring that came over the line is answered; the answer itself waits like every fact",
)
NOTE_CUSTOMER = Operation(
    65,
    "Note something about a customer for colleagues",
    Permission.HAND_OVER,
    (FactKind.CUSTOMER_NOTED,),
    "Goes with the person, when they ask to be forgotten",
)
HAND_OVER_UNSEEN = Operation(
    66,
    "Hand over an order that came after the line was lost, by its confirmation",
    Permission.LET_IN,
    (FactKind.ORDER_HANDED_UNSEEN,),
    "A fact stands; a return mends it",
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
    PAY_REMAINDER,
    PAY_ORDER_ON_ACCOUNT,
    GIVE_BACK_REMAINDER,
    GIVE_BACK_IN_CASH,
    RING_PICKER,
    ANSWER_RING,
    NOTE_CUSTOMER,
    HAND_OVER_UNSEEN,
)
