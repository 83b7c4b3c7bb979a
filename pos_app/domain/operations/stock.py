"""Stock operations knows the verbs of the stock room."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

FIND_STOCK = Operation(150, "See what of an item is here, and where", None, (), "Nothing to undo")
ADJUST_STOCK = Operation(
    151,
    "Correct a stock figure, with a reason",
    Permission.ADJUST_STOCK,
    (FactKind.STOCK_ADJUSTED,),
    "Undo the last change",
)
WASTE_STOCK = Operation(
    152,
    "Throw goods away, with a reason",
    Permission.KEEP_STOCK,
    (FactKind.STOCK_WASTED,),
    "Undo the last change",
)
MOVE_STOCK = Operation(
    153,
    "Move goods from one bin to another",
    Permission.KEEP_STOCK,
    (FactKind.STOCK_MOVED,),
    "Undo the last change",
)
UNDO_STOCK = Operation(
    154,
    "Undo the last change of an item's stock",
    Permission.KEEP_STOCK,
    (FactKind.STOCK_UNDONE,),
    "Change it again",
)
COUNT_STOCK = Operation(
    155,
    "Count an item without seeing what the books say",
    Permission.KEEP_STOCK,
    (FactKind.STOCK_COUNTED,),
    "Count it again",
)
RECEIVE_GOODS = Operation(
    156,
    "Receive goods, with a notice or without one",
    Permission.KEEP_STOCK,
    (FactKind.GOODS_RECEIVED,),
    "Undo what was received last",
)
UNDO_RECEIVED = Operation(
    157,
    "Undo what was received last",
    Permission.KEEP_STOCK,
    (FactKind.STOCK_UNDONE,),
    "Receive it again",
)
FINISH_DELIVERY = Operation(
    158,
    "Say that a delivery is here, with what is over, short or damaged",
    Permission.KEEP_STOCK,
    (FactKind.DELIVERY_RECEIVED,),
    "A fact stands; a correction mends it",
)
SEND_TRANSFER = Operation(
    159,
    "Send goods to another store",
    Permission.KEEP_STOCK,
    (FactKind.TRANSFER_SENT,),
    "The other store sends them back",
)

REDUCE_GOODS = Operation(
    145,
    "Print labels with a reduced price, each for one piece",
    Permission.KEEP_STOCK,
    (FactKind.GOODS_REDUCED,),
    "Throw the labels away",
)
PRINT_SHELF_LABEL = Operation(
    90,
    "Print the label of an item's shelf",
    Permission.KEEP_STOCK,
    (FactKind.SHELF_LABELLED,),
    "Nothing to undo",
)

PRINT_BIN_LABEL = Operation(
    91, "Print the label of a bin", Permission.KEEP_STOCK, (), "Nothing to undo"
)
READ_TASKS = Operation(
    92, "See what is to be done today", Permission.KEEP_STOCK, (), "Nothing to undo"
)
CHECK_DATES = Operation(
    93,
    "Say that the dates of an item are fine",
    Permission.KEEP_STOCK,
    (FactKind.DATES_CHECKED,),
    "Throw away what is not",
)

STOCK_OPERATIONS = (
    FIND_STOCK,
    ADJUST_STOCK,
    WASTE_STOCK,
    MOVE_STOCK,
    UNDO_STOCK,
    COUNT_STOCK,
    RECEIVE_GOODS,
    UNDO_RECEIVED,
    FINISH_DELIVERY,
    SEND_TRANSFER,
    PRINT_SHELF_LABEL,
    REDUCE_GOODS,
    PRINT_BIN_LABEL,
    READ_TASKS,
    CHECK_DATES,
)
