"""What an associate does at the pickup counter, one operation after another, with the orders of the demo store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from pos_app.domain.neighbours import pack
from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import DISMISS_MENTION, TAKE_MENTIONED
from pos_app.domain.operations.payment import PAY_CASH
from pos_app.domain.operations.pickup import (
    CHECK_PERSON,
    CLAIM_ORDER,
    FIND_ORDER,
    HAND_OVER,
    HAND_OVER_UNSEEN,
    NOTE_CUSTOMER,
    PUT_BACK,
    RESOLVE_ORDER,
    TAKE_REMAINDER,
    VOUCH_FOR_PERSON,
)
from pos_app.files.database import Durability, open_writer, transaction
from storeday.shop import CAKE_STAND, CARLA
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.stories.robots import Cashier
from tests.stories.world import Shop

Step = tuple[Operation, Callable[[Cashier], None]]
# What order 4715, which is not paid, has besides six chalkboards for £29.70.
LATER_ORDER = "W-901"
PICNIC, TEACUP, SNACK_BOX, HEART, MILK = (
    "Picnic basket wicker large",
    "Roses Regency teacup",
    "Round snack boxes set of 4 woodland",
    "Natural slate heart chalkboard",
    "Milk beverage",
)


def find_order(cashier: Cashier) -> None:
    cashier.touches("Pickup")
    cashier.types("4709")
    cashier.is_told("Open 4709")
    cashier.presses_escape()


def claim_order(cashier: Cashier) -> None:
    cashier.touches("I go: 4711")
    cashier.is_told("You go to order 4711.")
    cashier.presses_escape()


def shows_code(cashier: Cashier, number: str) -> None:
    cashier.scans_code(f"PU-{number}*12*DEM0{number}")
    cashier.is_told("checked by code")


def head_office_has_learned(store: Shop) -> None:
    """Whoever has the cake tins often takes oat drink, or a lunch bag."""
    register = store.register
    path = register.replica("chain", max(register.generations("chain")))
    chain = open_writer(path, "", Durability.NORMAL)
    with transaction(chain):
        tins, oat, bag = (
            chain.execute("SELECT item_id FROM item WHERE number = ?", (number,)).fetchone()[0]
            for number in ("22720", "EV005", "20725")
        )
        known = (tins, 100, 100, pack([(oat, 900, 40), (bag, 800, 30)]))
        chain.execute("INSERT INTO item_neighbour VALUES (?, ?, ?, ?)", known)
    chain.close()


def head_office_knows_who_comes(store: Shop, number: str) -> None:
    """Whoever waits for an order agreed to be known in this store."""
    newest = max(store.register.generations("store"))
    writer = open_writer(store.register.replica("store", newest), store.key, Durability.NORMAL)
    with transaction(writer):
        [(who, name, phone)] = writer.execute(
            "SELECT customer_number, name, phone FROM order_customer WHERE order_number = ?",
            (number,),
        ).fetchall()
        entry = CustomerEntry(who, name, "", phone, "", 0, "", "", [])
        list(write_document(writer, "customers/8", CustomerDocument([entry])))
    writer.close()


def take_mentioned(cashier: Cashier) -> None:
    cashier.touches("Add Oat drink")
    cashier.scans_code("BAY-B5")
    cashier.is_told("Pay £1.95, then hand over")


def dismiss_mention(cashier: Cashier) -> None:
    cashier.touches("Not now: Lunch bag")


def pay_mentioned(cashier: Cashier) -> None:
    cashier.touches("Pay £1.95, then hand over")
    cashier.owes("£1.95")
    cashier.touches("Exact")
    cashier.touches("Back to order 4709")


def hand_over(cashier: Cashier) -> None:
    cashier.touches("Hand over 1 bag")
    cashier.is_told("Who waits")


def stays(cashier: Cashier, *goods: str) -> None:
    """A touch on each line that is fetched later."""
    cashier.touches("Part only, or refused", *goods)


def note_customer(cashier: Cashier) -> None:
    """On glass: there may be no keyboard at a counter."""
    cashier.touches("Add a note")
    cashier.touches(*"bags", "Keep the note")
    cashier.is_told("Note by Carla")
    cashier.presses_escape()


def take_remainder(cashier: Cashier) -> None:
    stays(cashier, PICNIC, TEACUP, SNACK_BOX, HEART, MILK)
    cashier.touches("Took £29.70 in cash")
    cashier.is_told("Who waits")


def show_wrong_code(cashier: Cashier) -> None:
    if not cashier.hands.sees("Order 4710 for"):
        # in the afternoon so many are late that the ready ones stand below what is in sight
        cashier.types("4710")
        cashier.touches("Open 4710")
        cashier.is_told("Order 4710 for")
    cashier.types("AAAAAAAA")
    cashier.is_told("That is not right.")


def vouch(cashier: Cashier) -> None:
    cashier.is_told("A manager looks")
    cashier.types(CARLA.pin)
    cashier.is_told("a manager vouches")
    cashier.presses_escape()


def resolve_order(cashier: Cashier) -> None:
    # a story that is played after the promised hour finds it among the late ones
    cashier.hands.touches_one_of("Short, 4718", "Late, 4718")
    cashier.touches("Wait")
    cashier.is_told("Order 4718 waits.")


def hand_over_unseen(cashier: Cashier) -> None:
    """The order came after the line was lost; a manager works here, and needs nobody's leave."""
    cashier.types(LATER_ORDER)
    cashier.hands.presses(Qt.Key.Key_Return)
    cashier.is_told(f"Order {LATER_ORDER} is not here")
    cashier.scans_code(CAKE_STAND.code)
    cashier.touches("Hand over 1 piece")
    cashier.is_told(f"Order {LATER_ORDER} handed over here")


def head_office_gets_order(store: Shop) -> None:
    """What somebody has ordered and paid meanwhile, and has in their hands already."""
    line = {"item_number": "22423", "quantity_milli": 1000, "price_minor": 1275}
    words = {"order_number": LATER_ORDER, "fulfilment": "pickup", "business_unit": "12"}
    store.office.place_order({**words, "paid": True, "lines": [line]})


def put_back_order(cashier: Cashier) -> None:
    cashier.types("4705")
    cashier.touches("Put back, 4705")
    cashier.is_told("is back on its shelves.")
    cashier.touches("Sell")


COUNTER: tuple[Step, ...] = (
    (FIND_ORDER, find_order),
    (CLAIM_ORDER, claim_order),
    (CHECK_PERSON, partial(shows_code, number="4709")),
    (TAKE_MENTIONED, take_mentioned),
    (DISMISS_MENTION, dismiss_mention),
    (PAY_CASH, pay_mentioned),
    (HAND_OVER, hand_over),
    (CHECK_PERSON, partial(shows_code, number="4713")),
    (NOTE_CUSTOMER, note_customer),
    (CHECK_PERSON, partial(shows_code, number="4715")),
    (TAKE_REMAINDER, take_remainder),
    (CHECK_PERSON, show_wrong_code),
    (CHECK_PERSON, show_wrong_code),
    (CHECK_PERSON, show_wrong_code),
    (VOUCH_FOR_PERSON, vouch),
    (RESOLVE_ORDER, resolve_order),
    (HAND_OVER_UNSEEN, hand_over_unseen),
    (PUT_BACK, put_back_order),
)
