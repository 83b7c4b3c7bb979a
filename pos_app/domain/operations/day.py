"""Operations of this chapter are the verbs of a till's day and its cash."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

OPEN_TILL = Operation(
    4,
    "Open the till with a counted float",
    Permission.OPEN_TILL,
    (FactKind.DAY_OPENED, FactKind.TILL_OPENED),
    "Close the day",
)
REPRINT_RECEIPT = Operation(
    13, "Print a receipt again", Permission.SELL, (FactKind.RECEIPT_REPRINTED,), "Nothing to undo"
)
OPEN_DRAWER = Operation(
    14,
    "Open the drawer without a sale",
    Permission.OPEN_DRAWER,
    (FactKind.DRAWER_OPENED,),
    "Nothing to undo; it is counted",
)
CLOSE_DAY = Operation(
    15,
    "Count the drawer and close the day",
    Permission.CLOSE_DAY,
    # first each sale that is still held
    (FactKind.SALE_CANCELLED, FactKind.TILL_SETTLED, FactKind.DAY_CLOSED),
    "A closed day stays closed",
)
SETTLE_DIFFERENCE = Operation(
    162,
    "Settle a drawer that is far off",
    Permission.SETTLE_DIFFERENCE,
    (),
    "A closed day stays closed",
)
PRINT_TEST_PAGE = Operation(16, "Print a test page", None, (), "Nothing to undo")
PAID_IN = Operation(
    18, "Put cash in", Permission.MOVE_CASH, (FactKind.PAID_IN,), "Take cash out again"
)
PAID_OUT = Operation(
    19, "Take cash out", Permission.MOVE_CASH, (FactKind.PAID_OUT,), "Put cash in again"
)
TENDER_PICKUP = Operation(
    20,
    "Take cash to the safe",
    Permission.MOVE_TO_SAFE,
    (FactKind.TENDER_PICKUP,),
    "Bring cash from the safe",
)
TENDER_LOAN = Operation(
    21,
    "Bring cash from the safe",
    Permission.MOVE_CASH,
    (FactKind.TENDER_LOAN,),
    "Take cash to the safe",
)
LEND_TO_TILL = Operation(
    147,
    "Lend cash to another register",
    Permission.MOVE_CASH,
    (FactKind.TILL_LOAN_GIVEN,),
    "The other register lends it back",
)
BORROW_FROM_TILL = Operation(
    148,
    "Take cash that another register lends",
    Permission.MOVE_CASH,
    (FactKind.TILL_LOAN_TAKEN,),
    "Lend it back",
)
CHANGE_ORDER = Operation(
    149,
    "Change notes for coins at the safe",
    Permission.MOVE_TO_SAFE,
    (FactKind.CHANGE_ORDER,),
    "Change it back",
)
PRINT_FIGURES = Operation(
    22, "Read and print the figures so far (X)", Permission.CLOSE_DAY, (), "Nothing to undo"
)

DAY_OPERATIONS = (
    OPEN_TILL,
    REPRINT_RECEIPT,
    OPEN_DRAWER,
    CLOSE_DAY,
    SETTLE_DIFFERENCE,
    PRINT_TEST_PAGE,
    PAID_IN,
    PAID_OUT,
    TENDER_PICKUP,
    TENDER_LOAN,
    LEND_TO_TILL,
    BORROW_FROM_TILL,
    CHANGE_ORDER,
    PRINT_FIGURES,
)
