"""Buying on account: up to a limit of head office, offline up to another; what comes back is owed no more."""

from __future__ import annotations

import pytest

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.card import ACCOUNT_OFFLINE, CARD_SALT, account_name
from pos_app.domain.facts import FactKind
from pos_app.domain.handover import HandoverPlan, Person
from pos_app.domain.ids import CustomerNumber, LineNumber
from pos_app.domain.order_sale import order_sale_id
from pos_app.domain.pickup_code import ShownCode
from pos_app.domain.refusals.account import (
    AccountStopped,
    AccountTooFull,
    NoAccount,
    NobodysAccount,
)
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.tender import TenderKind
from pos_app.storage.sqlite_cards import SqliteCards
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.order_shelf import UNPAID, code_of, fill_shelf
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, pounds
from tests.pos_app.usecases.test_points import LOYALTY_CARD, MAYA, has_points, last
from tests.pos_app.usecases.test_returns import sets
from tests.pos_app.usecases.test_value_cards import SALT, goes_offline


@pytest.fixture
def shop(till: Till) -> Till:
    has_account(till)
    till.restart()
    till.opens(ANNA)
    return till


def has_account(
    till: Till, left_minor: int = 4000, state: str = "active", whose: CustomerNumber = MAYA
) -> None:
    """Maya, or somebody else, may owe £50.00, and owes £10.00 of it."""
    entry = CustomerEntry(MAYA, "Maya", "", "", LOYALTY_CARD, 0, "", "", [])
    with agent(till.device) as store:
        list(write_document(store, "customers/7", CustomerDocument([entry])))
    sets(till, CARD_SALT, SALT)
    name = account_name(whose, SALT)
    row = (name, "account", "GBP", state, left_minor)
    with agent(till.device, "chain") as chain:
        chain.execute("INSERT OR REPLACE INTO gift_card VALUES (?, ?, ?, ?, ?)", row)
        chain.execute("INSERT OR REPLACE INTO account_limit VALUES (?, ?)", (name, 5000))


def has_points_and_account(till: Till) -> None:
    """The same Maya has points too."""
    has_account(till)
    has_points(till)


def comes(shop: Till, *codes: str) -> None:
    shop.scans(*codes)
    shop.register.attach_customer(number=MAYA)


def test_a_part_is_sold_on_account_and_comes_back_to_it(shop: Till) -> None:
    comes(shop, CAKESTAND)
    read = shop.accounts.read()
    assert (read.limit, read.owed, read.pays) == (pounds(5000), pounds(1000), pounds(1275))
    part = shop.accounts.pay(amount=pounds(1000))
    assert (part.left, part.drawer_fault) == (pounds(275), None)
    assert shop.accounts.read().owed == pounds(2000)
    sale = shop.register.pay_cash(given=pounds(500)).sale
    tender = last(shop, FactKind.SALE_COMPLETED)["tenders"][0]
    assert (tender["kind"], tender["card"]) == ("account", account_name(MAYA, SALT))
    printed = "\n".join(receipt_text(shop.printer.receipts[-1]))
    assert "On account" in printed
    shop.register.returns.take_back(
        sale_id=sale.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.OTHER,
        condition=ReturnCondition.SHELF,
    )
    figures = shop.register.read_till().till
    assert figures is not None
    assert figures.tenders == figures.refund_tenders == ((TenderKind.ACCOUNT, pounds(1000)),)
    comes(shop, BAG)
    assert shop.accounts.read().owed == pounds(1000)
    check_chain(shop)


def test_no_more_than_may_be_owed_and_offline_less(shop: Till) -> None:
    comes(shop, *[CAKESTAND] * 4)
    assert shop.accounts.read().pays == pounds(4000)
    with pytest.raises(AccountTooFull) as refused:
        shop.accounts.pay(amount=pounds(4001))
    assert not refused.value.is_offline
    goes_offline(shop)
    sets(shop, ACCOUNT_OFFLINE, "2000")
    assert shop.accounts.read().pays == pounds(2000)
    assert shop.accounts.pay().taken == pounds(2000)
    with pytest.raises(AccountTooFull) as refused:
        shop.accounts.pay()
    assert refused.value.is_offline and refused.value.pays == pounds(0)


def test_without_an_account_nothing_is_sold_on_it(shop: Till) -> None:
    shop.scans(BAG)
    with pytest.raises(NobodysAccount):
        shop.accounts.pay()
    shop.register.attach_customer(number=MAYA)
    has_account(shop, state="blocked")
    with pytest.raises(AccountStopped):
        shop.accounts.pay()
    with agent(shop.device, "chain") as chain:
        chain.execute("DELETE FROM account_limit")
    assert shop.accounts.read().known is None
    with pytest.raises(NoAccount):
        shop.accounts.pay()


def test_the_buyer_of_an_order_pays_it_later_and_nobody_they_sent_does(till: Till) -> None:
    fill_shelf(till)
    till.opens(CARLA)
    buyer, account = CustomerNumber("P3"), till.pickup.account
    has_account(till, 1000, whose=buyer)
    shown = ShownCode(code_of(UNPAID), UNPAID)
    plan = HandoverPlan(frozenset({1}))
    till.pickup.check_person.by_code(shown=shown, person=Person.ALTERNATE)
    with pytest.raises(NobodysAccount):
        till.pickup.hand_over(number=UNPAID, plan=plan, on_account=True)
    till.pickup.check_person.by_code(shown=shown)
    has_account(till, 599, whose=buyer)
    assert account(number=UNPAID, to_pay=pounds(600)).pays == pounds(599)
    with pytest.raises(AccountTooFull):
        till.pickup.hand_over(number=UNPAID, plan=plan, on_account=True)
    has_account(till, 1000, whose=buyer)
    till.pickup.hand_over(number=UNPAID, plan=plan, on_account=True)
    assert till.kinds()[-3:] == ["payment_intent", "payment_outcome", "order_handed_over"]
    assert till.files.store.payments.open() == ()
    name = account_name(buyer, SALT)
    cards = SqliteCards(till.files.connection, till.files.store.payments)
    assert cards.find(name).balance_minor == 400
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.order_tenders == ((TenderKind.ACCOUNT, pounds(600)),)
    # what comes back goes to where it came from, before head office has heard of any of it
    sale_id = order_sale_id(UNPAID)
    till.register.returns.take_back(
        sale_id=sale_id,
        parts={LineNumber(2): 1000},
        reason=ReturnReason.TOO_SMALL,
        condition=ReturnCondition.SHELF,
    )
    assert cards.find(name).balance_minor == 610
    check_chain(till)
