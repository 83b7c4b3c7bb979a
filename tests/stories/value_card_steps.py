"""Steps of a story with a gift card, from its sale to goods that come back for a store credit."""

from __future__ import annotations

from functools import partial

from pos_app.domain.card import CARD_SALT, account_name, with_check_digit
from pos_app.domain.ids import CustomerNumber
from pos_app.domain.loyalty import EARN_MINOR, POINT_MINOR
from pos_app.domain.operation import Operation
from pos_app.domain.operations.payment import PAY_CASH
from pos_app.domain.operations.returns import (
    RETURN_BY_PAPER,
    RETURN_GIFT,
    RETURN_ORDER,
    RETURN_WITHOUT_RECEIPT,
)
from pos_app.domain.operations.tenders import (
    EXCHANGE,
    LOAD_CARD,
    PAY_BY_POINTS,
    PAY_BY_VALUE_CARD,
    PAY_ON_ACCOUNT,
    READ_CARD,
    REFUND_CREDIT,
    SELL_CARD,
)
from pos_app.files.database import Durability, open_reader, open_writer, transaction
from storeday.shop import LUNCH_BAG
from tests.stories.refund_steps import (
    bring_back_from_elsewhere,
    bring_back_without_receipt,
    bring_gift_back,
    bring_order_back,
    brings_back,
    exchange,
)
from tests.stories.robots import Cashier
from tests.stories.test_returns import head_office_has_set
from tests.stories.world import Shop

NUMBER = with_check_digit("731415926535897932")


def sell_card(cashier: Cashier) -> None:
    cashier.scans_code(NUMBER)
    cashier.is_told("Not known here.")
    cashier.hands.keys_in("2000")
    cashier.touches("Sell it")
    cashier.owes("£20.00")
    cashier.pays("£25")


def read_card(cashier: Cashier) -> None:
    cashier.touches("Next customer")
    cashier.scans_code(NUMBER)
    cashier.is_told("Worth £20.00 when last heard of. Offline it pays £20.00.")
    cashier.touches("Leave it")


def pay_by_card(cashier: Cashier) -> None:
    cashier.scans(LUNCH_BAG)
    cashier.scans_code(NUMBER)
    cashier.touches("Pay £1.65 with it")
    cashier.is_told("Next customer")


def refund_credit(store: Shop, cashier: Cashier) -> None:
    brings_back(store, cashier, LUNCH_BAG, "£1.65")
    cashier.touches("Store credit instead £1.65")
    cashier.is_told("Store credit of £1.65: hand out its slip.")


def load_card(cashier: Cashier) -> None:
    cashier.scans_code(NUMBER)
    cashier.is_told("Worth £18.35")
    cashier.hands.keys_in("500")
    cashier.touches("Load it")
    cashier.owes("£5.00")
    cashier.pays("£10")


def pay_by_points(store: Shop, cashier: Cashier) -> None:
    """A point pays a penny, and one comes back for each pound that is paid otherwise."""
    for name, value in ((POINT_MINOR, "1"), (EARN_MINOR, "100")):
        head_office_has_set(store, name, value)
    cashier.touches("Next customer")
    cashier.scans(LUNCH_BAG)
    cashier.scans_code("LC-1")
    cashier.is_told(" points")
    cashier.touches("Cash…", "Points £1.65")
    cashier.is_told("Next customer")


def pay_on_account(store: Shop, cashier: Cashier) -> None:
    """Head office lets Ada owe fifty pounds, and has told every till so."""
    head_office_opens_account(store)
    cashier.touches("Next customer")
    cashier.scans(LUNCH_BAG)
    cashier.scans_code("LC-1")
    cashier.is_told("owes £0.00 of £50.00")
    cashier.touches("Cash…", "On account £1.65")
    cashier.is_told("Next customer")


def head_office_opens_account(store: Shop, customer: str = "P1") -> None:
    """The last words of head office about Ada, or somebody else, as the register has them."""
    [newest, *_] = store.register.generations("store")
    reader = open_reader(store.register.replica("store", newest), store.key)
    query = "SELECT value FROM configuration WHERE name = ?"
    [(salt,)] = reader.execute(query, (CARD_SALT,)).fetchall()
    reader.close()
    name = account_name(CustomerNumber(customer), str(salt))
    [newest, *_] = store.register.generations("chain")
    writer = open_writer(store.register.replica("chain", newest), "", Durability.NORMAL)
    with transaction(writer):
        row = (name, "account", "GBP", "active", 5000)
        writer.execute("INSERT INTO gift_card VALUES (?, ?, ?, ?, ?)", row)
        writer.execute("INSERT INTO account_limit VALUES (?, ?)", (name, 5000))
    writer.close()


def bring_by_paper(store: Shop, cashier: Cashier) -> None:
    """A manager needs nobody else."""
    bring_back_from_elsewhere(store, cashier)
    cashier.is_told("Give back £2.99. Drawer opens.")


def steps_of_value_cards(
    store: Shop,
) -> tuple[tuple[tuple[Operation, ...], partial[None]], ...]:
    """In their order; 25.00 in cash stays in the drawer."""
    return (
        ((PAY_CASH, SELL_CARD), partial(sell_card)),
        ((READ_CARD,), partial(read_card)),
        ((PAY_BY_VALUE_CARD,), partial(pay_by_card)),
        (
            (EXCHANGE, PAY_CASH),
            partial(exchange, store),
        ),
        ((REFUND_CREDIT,), partial(refund_credit, store)),
        ((PAY_CASH, RETURN_GIFT), partial(bring_gift_back, store)),
        ((RETURN_WITHOUT_RECEIPT,), partial(bring_back_without_receipt)),
        ((RETURN_ORDER,), partial(bring_order_back)),
        ((RETURN_BY_PAPER,), partial(bring_by_paper, store)),
        ((PAY_CASH, LOAD_CARD), partial(load_card)),
        ((PAY_BY_POINTS,), partial(pay_by_points, store)),
        ((PAY_ON_ACCOUNT,), partial(pay_on_account, store)),
    )
