"""What registers are told of a sale that one of them holds: until it is taken, and never whose it is."""

from __future__ import annotations

import json

from central.centre import Centre
from central.core.feed import store_feed
from central.storage.feed_rows import feed_tables
from central.storage.held_rows import KEPT_US, forget_held
from pos_app.domain.facts import Fact, FactDraft
from tests.central.head_office import DAY, NOW_US, HeadOffice, Register
from tests.central.test_returns import LINE


def holds(register: Register) -> Fact:
    body = {
        "sale_id": "ab" * 16,
        "currency": "GBP",
        "total_minor": 165,
        "customer": "C0007",
        "coupons": ["LEAF"],
        "lines": [{**LINE, "voided": False}],
    }
    return register.says(FactDraft("sale_suspended", body))


def told(centre: Centre, unit: str) -> list[tuple[object, ...]]:
    """The rows of the store's feed."""
    found = centre.query(
        lambda connection: {
            table: [*rows] for table, rows in feed_tables(connection, store_feed(unit))
        }
    )
    return [tuple(row) for row in found["held_sale"]]


def test_it_is_told_until_somebody_takes_it(centre: Centre, office: HeadOffice) -> None:
    first = office.register()
    second = office.register(first.unit)
    fact = holds(first)
    first.sends()
    [(suspended, _, operator, day, _, state, document)] = told(centre, first.unit)
    assert (suspended, operator, day, state) == (fact.fact_id.hex, "7", DAY, "held")
    assert {*json.loads(str(document))} == {"sale_id", "currency", "coupons", "lines"}
    second.says(FactDraft("sale_retrieved", {"suspended": fact.fact_id.hex}))
    second.sends()
    [row] = told(centre, first.unit)
    assert row[-2:] == ("taken", "")


def test_what_its_own_register_gave_up_is_taken_too(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    fact = holds(register)
    register.says(FactDraft("sale_cancelled", {"suspended": fact.fact_id.hex}))
    register.sends()
    assert [row[-2] for row in told(centre, register.unit)] == ["taken"]


def test_one_that_was_brought_back_before_it_was_heard_of_is_told_to_nobody(
    centre: Centre, office: HeadOffice
) -> None:
    first = office.register()
    second = office.register(first.unit)
    fact = holds(first)
    second.says(FactDraft("sale_retrieved", {"suspended": fact.fact_id.hex}))
    second.sends()
    first.sends()
    assert told(centre, first.unit) == []


def test_an_unreadable_basket_harms_nobody(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    register.says(FactDraft("sale_suspended", {}))
    register.says(FactDraft("sale_cancelled", {}))
    register.sends()
    assert told(centre, register.unit) == []


def test_it_is_forgotten_after_its_day(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    holds(register)
    register.sends()
    while centre.database.write(lambda connection: forget_held(connection, NOW_US + 2 * KEPT_US)):
        pass
    assert told(centre, register.unit) == []
