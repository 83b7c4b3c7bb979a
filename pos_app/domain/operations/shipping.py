"""Shipping operations knows the verbs of whoever packs and sends parcels."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

READ_TO_PACK = Operation(
    80, "See which orders wait to be packed", Permission.PICK, (), "Nothing to undo"
)
PACK_ITEM = Operation(
    81,
    "Scan an item into a parcel",
    Permission.PICK,
    (FactKind.ITEM_PACKED,),
    "Take the last item out again",
)
UNDO_PACKING = Operation(
    82,
    "Take the last item out of a parcel again",
    Permission.PICK,
    (FactKind.PACK_UNDONE,),
    "Scan it again",
)
CLOSE_CARTON = Operation(
    83,
    "Weigh and close a parcel and print its labels",
    Permission.PICK,
    # the last parcel of an order packs the order
    (FactKind.CARTON_PACKED, FactKind.ORDER_PACKED),
    "Make its label void",
)
REPRINT_PARCEL = Operation(
    84,
    "Print the labels of a parcel again",
    Permission.PICK,
    (FactKind.LABEL_REPRINTED,),
    "Nothing to undo",
)
VOID_PARCEL = Operation(
    85,
    "Make the label of a parcel void",
    Permission.PICK,
    (FactKind.CARTON_VOIDED,),
    "Close the parcel again",
)
SEND_PARCELS = Operation(
    86,
    "Hand parcels to their carrier",
    Permission.PICK,
    (FactKind.CARTONS_HANDED_TO_CARRIER,),
    "A fact stands; head office mends it",
)
READ_MEASURES = Operation(
    87,
    "See how picking and packing went today",
    Permission.PICK,
    (),
    "Nothing to undo",
)

SHIPPING_OPERATIONS = (
    READ_TO_PACK,
    PACK_ITEM,
    UNDO_PACKING,
    CLOSE_CARTON,
    REPRINT_PARCEL,
    VOID_PARCEL,
    SEND_PARCELS,
    READ_MEASURES,
)
