"""Operations knows every verb that a person has at a register: who may, what it writes, what undoes it."""

from __future__ import annotations

from pos_app.domain.cart_operations import CART_OPERATIONS
from pos_app.domain.device_operations import DEVICE_OPERATIONS
from pos_app.domain.facts import FactKind
from pos_app.domain.finished_operations import FINISHED_OPERATIONS
from pos_app.domain.operation import YES, Operation
from pos_app.domain.operator import Permission
from pos_app.domain.shipping.operations import SHIPPING_OPERATIONS
from pos_app.domain.stock_operations import STOCK_OPERATIONS
from pos_app.domain.tender_operations import TENDER_OPERATIONS

SIGN_ON = Operation(1, "Sign on by PIN or badge", None, (FactKind.OPERATOR_SIGNED_ON,), "Lock", YES)
LOCK = Operation(2, "Lock the register", None, (FactKind.OPERATOR_SIGNED_OFF,), "Sign on")
LET_IN = Operation(
    3,
    "Let somebody in for the day",
    Permission.LET_IN,
    (FactKind.OPERATOR_LET_IN, FactKind.OPERATOR_SIGNED_ON),
    "Ends with the day",
)
OPEN_TILL = Operation(
    4,
    "Open the till with a counted float",
    Permission.OPEN_TILL,
    (FactKind.DAY_OPENED, FactKind.TILL_OPENED),
    "Close the day",
)
ADD_ITEM = Operation(
    5, "Add an item by scan, tile, number or search", Permission.SELL, (), "Remove a line"
)
SET_QUANTITY = Operation(6, "Change a line's quantity", Permission.SELL, (), "Change it back")
REMOVE_LINE = Operation(7, "Remove a line", Permission.SELL, (), "Put the line back")
PUT_BACK_LINE = Operation(8, "Put a removed line back", Permission.SELL, (), "Remove a line")
CONFIRM_AGE = Operation(9, "Answer the age check", Permission.SELL, (), "Cancel the sale")
PAY_CASH = Operation(
    10, "Take cash", Permission.SELL, (FactKind.SALE_COMPLETED,), "A fact stands; a return mends it"
)
PAY_CARD = Operation(
    26,
    "Take a card at the terminal, for all or a part",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "Cancel it at the terminal; once taken, a return mends it",
)
CANCEL_CARD = Operation(
    27,
    "Cancel a card payment under way",
    Permission.SELL,
    (FactKind.PAYMENT_OUTCOME,),
    "Take a card",
)
SETTLE_PAYMENT = Operation(
    28,
    "Say what the terminal shows of a payment in doubt, or set it aside",
    Permission.SELL,
    (FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A fact stands; a return mends it",
)
PAY_PART_CASH = Operation(
    29,
    "Take a part in cash",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME),
    "A fact stands; a return mends it",
)
PAY_CARD_ALONE = Operation(
    110,
    "Take a card at a stand-alone terminal, by its approval code",
    Permission.SELL,
    (FactKind.PAYMENT_INTENT, FactKind.PAYMENT_OUTCOME, FactKind.SALE_COMPLETED),
    "A fact stands; a return mends it",
)
CANCEL_SALE = Operation(
    11, "Cancel the sale", Permission.CANCEL_SALE, (FactKind.SALE_CANCELLED,), "Scan again"
)
TAKE_OVER_BASKET = Operation(
    12,
    "Take over another person's basket",
    Permission.TAKE_OVER,
    (FactKind.BASKET_TAKEN_OVER,),
    "The other person takes it over",
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
PRINT_TEST_PAGE = Operation(16, "Print a test page", None, (), "Nothing to undo")
SET_UP_DEVICE = Operation(
    17,
    "Set up this device",
    None,
    (),
    "Retire the device",
    offline="no: head office gives the code, the identity and the first catalogue",
)
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
PRINT_FIGURES = Operation(
    22, "Read and print the figures so far (X)", Permission.CLOSE_DAY, (), "Nothing to undo"
)
RETURN_WITH_RECEIPT = Operation(
    30,
    "Take goods back with their receipt",
    Permission.SELL,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)
FIND_SALE = Operation(31, "Look up a sale of the store", Permission.SELL, (), "Nothing to undo")
RETURN_LATE = Operation(
    32,
    "Take goods back after their days",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)
RETURN_ANYWAY = Operation(
    33,
    "Take back what does not come back",
    Permission.RETURN_ANYWAY,
    (FactKind.SALE_RETURNED,),
    "Sell them again",
)
APPROVE = Operation(
    41,
    "Allow something as a second person",
    None,
    (FactKind.OPERATION_APPROVED,),
    "Ends with what was allowed",
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
CANCEL_SUSPENDED_SALE = Operation(
    25, "Cancel a held sale", Permission.CANCEL_SALE, (FactKind.SALE_CANCELLED,), "Scan again"
)
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
    Permission.HAND_OVER,
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
OPERATIONS = (
    SIGN_ON,
    LOCK,
    LET_IN,
    OPEN_TILL,
    ADD_ITEM,
    SET_QUANTITY,
    REMOVE_LINE,
    PUT_BACK_LINE,
    CONFIRM_AGE,
    PAY_CASH,
    CANCEL_SALE,
    TAKE_OVER_BASKET,
    REPRINT_RECEIPT,
    OPEN_DRAWER,
    CLOSE_DAY,
    PRINT_TEST_PAGE,
    SET_UP_DEVICE,
    PAID_IN,
    PAID_OUT,
    TENDER_PICKUP,
    TENDER_LOAN,
    PRINT_FIGURES,
    SUSPEND_SALE,
    RETRIEVE_SALE,
    CANCEL_SUSPENDED_SALE,
    PAY_CARD,
    CANCEL_CARD,
    SETTLE_PAYMENT,
    PAY_PART_CASH,
    RETURN_WITH_RECEIPT,
    FIND_SALE,
    RETURN_LATE,
    RETURN_ANYWAY,
    EXPLAIN_PRICE,
    APPROVE,
    OVERRIDE_PRICE,
    DISCOUNT_LINE,
    DISCOUNT_SALE,
    CHECK_PRICE,
    REMOVE_SCANNED,
    SELL_UNLISTED,
    FIND_ORDER,
    CLAIM_ORDER,
    CHECK_PERSON,
    HAND_OVER,
    TAKE_REMAINDER,
    RESOLVE_ORDER,
    PUT_BACK,
    VOUCH_FOR_PERSON,
    TAKE_MENTIONED,
    DISMISS_MENTION,
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
    *SHIPPING_OPERATIONS,
    *CART_OPERATIONS,
    ATTACH_CUSTOMER,
    DETACH_CUSTOMER,
    PAY_CARD_ALONE,
    *TENDER_OPERATIONS,
    *FINISHED_OPERATIONS,
    *STOCK_OPERATIONS,
    *DEVICE_OPERATIONS,
)
_BY_NUMBER = {operation.number: operation for operation in OPERATIONS}


def operation_of(number: int) -> Operation:
    """The operation with a number."""
    return _BY_NUMBER[number]
