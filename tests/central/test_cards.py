"""Gift cards and credits: worth what was paid, spent once, and a question for a person when that does not agree."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection

from central.centre import Centre, new_card_number, new_id
from central.core.card_desk import (
    Deed,
    NewCard,
    adjust_card,
    card_account,
    issue_card,
    spread_salt,
    stop_card,
)
from central.core.refused import Refused
from central.core.settle import Decision, settle, ways_to_settle
from central.storage.admin_rows import open_exceptions
from central.storage.feed_rows import feed_tables
from pos_app.domain.card import CardKind, card_hash, card_number
from pos_app.domain.fact_bodies import card_issued, card_loaded, card_reversed
from pos_app.domain.ids import SaleId
from pos_app.domain.money import Money
from tests.central.head_office import NOW_US, PRICE_MINOR, HeadOffice, Register
from tests.central.test_returns import brings_back

GIFT = CardKind.GIFT_CARD


def new_card() -> str:
    """What facts call a card that nobody knows yet."""
    return card_hash(new_card_number(), "salt")


def _worth(centre: Centre, card: str) -> tuple[int, str]:
    account = centre.read(lambda t: card_account(t, card))
    assert account.balance_minor == sum(m.amount_minor for m in account.movements)
    return account.balance_minor, str(account.card.state)


def _sells_card(register: Register, card: str, amount_minor: int = 2000) -> str:
    """A sale and the card that it pays; gives the id of the card's fact."""
    sale = register.sells(1)
    sale_id = SaleId(sale.fact_id)
    register.facts.pop()
    register.sells(1, sale_id=sale_id.hex)
    paid = card_issued(card, GIFT, Money(amount_minor, "GBP"), sale_id)
    return register.says(paid).fact_id.hex


def redeems(register: Register, card: str, pieces: int = 1, **tender: Any) -> str:
    """A sale that the card pays."""
    paid = {"kind": "gift_card", "given_minor": PRICE_MINOR * pieces, "change_minor": 0}
    return register.sells(1, pieces, tenders=[{**paid, "card": card, **tender}]).fact_id.hex


def _asked(centre: Centre, register: Register) -> list[tuple[str, str]]:
    found = centre.query(lambda connection: open_exceptions(connection, register.unit))
    return [(asked["kind"], asked["fact_id"]) for asked in found]


def _settle(centre: Centre, register: Register, action: str) -> None:
    found = centre.query(lambda connection: open_exceptions(connection, register.unit))
    decision = Decision(action, "", "support")
    centre.write(lambda t: settle(t, found[0]["exception_id"], decision, NOW_US))


def test_a_card_is_sold_spent_and_loaded(centre: Centre, office: HeadOffice) -> None:
    register, card = office.register(), new_card()
    _sells_card(register, card)
    redeems(register, card, pieces=2)
    register.sends()
    assert _worth(centre, card) == (1500, "active")
    register.says(card_loaded(card, GIFT, Money(1000, "GBP"), None))
    register.sends(4)
    assert _worth(centre, card) == (2500, "active")
    assert _asked(centre, register) == []


def test_a_card_is_worth_nothing_before_its_sale_is_booked(
    centre: Centre, office: HeadOffice
) -> None:
    register, card = office.register(), new_card()
    unpaid = SaleId(register.sells(1).fact_id)
    fact = register.says(card_issued(card, GIFT, Money(2000, "GBP"), unpaid)).fact_id.hex
    register.sends()
    assert _asked(centre, register) == [("card_unpaid", fact)]
    with pytest.raises(Refused):
        _worth(centre, card)
    _settle(centre, register, "apply")
    assert _worth(centre, card) == (2000, "active")


def test_what_is_undone_is_worth_nothing_and_not_undone_twice(
    centre: Centre, office: HeadOffice
) -> None:
    register, card = office.register(), new_card()
    _sells_card(register, card)
    spent = redeems(register, card)
    register.sends()
    register.says(card_reversed(_fact_id(register, spent)))
    register.says(card_reversed(_fact_id(register, spent)))
    register.says(card_reversed(register.facts[1].fact_id))
    register.says(card_reversed(register.facts[0].fact_id))
    late = redeems(register, card)
    register.sends(4)
    twice, nothing = register.facts[4].fact_id.hex, register.facts[6].fact_id.hex
    assert _worth(centre, card) == (-PRICE_MINOR, "undone")
    assert set(_asked(centre, register)) == {
        ("reversed_twice", twice),
        ("nothing_to_reverse", nothing),
        ("blocked_card", late),
        ("overdrawn_card", late),
    }


def _fact_id(register: Register, fact_id: str) -> Any:
    return next(fact.fact_id for fact in register.facts if fact.fact_id.hex == fact_id)


