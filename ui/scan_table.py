"""Scan table knows what each kind of code means in each place of the app: one row a kind, one word a place."""

from __future__ import annotations

from enum import StrEnum

from pos_app.domain.element_string import value_of
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.product_facts import SERIAL
from pos_app.domain.scan import (
    BadgeCode,
    HeldSaleCode,
    LogisticUnitCode,
    LoyaltyCode,
    PickupCode,
    PlaceCode,
    ProductCode,
    ReceiptCode,
    ReducedCode,
    ScannedCode,
    SignedReceiptCode,
    ValueCardCode,
)
from ui.routes import AT_PICKING, AT_STOCK, Route


class CodeKind(StrEnum):
    """What was scanned, as far as its place matters; anything else may still be an item number of the store's own."""

    GOODS = "goods"
    PIECE = "piece"
    PARCEL = "parcel"
    RECEIPT = "receipt"
    GIFT_RECEIPT = "gift_receipt"
    SIGNED_RECEIPT = "signed_receipt"
    PICKUP = "pickup"
    CARD = "card"
    VALUE_CARD = "value_card"
    SLIP = "slip"
    BADGE = "badge"
    BAY = "bay"
    BAG = "bag"
    PLACE = "place"


class Meaning(StrEnum):
    """What a scan sets off."""

    ADD = "add"
    FIND_SOLD = "find_sold"
    FIND_ORDERED = "find_ordered"
    PICK = "pick"
    BRING_BACK = "bring_back"
    BRING_BACK_LOOSE = "bring_back_loose"
    TAKE_STOCK = "take_stock"
    OPEN_PLACE = "open_place"
    TICK_GOODS = "tick_goods"
    TELL_PRICE = "tell_price"
    OPEN_RETURN = "open_return"
    OPEN_GIFT = "open_gift"
    OPEN_SIGNED = "open_signed"
    OPEN_SALE = "open_sale"
    OPEN_ORDER = "open_order"
    TELL_BAYS = "tell_bays"
    OPEN_BAG = "open_bag"
    TICK_BAG = "tick_bag"
    FIND_BAY = "find_bay"
    TAKE_BAY = "take_bay"
    ATTACH_CARD = "attach_card"
    VALUE_CARD = "value_card"
    FIND_CARD = "find_card"
    OPEN_SLIP = "open_slip"
    BADGE = "badge"
    SIGN_ON = "sign_on"
    SIGN_ON_FIRST = "sign_on_first"
    COUNT_FIRST = "count_first"
    REFUSE = "refuse"
    NOTHING = "nothing"


