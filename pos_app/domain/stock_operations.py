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

STOCK_OPERATIONS = (
    FIND_STOCK,
    ADJUST_STOCK,
    WASTE_STOCK,
    MOVE_STOCK,
    UNDO_STOCK,
    COUNT_STOCK,
)