@pytest.mark.parametrize(
    ("action", "worth", "state"),
    [
        ("write_off", 0, "active"),
        ("block", -PRICE_MINOR, "blocked"),
        ("dismiss", -PRICE_MINOR, "active"),
    ],
)
def test_more_than_a_card_has_is_taken_and_asked_about_once(
    centre: Centre, office: HeadOffice, action: str, worth: int, state: str
) -> None:
    register, card = office.register(), new_card()
    _sells_card(register, card, 2 * PRICE_MINOR)
    redeems(register, card, pieces=2)
    over = redeems(register, card)
    register.sends()
    assert office.receipts(register.unit)[over] == ("applied", "")
    assert _asked(centre, register) == [("overdrawn_card", over)]
    assert action in ways_to_settle("overdrawn_card")
    _settle(centre, register, action)
    assert _worth(centre, card) == (worth, state)
    assert _asked(centre, register) == []


def test_a_card_may_be_spent_before_the_centre_hears_of_its_sale(
    centre: Centre, office: HeadOffice
) -> None:
    seller, card = office.register(), new_card()
    other = office.register(seller.unit)
    first = redeems(other, card)
    other.sends()
    assert _asked(centre, other) == [("unknown_card", first)]
    assert _worth(centre, card) == (-PRICE_MINOR, "unknown")
    _sells_card(seller, card)
    seller.sends()
    assert _worth(centre, card) == (2000 - PRICE_MINOR, "active")
    assert ways_to_settle("unknown_card") == ("accept", "block", "dismiss")
    _settle(centre, other, "dismiss")


def test_a_blocked_card_and_one_of_another_currency_are_asked_about(
    centre: Centre, office: HeadOffice
) -> None:
    register, card = office.register(), new_card()
    _sells_card(register, card)
    register.sends()
    centre.write(lambda t: stop_card(t, card, is_blocked=True, now_us=NOW_US))
    used = redeems(register, card)
    foreign = register.says(card_loaded(card, GIFT, Money(500, "EUR"), None)).fact_id.hex
    register.sends(3)
    assert {*_asked(centre, register)} == {("blocked_card", used), ("card_currency", foreign)}
    assert _worth(centre, card) == (2000 - PRICE_MINOR, "blocked")
    for kind, action in (("blocked_card", "accept"), ("card_currency", "dismiss")):
        found = centre.query(lambda connection: open_exceptions(connection, register.unit))
        [asked] = [one["exception_id"] for one in found if one["kind"] == kind]
        decision = Decision(action, "", "support")
        centre.write(partial(settle, exception_id=asked, decision=decision, now_us=NOW_US))
    assert _worth(centre, card) == (2000 - PRICE_MINOR, "active")


def test_people_issue_adjust_and_see_cards(centre: Centre, office: HeadOffice) -> None:
    unit, card = office.open_store(), new_card()
    new = NewCard(card, CardKind.STORE_CREDIT, unit, 700)
    account = centre.write(lambda t: issue_card(t, new, _deed("sorry")))
    assert account.balance_minor == 700
    assert [movement.note for movement in account.movements] == ["Ann: sorry"]
    with pytest.raises(Refused, match="card_known"):
        centre.write(lambda t: issue_card(t, new, _deed("")))
    assert centre.write(lambda t: adjust_card(t, card, -200, _deed(""))).balance_minor == 500
    with pytest.raises(Refused, match="unknown_card"):
        centre.write(lambda t: adjust_card(t, new_card(), 1, _deed("")))


def _deed(note: str) -> Deed:
    return Deed(f"by hand {new_id()}", "Ann", note, NOW_US)


def test_all_stores_hash_by_one_salt(centre: Centre, office: HeadOffice) -> None:
    first = office.open_store()
    centre.write(lambda t: spread_salt(t, "one"))
    salt = centre.read(lambda t: t.cards.salt(first))
    second = office.open_store()
    assert centre.read(lambda t: t.cards.salt(second)) is None
    centre.write(lambda t: spread_salt(t, "two"))
    assert centre.read(lambda t: t.cards.salt(second)) == salt


def test_a_number_is_hashed_without_its_blanks() -> None:
    number = new_card_number()
    spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    assert card_number(spaced) == number
    assert len(card_hash(number, "s")) == 64
    assert card_hash(number, "s") != card_hash(number, "t")
    assert card_number("no card") is None


def test_what_a_card_paid_goes_back_to_it_and_every_store_hears(
    centre: Centre, office: HeadOffice
) -> None:
    register, card = office.register(), new_card()
    _sells_card(register, card)
    redeems(register, card, pieces=2)
    sale = register.facts[-1]
    tender = {"kind": "gift_card", "amount_minor": PRICE_MINOR, "card": card}
    brings_back(register, sale, tenders=[tender])
    register.sends()
    worth = 2000 - PRICE_MINOR
    assert _worth(centre, card) == (worth, "active")
    tables = centre.query(lambda connection: dict(feed_tables_of(connection, "chain")))
    assert (card, "gift_card", "GBP", "active", worth) in tables["gift_card"]
    assert _asked(centre, register) == []


def feed_tables_of(connection: Connection, feed: str) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Every table of a feed as a snapshot has it."""
    return [(name, [*rows]) for name, rows in feed_tables(connection, feed)]
