"""What is done to prices, lines and the customer of an open basket, as a cashier does it; each leaves it as it was."""

from __future__ import annotations

from functools import partial

from pos_app.devices.picture_codes import codes_in
from pos_app.domain.deposit_voucher import DEPOSIT_VOUCHERS
from pos_app.domain.facts import FactKind
from pos_app.domain.gs1 import check_digit
from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import (
    RETRIEVE_ELSEWHERE,
    SELL_REDUCED,
    TAKE_DEPOSIT,
    TYPE_DEPOSIT,
)
from pos_app.domain.operations.payment import PAY_CASH
from pos_app.domain.selling_rules import STAFF_CUSTOMERS
from pos_app.files.database import Durability, open_writer, transaction
from storeday.shop import ANNA, CAKE_STAND, CARLA, OAT_DRINK, WINE
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.stories.robots import Cashier
from tests.stories.test_returns import head_office_has_set
from tests.stories.world import Shop

SLIP, BARE_SLIP = "981234500050", "971234567890"
DISCOUNT = "Discount, or another price"


def discount_line(cashier: Cashier) -> None:
    cashier.touches(DISCOUNT, "−10%", "Damaged")
    cashier.owes("£7.33")


def override_price(cashier: Cashier) -> None:
    cashier.touches(DISCOUNT, "Price of one")
    cashier.hands.keys_in("175")
    cashier.touches("Take this amount", "Shelf shows this price")
    cashier.owes("£7.42")


def discount_sale(cashier: Cashier) -> None:
    cashier.touches(DISCOUNT, "The whole sale", "−10%", "Goodwill")
    cashier.owes("£6.68")
    # and what was changed is taken off again, as the page says
    cashier.touches(DISCOUNT, "The whole sale", "Take the change off")
    cashier.owes("£7.42")
    cashier.touches(DISCOUNT, "Take the change off")
    cashier.owes("£7.60")
    cashier.touches(DISCOUNT, "Take the change off")
    cashier.owes("£7.50")


def check_price(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Price check")
    cashier.scans_code(CAKE_STAND.code)
    cashier.is_told("Regency cakestand 3 tier  £12.75")
    cashier.touches("Close")
    cashier.owes("£7.50")


def remove_scanned(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Remove by scanning")
    cashier.scans_code(OAT_DRINK.code)
    cashier.is_told("Taken off: ")
    cashier.touches("Done")
    cashier.owes("£5.55")
    cashier.scans_code(OAT_DRINK.code)
    cashier.owes("£7.50")


def sell_unlisted(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Sell as department", "Bakery")
    cashier.hands.keys_in("250")
    cashier.touches("Add it")
    cashier.owes("£10.00")
    cashier.touches("Remove")
    cashier.owes("£7.50")


def attach_customer(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Customer")
    cashier.types("marl")
    cashier.is_told("Ada Marlowe")
    cashier.presses_enter()
    cashier.is_told(" points")


def pick_up_later(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Pick up later", "Later, here")
    cashier.is_told("pick up here later · ")
    # it is carried out again, as the page says
    cashier.touches("More for this sale", "Pick up later", "Carried out now")
    cashier.is_told(": carried out")


def sell_reduced(store: Shop, cashier: Cashier) -> None:
    """By the label that was printed in the stock room."""
    label, *_ = (store.register.root / "labels").glob("reduced-*.png")
    [bars] = codes_in(label)
    cashier.scans_code(bars.text)
    cashier.owes("£0.83")


def take_deposit(store: Shop, cashier: Cashier) -> None:
    """The slip is worth less than the goods, and counts once."""
    head_office_has_set(store, DEPOSIT_VOUCHERS, "98SSSSSPPPppK")
    cashier.scans_code(SLIP + check_digit(SLIP))
    cashier.owes("£0.33")


def type_deposit(store: Shop, cashier: Cashier) -> None:
    """The bars of the slip say no amount; the machine has printed 20p on it."""
    head_office_has_set(store, DEPOSIT_VOUCHERS, "98SSSSSPPPppK 97SSSSSSSSSSK")
    cashier.scans_code(BARE_SLIP + check_digit(BARE_SLIP))
    cashier.is_told("How much is on the slip?")
    cashier.hands.keys_in("20")
    cashier.touches("Take this amount")
    cashier.owes("£0.13")


def neither_counts_again(store: Shop, cashier: Cashier) -> None:
    cashier.pays("£5")
    cashier.touches("Next customer")
    cashier.scans_code(SLIP + check_digit(SLIP))
    cashier.is_told("This deposit slip was used before.")
    label, *_ = (store.register.root / "labels").glob("reduced-*.png")
    [bars] = codes_in(label)
    cashier.scans_code(bars.text)
    cashier.is_told("Sold before by this label: Lunch bag")


def retrieve_elsewhere(store: Shop, cashier: Cashier) -> None:
    """What another register holds has come with the feed before the line went."""
    put_aside = store.facts(FactKind.SALE_SUSPENDED)[-1]
    today = store.facts()[-1].origin.business_date
    row = ("ab" * 16, "2", ANNA.number, today, 1, "held", put_aside.body.decode())
    [newest, *_] = store.register.generations("store")
    writer = open_writer(store.register.replica("store", newest), store.key, Durability.NORMAL)
    with transaction(writer):
        writer.execute("INSERT INTO held_sale VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    writer.close()
    cashier.touches("Stock", "Sell", "Held sales (1)")
    cashier.is_told("1 item · at register 2")
    cashier.touches("Bring back")
    cashier.owes("£1.65")


def what_other_registers_know(store: Shop) -> tuple[tuple[Operation, partial[None]], ...]:
    """A label of the stock room and a slip of the machine for empties, both twice; a sale that is held elsewhere."""
    return (
        (SELL_REDUCED, partial(sell_reduced, store)),
        (TAKE_DEPOSIT, partial(take_deposit, store)),
        (TYPE_DEPOSIT, partial(type_deposit, store)),
        (PAY_CASH, partial(neither_counts_again, store)),
        (RETRIEVE_ELSEWHERE, partial(retrieve_elsewhere, store)),
    )


def ring_up_own(store: Shop, cashier: Cashier) -> None:
    """Head office knows whose card it is."""
    head_office_has_set(store, STAFF_CUSTOMERS, f"{ANNA.number}=P1")
    cashier.scans_code("LC-1")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told(" points")
    cashier.touches("More for this sale", "Customer", "Take off")
    cashier.is_told("The sale is nobody’s now.")


def refuse_age(cashier: Cashier) -> None:
    cashier.scans_code(WINE.code)
    cashier.touches("Refuse: do not sell it")
    cashier.is_told(f"Not sold, and noted: {WINE.name}.")


def detach_customer(cashier: Cashier) -> None:
    cashier.touches("More for this sale", "Customer", "Take off")
    cashier.is_told("The sale is nobody’s now.")


def somebody_is_known(store: Shop) -> None:
    """Head office has told the device of one customer."""
    newest = max(store.register.generations("store"))
    writer = open_writer(store.register.replica("store", newest), store.key, Durability.NORMAL)
    ada = CustomerEntry("P1", "Ada Marlowe", "", "0161 496 0987", "LC-1", 1240, "", "", [])
    with transaction(writer):
        list(write_document(writer, "customers/7", CustomerDocument([ada])))
    writer.close()
