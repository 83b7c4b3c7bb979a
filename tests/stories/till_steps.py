"""What is done around a till and its day, on the screens."""

from __future__ import annotations

from functools import partial

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.operation import Operation
from pos_app.domain.operations.day import BORROW_FROM_TILL, CHANGE_ORDER, LEND_TO_TILL
from storeday.shop import ANNA, CARLA, LUNCH_BAG, Person
from tests.stories.robots import Cashier
from tests.stories.world import Shop


def sign_on(cashier: Cashier) -> None:
    cashier.signs_on(ANNA)
    cashier.is_told("Open till")


def open_till(cashier: Cashier) -> None:
    cashier.touches("It is £100")
    cashier.is_told("Scan to start")


def open_next_day(cashier: Cashier) -> None:
    cashier.touches("Done")
    cashier.shows_badge(ANNA)
    cashier.touches("It is £100")
    cashier.is_told("Scan to start")


def lock(cashier: Cashier) -> None:
    cashier.locks()


def ask_to_let_in(cashier: Cashier, manager: Person) -> None:
    """Somebody new, in the name of this person."""
    cashier.touches("Somebody new here")
    for field, words in (
        ("Name of the new person", "Gwen P"),
        ("Their number", "1099"),
        ("Manager’s number", manager.number),
        ("Manager’s PIN", manager.pin),
    ):
        cashier.touches(field)
        cashier.types(words)
    cashier.touches("Let in for today")


def let_in(cashier: Cashier) -> None:
    ask_to_let_in(cashier, CARLA)
    cashier.is_told("Scan to start")


def open_drawer(cashier: Cashier) -> None:
    cashier.touches("More", "Open the drawer")
    cashier.is_told("Drawer is open.")


def open_drawer_with_manager(cashier: Cashier) -> None:
    cashier.touches("More", "Open the drawer")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told("Drawer is open.")
    cashier.touches("Sell")


def move_cash(reason: str, key: str, told: str, cashier: Cashier) -> None:
    cashier.touches("More", "Cash in and out", reason)
    cashier.hands.keys_in("500")
    cashier.touches(key)
    cashier.is_told(told)


def move_between_tills(reason: str, key: str, told: str, cashier: Cashier) -> None:
    """The last rows stand below what is in sight; the other register is number 2."""
    cashier.touches("More", "Cash in and out")
    cashier.hands.scrolls_down()
    cashier.touches(reason)
    cashier.hands.keys_in("500")
    cashier.touches("Which register?")
    cashier.hands.keys_in("2")
    cashier.touches("Register 2", key)
    cashier.is_told(told)


LENT = ("Lend to a register", "Lend £5.00 to register 2", "£5.00 to register 2. ")
BORROWED = ("From another register", "Take £5.00 from register 2", "£5.00 from register 2. ")
lend, borrow = partial(move_between_tills, *LENT), partial(move_between_tills, *BORROWED)
CASH_OF_OTHERS: tuple[tuple[Operation, partial[None]], ...] = (
    (LEND_TO_TILL, lend),
    (BORROW_FROM_TILL, borrow),
    (CHANGE_ORDER, partial(move_cash, "Change at the safe", "Change £5.00", "£5.00 changed. ")),
)


def take_to_safe(store: Shop, cashier: Cashier) -> None:
    """In a bag that is sealed."""
    cashier.touches("More", "Cash in and out", "Cash to the safe", "Seal number")
    cashier.hands.keys_in("4711")
    cashier.touches("Seal 4711")
    cashier.is_told("Bag sealed: 4711")
    cashier.hands.keys_in("500")
    cashier.touches("Take £5.00 to the safe")
    cashier.is_told("£5.00 to the safe. ")
    [*_, taken] = store.facts(FactKind.TENDER_PICKUP)
    assert read_body(taken)["seal"] == "4711"


def print_figures(cashier: Cashier) -> None:
    cashier.touches("More", "Figures so far", "Print X report")
    cashier.is_told("X report ")
    cashier.touches("Back")


def print_test_page(cashier: Cashier) -> None:
    cashier.touches("Devices", "Test the printer", "Sell")


def drop_waiting(cashier: Cashier) -> None:
    cashier.touches("More", "Devices", "Ready, Label printer", "Test the printer")
    cashier.is_told("1 label waits")
    cashier.touches("Drop what waits", "Sell")


def tell_scanners_apart(cashier: Cashier) -> None:
    cashier.touches("More", "Devices", "Ready, Scanner that types", "Tell two scanners apart")
    cashier.is_told("Scan goods with the scanner that is to be told apart.")
    cashier.scans_code(f"~{LUNCH_BAG.code}")
    cashier.is_told("From now on this is scanner 1.")
    cashier.touches("Forget this scanner")
    cashier.is_told("It is forgotten.")
    cashier.touches("Sell")


def close_day(cashier: Cashier) -> None:
    # what is far off is counted once more, and then it is a manager's
    cashier.hands_count_in(100_00)
    cashier.is_told("The drawer is far off. Count it once more.")
    cashier.touches("Close the day")
    cashier.is_told("−£47.21 −€5.00, −£47.21 −€5.00")
    cashier.touches("Not now")
    # 100.00 float, 16.00 sold and 1.95 of it given back, twice; 1.95 and 29.70 at the counter, 7.25 given back there;
    # 1.65 given back for a card, 1.00 of a split sale; 10.00 given beside a card, 2.30 for five euros; 25.00 on a gift
    # card, 1.65 for a present, 2.99 for goods of another store
    cashier.hands_count_in(147_21, five_euro_notes=1)
    cashier.is_told("−£47.21 −€5.00, £0.00 €0.00")
    cashier.shows_badge(CARLA)
    cashier.is_told("Z report")