# What reads the text anew, by the rules that the store has set for its own numbers.
READ_AGAIN = frozenset(
    {
        Meaning.ADD,
        Meaning.FIND_SOLD,
        Meaning.PICK,
        Meaning.BRING_BACK,
        Meaning.BRING_BACK_LOOSE,
        Meaning.TAKE_STOCK,
        Meaning.OPEN_PLACE,
    }
)
# What is loaded with the first code that leads to an order, or to goods that are not sold.
OF_ORDERS = frozenset(
    {
        Meaning.TICK_GOODS,
        Meaning.TELL_PRICE,
        Meaning.OPEN_ORDER,
        Meaning.TELL_BAYS,
        Meaning.OPEN_BAG,
        Meaning.TICK_BAG,
        Meaning.FIND_BAY,
        Meaning.TAKE_BAY,
        Meaning.FIND_CARD,
    }
)
_PLACES = {OwnKind.STAGING: CodeKind.BAY, OwnKind.PIECE: CodeKind.BAG}
_CLASSES: tuple[tuple[type[object], CodeKind], ...] = (
    (ProductCode, CodeKind.GOODS),
    (ReducedCode, CodeKind.GOODS),
    (LogisticUnitCode, CodeKind.PARCEL),
    (ReceiptCode, CodeKind.RECEIPT),
    (SignedReceiptCode, CodeKind.SIGNED_RECEIPT),
    (PickupCode, CodeKind.PICKUP),
    (LoyaltyCode, CodeKind.CARD),
    (ValueCardCode, CodeKind.VALUE_CARD),
    (HeldSaleCode, CodeKind.SLIP),
    (BadgeCode, CodeKind.BADGE),
)
# Where nothing else was said a code means what it means at the till: the next scan always works.
_AT_THE_TILL = {
    CodeKind.GOODS: Meaning.ADD,
    CodeKind.RECEIPT: Meaning.OPEN_RETURN,
    CodeKind.GIFT_RECEIPT: Meaning.OPEN_GIFT,
    CodeKind.SIGNED_RECEIPT: Meaning.OPEN_SIGNED,
    CodeKind.PICKUP: Meaning.OPEN_ORDER,
    CodeKind.CARD: Meaning.ATTACH_CARD,
    CodeKind.VALUE_CARD: Meaning.VALUE_CARD,
    CodeKind.SLIP: Meaning.OPEN_SLIP,
    CodeKind.BADGE: Meaning.BADGE,
    CodeKind.BAY: Meaning.OPEN_PLACE,
    CodeKind.BAG: Meaning.OPEN_PLACE,
    CodeKind.PLACE: Meaning.OPEN_PLACE,
}
_PAYING = {
    CodeKind.RECEIPT: Meaning.REFUSE,
    CodeKind.GIFT_RECEIPT: Meaning.REFUSE,
    CodeKind.SIGNED_RECEIPT: Meaning.REFUSE,
    CodeKind.PICKUP: Meaning.REFUSE,
    CodeKind.BAY: Meaning.REFUSE,
    CodeKind.BAG: Meaning.REFUSE,
    CodeKind.PLACE: Meaning.REFUSE,
}
_PICKING = {
    CodeKind.GOODS: Meaning.PICK,
    CodeKind.RECEIPT: Meaning.REFUSE,
    CodeKind.GIFT_RECEIPT: Meaning.REFUSE,
    CodeKind.SIGNED_RECEIPT: Meaning.REFUSE,
    CodeKind.PICKUP: Meaning.TELL_BAYS,
    CodeKind.CARD: Meaning.REFUSE,
    CodeKind.VALUE_CARD: Meaning.REFUSE,
    CodeKind.SLIP: Meaning.REFUSE,
    CodeKind.BAY: Meaning.PICK,
    CodeKind.BAG: Meaning.PICK,
    CodeKind.PLACE: Meaning.PICK,
}
_STOCK_ROOM = dict.fromkeys(
    (CodeKind.GOODS, CodeKind.BAY, CodeKind.BAG, CodeKind.PLACE), Meaning.TAKE_STOCK
)
_COUNTER = {
    CodeKind.GOODS: Meaning.TELL_PRICE,
    CodeKind.RECEIPT: Meaning.REFUSE,
    CodeKind.GIFT_RECEIPT: Meaning.REFUSE,
    CodeKind.SIGNED_RECEIPT: Meaning.REFUSE,
    CodeKind.CARD: Meaning.FIND_CARD,
    CodeKind.VALUE_CARD: Meaning.REFUSE,
    CodeKind.BAY: Meaning.FIND_BAY,
    CodeKind.BAG: Meaning.OPEN_BAG,
    CodeKind.PLACE: Meaning.REFUSE,
}
_HANDING_OVER = _COUNTER | {
    CodeKind.GOODS: Meaning.TICK_GOODS,
    CodeKind.BAY: Meaning.TAKE_BAY,
    CodeKind.BAG: Meaning.TICK_BAG,
}
_NOT_HERE = _COUNTER | {
    CodeKind.GOODS: Meaning.TICK_GOODS,
    CodeKind.BAY: Meaning.REFUSE,
}
_RETURNING = {
    CodeKind.VALUE_CARD: Meaning.REFUSE,
    CodeKind.GOODS: Meaning.BRING_BACK,
    CodeKind.BAY: Meaning.REFUSE,
    CodeKind.BAG: Meaning.REFUSE,
    CodeKind.PLACE: Meaning.REFUSE,
}
_FINDING = {
    CodeKind.PIECE: Meaning.FIND_SOLD,
    **dict.fromkeys((CodeKind.PICKUP, CodeKind.BAG, CodeKind.PARCEL), Meaning.FIND_ORDERED),
}
# What is goods like others where nothing else was said.
_AS_GOODS = frozenset({CodeKind.PIECE, CodeKind.PARCEL})
_COUNTING = dict.fromkeys(CodeKind, Meaning.COUNT_FIRST) | {CodeKind.BADGE: Meaning.BADGE}
_NOBODY_HERE = dict.fromkeys(CodeKind, Meaning.SIGN_ON_FIRST) | {CodeKind.BADGE: Meaning.SIGN_ON}
_NOT_RUNNING = dict.fromkeys(CodeKind, Meaning.NOTHING)

_TABLE = {
    Route.SET_UP: _NOT_RUNNING,
    Route.FAULT: _NOT_RUNNING,
    Route.SIGN_ON: _NOBODY_HERE,
    Route.OPEN_TILL: _COUNTING,
    Route.CLOSE_DAY: _COUNTING,
    Route.TENDER: _PAYING,
    Route.RETURNING: _RETURNING,
    Route.RETURN_GOODS: _RETURNING | {CodeKind.GOODS: Meaning.BRING_BACK_LOOSE},
    Route.FIND_SALE: _FINDING,
    Route.FINISHED_SALE: {CodeKind.RECEIPT: Meaning.OPEN_SALE},
    Route.PICKUP: _COUNTER,
    Route.PICKUP_CHECK: _COUNTER,
    Route.HANDOVER: _HANDING_OVER,
    Route.UNSEEN_ORDER: _NOT_HERE,
    **dict.fromkeys(AT_PICKING, _PICKING),
    **dict.fromkeys(AT_STOCK, _STOCK_ROOM),
}


def kind_of(code: ScannedCode) -> CodeKind:
    """The row of a code."""
    if isinstance(code, ReceiptCode) and code.is_gift:
        return CodeKind.GIFT_RECEIPT
    if isinstance(code, PlaceCode):
        return _PLACES.get(code.place, CodeKind.PLACE)
    if isinstance(code, ProductCode) and value_of(code.elements, SERIAL) is not None:
        return CodeKind.PIECE
    return next((kind for known, kind in _CLASSES if isinstance(code, known)), CodeKind.GOODS)


def meaning_of(kind: CodeKind, place: Route) -> Meaning:
    """What a scan means there; a parcel, or a piece with a serial, is goods where nothing else was said."""
    here = _TABLE.get(place, _AT_THE_TILL)
    if kind in _AS_GOODS and kind not in here:
        kind = CodeKind.GOODS
    return here.get(kind) or _AT_THE_TILL[kind]
