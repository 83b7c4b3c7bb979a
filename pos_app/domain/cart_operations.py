"""Cart operations knows the verbs around the totes of a cart that is on its way."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

CHANGE_TOTE = Operation(
    89,
    "Take another tote for an order whose tote is full",
    Permission.PICK,
    (FactKind.PICK_LIST_CLAIMED,),
    "Take another tote again",
)

CART_OPERATIONS = (CHANGE_TOTE,)
