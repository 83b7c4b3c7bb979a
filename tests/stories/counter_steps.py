"""What an associate does at the pickup counter, one operation after another, with the orders of the demo store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.neighbours import pack
from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import DISMISS_MENTION, TAKE_MENTIONED
from pos_app.domain.operations.payment import PAY_CASH
from pos_app.domain.operations.pickup import (
    CHECK_PERSON,
    CLAIM_ORDER,
    FIND_ORDER,
    HAND_OVER,
    PUT_BACK,
    RESOLVE_ORDER,
    TAKE_REMAINDER,
    VOUCH_FOR_PERSON,
)
from pos_app.files.database import Durability, open_writer, transaction
from storeday.shop import CARLA
from tests.stories.robots import Cashier
from tests.stories.world import Shop

Step = tuple[Operation, Callable[[Cashier], None]]


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


def take_remainder(cashier: Cashier) -> None:
    cashier.scans_code("BAY-B5")
    cashier.is_told("1 more bag: F1")
    cashier.scans_code("BAY-F1")
    cashier.touches("Took £145.70 in cash")
    cashier.is_told("Who waits")


def show_wrong_code(cashier: Cashier) -> None:
    if not cashier.hands.sees("Order 4710 for"):
        cashier.touches("Ready, 4710")
        cashier.is_told("Order 4710 for")
    cashier.types("AAAAAAAA")
    cashier.is_told("That is not right.")


def vouch(cashier: Cashier) -> None:
    cashier.is_told("A manager looks")
    cashier.types(CARLA.pin)
    cashier.is_told("a manager vouches")
    cashier.presses_escape()


def resolve_order(cashier: Cashier) -> None:
    cashier.touches("Short, 4718", "Wait")
    cashier.is_told("Order 4718 waits.")


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
    (CHECK_PERSON, partial(shows_code, number="4715")),
    (TAKE_REMAINDER, take_remainder),
    (CHECK_PERSON, show_wrong_code),
    (CHECK_PERSON, show_wrong_code),
    (CHECK_PERSON, show_wrong_code),
    (VOUCH_FOR_PERSON, vouch),
    (RESOLVE_ORDER, resolve_order),
    (PUT_BACK, put_back_order),
)
