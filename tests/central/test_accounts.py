"""Accounts at the centre: head office says how much may be owed, tills sell, money comes in."""

from __future__ import annotations

import pytest

from central.centre import Centre, new_id
from central.core.accounts import AccountBook, NewAccount, account_book, pay_in, set_limit
from central.core.card_desk import Deed
from central.core.refused import Refused
from central.storage.admin_rows import open_exceptions
from central.storage.people_rows import erase
from pos_app.domain.card import account_name
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import CustomerNumber
from tests.central.head_office import NOW_US, PRICE_MINOR, HeadOffice, Register
from tests.central.order_book import write_order
from tests.central.test_cards import feed_tables_of
from tests.central.test_order_sales import _comes_back
from tests.central.test_points import a_customer
from tests.central.test_returns import brings_back


def _deed(note: str = "by post") -> Deed:
    return Deed(f"by hand {new_id()}", "Ann", note, NOW_US)


def _limit(centre: Centre, unit: str, customer: str, minor: int) -> AccountBook:
    new = NewAccount(customer, account_name(CustomerNumber(customer), "salt"), unit, minor)
    return centre.write(lambda t: set_limit(t, new, _deed()))


def _owed(centre: Centre, customer: str) -> tuple[int, int]:
    book = centre.read(lambda t: account_book(t, customer))
    return book.owed_minor, book.card.balance_minor


def buys(register: Register, card: str, pieces: int = 1) -> None:
    """A sale on account."""
    paid = {"kind": "account", "given_minor": PRICE_MINOR * pieces, "change_minor": 0, "card": card}
    register.sells(1, pieces, tenders=[paid])


def test_what_is_bought_is_owed_until_it_is_paid_or_comes_back(
    centre: Centre, office: HeadOffice
) -> None:
    register, customer = office.register(), a_customer(centre)
    card = _limit(centre, register.unit, customer, 2000).account.card
    buys(register, card, 3)
    register.sends()
    assert _owed(centre, customer) == (750, 1250)
    back = {"kind": "account", "amount_minor": PRICE_MINOR, "card": card}
    brings_back(register, register.facts[0], tenders=[back])
    register.sends(2)
    assert _owed(centre, customer) == (500, 1500)
    centre.write(lambda t: pay_in(t, customer, 500, _deed()))
    assert _owed(centre, customer) == (0, 2000)
    assert _limit(centre, register.unit, customer, 300).owed_minor == 0
    tables = centre.query(lambda connection: dict(feed_tables_of(connection, "chain")))
    assert (card, 300) in tables["account_limit"]
    assert (card, "account", "GBP", "active", 300) in tables["gift_card"]


def test_more_than_may_be_owed_is_asked_about(centre: Centre, office: HeadOffice) -> None:
    register, customer = office.register(), a_customer(centre)
    card = _limit(centre, register.unit, customer, PRICE_MINOR).account.card
    buys(register, card)
    buys(register, card)
    buys(register, card)
    register.sends()
    found = centre.query(lambda connection: open_exceptions(connection, register.unit))
    told = f"{card}: {-2 * PRICE_MINOR} GBP"
    assert [(one["kind"], one["detail"]) for one in found] == [("overdrawn_account", told)]
    with pytest.raises(Refused) as refused:
        centre.database.write(lambda connection: erase(connection, customer, NOW_US))
    assert refused.value.problem.code == "account_open"
    centre.write(lambda t: pay_in(t, customer, 3 * PRICE_MINOR, _deed()))
    centre.database.write(lambda connection: erase(connection, customer, NOW_US))
    with pytest.raises(Refused):
        _owed(centre, customer)


def test_only_customers_have_accounts(centre: Centre, office: HeadOffice) -> None:
    with pytest.raises(Refused) as refused:
        _limit(centre, office.open_store(), "nobody", 100)
    assert refused.value.problem.code == "unknown_customer"


def test_two_registers_share_a_limit_and_the_one_without_a_line_is_the_one_asked_about(
    centre: Centre, office: HeadOffice
) -> None:
    here, away = office.register(), office.register()
    customer = a_customer(centre)
    card = _limit(centre, here.unit, customer, 3 * PRICE_MINOR).account.card
    buys(here, card, 2)
    # nobody has heard of these yet: one register was without a line
    buys(away, card, 2)
    here.sends()
    assert _owed(centre, customer) == (2 * PRICE_MINOR, PRICE_MINOR)

    def told(unit: str) -> list[tuple[str, str]]:
        found = centre.query(lambda connection: open_exceptions(connection, unit))
        return [(one["kind"], one["detail"]) for one in found]

    assert told(here.unit) == told(away.unit) == []
    for _ in "ab":
        away.sends()
        assert _owed(centre, customer) == (4 * PRICE_MINOR, -PRICE_MINOR)
        assert told(away.unit) == [("overdrawn_account", f"{card}: {-PRICE_MINOR} GBP")]
    assert told(here.unit) == []
    # all stores hear what is left of it, and a payment settles it
    tables = centre.query(lambda connection: dict(feed_tables_of(connection, "chain")))
    assert (card, "account", "GBP", "active", -PRICE_MINOR) in tables["gift_card"]
    centre.write(lambda t: pay_in(t, customer, 4 * PRICE_MINOR, _deed()))
    assert _owed(centre, customer) == (0, 3 * PRICE_MINOR)


def test_an_order_that_its_buyer_pays_later_is_owed_and_what_comes_back_of_it_is_not(
    centre: Centre, office: HeadOffice
) -> None:
    register, customer = office.register(), a_customer(centre)
    card = _limit(centre, register.unit, customer, 2000).account.card
    number = write_order(office, register.unit, paid=False, customer_number=customer)
    lines = [
        {"line_number": 1, "item_id": 1, "quantity_milli": 2000},
        {"line_number": 2, "item_id": 2, "quantity_milli": 1000},
    ]
    tender = {"kind": "account", "given_minor": 3, "change_minor": 0, "card": card}
    body: dict[str, object] = {"order_number": number, "lines": lines, "tenders": [tender]}
    given = register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    assert office.receipts(register.unit)[given.fact_id.hex] == ("applied", "")
    assert _owed(centre, customer) == (3, 1997)
    back = {"kind": "account", "amount_minor": 1, "card": card}
    part = [{"line": 2, "item_id": 2, "quantity_milli": 1000, "amount_minor": 1}]
    _comes_back(register, number, 1, "account", lines=part, tenders=[back])
    register.sends(2)
    assert _owed(centre, customer) == (2, 1998)
