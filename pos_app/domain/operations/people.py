"""Operations of this chapter are the verbs of a person at a device."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import YES, Operation
from pos_app.domain.operator import Permission

SIGN_ON = Operation(1, "Sign on by PIN or badge", None, (FactKind.OPERATOR_SIGNED_ON,), "Lock", YES)
LOCK = Operation(2, "Lock the register", None, (FactKind.OPERATOR_SIGNED_OFF,), "Sign on")
LET_IN = Operation(
    3,
    "Let somebody in for the day",
    Permission.LET_IN,
    (FactKind.OPERATOR_LET_IN, FactKind.OPERATOR_SIGNED_ON),
    "Ends with the day",
)
TAKE_OVER_BASKET = Operation(
    12,
    "Take over another person's basket",
    Permission.TAKE_OVER,
    (FactKind.BASKET_TAKEN_OVER,),
    "The other person takes it over",
)
SET_UP_DEVICE = Operation(
    17,
    "Set up this device",
    None,
    (),
    "Retire the device",
    offline="no: head office gives the code, the identity and the first catalogue",
)
APPROVE = Operation(
    41,
    "Allow something as a second person",
    None,
    (FactKind.OPERATION_APPROVED,),
    "Ends with what was allowed",
)
LEAVE_APPROVAL = Operation(
    163,
    "Leave what a second person should allow",
    None,
    (FactKind.OPERATION_REFUSED,),
    "Ask again",
)

PEOPLE_OPERATIONS = (
    SIGN_ON,
    LOCK,
    LET_IN,
    TAKE_OVER_BASKET,
    SET_UP_DEVICE,
    APPROVE,
    LEAVE_APPROVAL,
)
