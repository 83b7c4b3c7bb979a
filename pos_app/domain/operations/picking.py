"""Operations of this chapter are the verbs of a pick list and its cart."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

READ_PICK_LISTS = Operation(
    70, "See which orders wait to be fetched", Permission.PICK, (), "Nothing to undo"
)
TAKE_PICK_LIST = Operation(
    71,
    "Take orders on a cart, or go on with them",
    Permission.PICK,
    (FactKind.PICK_LIST_CLAIMED,),
    "Pause the list",
)
TAKE_OVER_PICK_LIST = Operation(
    72,
    "Take over orders that another person fetches",
    Permission.PICK,
    (FactKind.PICK_LIST_TAKEN_OVER,),
    "The other person takes them over",
)
PAUSE_PICK_LIST = Operation(
    73,
    "Let a cart stand",
    Permission.PICK,
    (FactKind.PICK_LIST_PAUSED,),
    "Go on with the list",
)
PICK_ITEM = Operation(
    74, "Pick an item by its code", Permission.PICK, (FactKind.ITEM_PICKED,), "Undo the last pick"
)
SHORT_PICK = Operation(
    75,
    "Say that goods are not there",
    Permission.PICK,
    (FactKind.ITEM_SHORT,),
    "Undo the last pick",
)
UNDO_PICK = Operation(
    76, "Undo the last pick", Permission.PICK, (FactKind.PICK_UNDONE,), "Pick it again"
)
PUT_OFF_STOP = Operation(
    77, "Come back to a stop later", Permission.PICK, (), "It comes again by itself"
)
PACK_ORDER = Operation(
    78,
    "Count and label the bags of orders",
    Permission.PICK,
    (FactKind.ORDER_PICKED,),
    "A fact stands; head office mends it",
)
STAGE_PIECE = Operation(
    79,
    "Put a bag into its bay",
    Permission.PICK,
    (FactKind.PIECE_STAGED,),
    "Scan it into another bay",
)
CHECK_BIN = Operation(
    88,
    "Say what is left in a bin that should be empty",
    Permission.PICK,
    (FactKind.BIN_CHECKED,),
    "Count the item",
)
CHANGE_TOTE = Operation(
    89,
    "Take another tote for an order whose tote is full",
    Permission.PICK,
    (FactKind.PICK_LIST_CLAIMED,),
    "Take another tote again",
)

PICKING_OPERATIONS = (
    READ_PICK_LISTS,
    TAKE_PICK_LIST,
    TAKE_OVER_PICK_LIST,
    PAUSE_PICK_LIST,
    PICK_ITEM,
    SHORT_PICK,
    UNDO_PICK,
    PUT_OFF_STOP,
    PACK_ORDER,
    STAGE_PIECE,
    CHECK_BIN,
    CHANGE_TOTE,
)
