"""Operations of this chapter are the verbs of an open basket."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from pos_app.domain.operation import Operation
from pos_app.domain.operator import Permission

ADD_ITEM = Operation(
    5, "Add an item by scan, tile, number or search", Permission.SELL, (), "Remove a line"
)
SET_QUANTITY = Operation(6, "Change a line's quantity", Permission.SELL, (), "Change it back")
REMOVE_LINE = Operation(7, "Remove a line", Permission.SELL, (), "Put the line back")
PUT_BACK_LINE = Operation(8, "Put a removed line back", Permission.SELL, (), "Remove a line")
CONFIRM_AGE = Operation(
    9, "Answer the age check", Permission.SELL, (), "Cancel the sale", adults_only=True
)
CANCEL_SALE = Operation(
    11, "Cancel the sale", Permission.CANCEL_SALE, (FactKind.SALE_CANCELLED,), "Scan again"
)
OVERRIDE_PRICE = Operation(
    42, "Give a line another price", Permission.SELL, (), "Take it off again"
)
DISCOUNT_LINE = Operation(
    43, "Take something off a line by hand", Permission.SELL, (), "Take it off again"
)
DISCOUNT_SALE = Operation(
    44, "Take something off the whole sale by hand", Permission.SELL, (), "Take it off again"
)
CHECK_PRICE = Operation(45, "Check a price without selling", Permission.SELL, (), "Nothing to undo")
REMOVE_SCANNED = Operation(
    46, "Remove a piece by scanning it", Permission.SELL, (), "Scan it again"
)
SELL_UNLISTED = Operation(
    47, "Sell what no list has as its department", Permission.SELL, (), "Remove a line"
)
ATTACH_CUSTOMER = Operation(
    100, "Attach a customer to the sale", Permission.SELL, (), "Take the customer off the sale"
)
DETACH_CUSTOMER = Operation(
    101, "Take the customer off the sale", Permission.SELL, (), "Attach the customer again"
)
EXPLAIN_PRICE = Operation(
    40, "See why the basket costs what it costs", Permission.SELL, (), "Nothing to undo"
)
SUSPEND_SALE = Operation(
    23, "Hold a sale", Permission.SELL, (FactKind.SALE_SUSPENDED,), "Bring it back"
)
RETRIEVE_SALE = Operation(
    24, "Bring a held sale back", Permission.SELL, (FactKind.SALE_RETRIEVED,), "Hold it again"
)
RETRIEVE_ELSEWHERE = Operation(
    146,
    "Bring back a sale that another register of the store holds",
    Permission.SELL,
    (FactKind.SALE_RETRIEVED,),
    "Hold it again",
)
CANCEL_SUSPENDED_SALE = Operation(
    25, "Cancel a held sale", Permission.CANCEL_SALE, (FactKind.SALE_CANCELLED,), "Scan again"
)
TAKE_MENTIONED = Operation(
    58,
    "Put what was mentioned at the counter into a sale",
    Permission.HAND_OVER,
    (),
    "Remove a line",
)
DISMISS_MENTION = Operation(
    59,
    "Say no more of something at the counter",
    Permission.HAND_OVER,
    (),
    "Ends with the program",
)

REFUSE_AGE = Operation(
    130, "Refuse to sell for age", Permission.SELL, (FactKind.SALE_REFUSED,), "Scan it again"
)
SELL_TO_STAFF = Operation(
    131,
    "Ring up for a person who works here what they buy themselves",
    Permission.SELL_TO_STAFF,
    (),
    "Take the customer off the sale",
)
TAKE_DEPOSIT = Operation(
    143, "Take the slip of a machine for empties, once", Permission.SELL, (), "Remove a line"
)
TYPE_DEPOSIT = Operation(
    180,
    "Take the slip of a machine for empties whose bars say no amount, once",
    Permission.SELL,
    (),
    "Remove a line",
)
SELL_REDUCED = Operation(
    144,
    "Sell a piece by the label of its reduced price, once",
    Permission.SELL,
    (),
    "Remove a line",
)
PICK_UP_LATER = Operation(
    141,
    "Choose that goods of a sale are picked up later, here or in another store",
    Permission.SELL,
    (),
    "Choose that they are carried out",
)
BASKET_OPERATIONS = (
    ADD_ITEM,
    SET_QUANTITY,
    REMOVE_LINE,
    PUT_BACK_LINE,
    CONFIRM_AGE,
    CANCEL_SALE,
    OVERRIDE_PRICE,
    DISCOUNT_LINE,
    DISCOUNT_SALE,
    CHECK_PRICE,
    REMOVE_SCANNED,
    SELL_UNLISTED,
    ATTACH_CUSTOMER,
    DETACH_CUSTOMER,
    EXPLAIN_PRICE,
    SUSPEND_SALE,
    RETRIEVE_SALE,
    RETRIEVE_ELSEWHERE,
    CANCEL_SUSPENDED_SALE,
    TAKE_MENTIONED,
    DISMISS_MENTION,
    REFUSE_AGE,
    SELL_TO_STAFF,
    TAKE_DEPOSIT,
    TYPE_DEPOSIT,
    SELL_REDUCED,
    PICK_UP_LATER,
)
