"""What the centre books of goods that came back, and what it asks a person about."""

from __future__ import annotations

from typing import Any

import pytest

from central.centre import Centre, new_id
from central.core.refused import Refused
from central.core.settle import Decision, settle, ways_to_settle
from central.storage.admin_rows import books
from pos_app.domain.facts import Fact, FactDraft, read_body
from tests.central.head_office import DAY, NOW_US, ON_HAND_MILLI, PRICE_MINOR, HeadOffice, Register


def brings_back(register: Register, sale: Fact, pieces: int = 1, /, **changes: object) -> Fact:
    """Pieces of the first line come back; `changes` put other words into the body."""
    line = {"line": 1, "item_id": 1, "quantity_milli": pieces * 1000}
    amount = PRICE_MINOR * pieces
    body: dict[str, object] = {
        "sale_id": read_body(sale)["sale_id"],
        "sale_number": read_body(sale)["receipt_number"],
        "receipt_number": f"R{len(register.facts)}",
        "currency": "GBP",
        "total_minor": amount,
        "reason": "too_small",
        "condition": "shelf",
        "lines": [{**line, "amount_minor": amount}],
        "taxes": [],
        "tenders": [{"kind": "cash", "amount_minor": amount}],
        **changes,
    }
    return register.says(FactDraft("sale_returned", body))


def day_of(centre: Centre, register: Register) -> dict[str, Any]:
    return centre.query(lambda connection: books(connection, register.unit, DAY))


def settles(centre: Centre, fact: Fact, action: str) -> None:
    decision = Decision(action, "", "support")
    centre.write(lambda t: settle(t, fact.fact_id.hex, decision, NOW_US))


def test_sale_and_return_of_one_batch_are_booked(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    sale = register.sells(1, pieces=3)
    back = brings_back(register, sale, 2)
    register.sends()
    assert office.receipts(register.unit)[back.fact_id.hex] == ("applied", "")
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 1000
    day = day_of(centre, register)
    assert (day["sale_count"], day["sales_total_minor"]) == (1, 3 * PRICE_MINOR)
    assert (day["return_count"], day["refunds_minor"]) == (1, 2 * PRICE_MINOR)
    assert day["refund_tenders_minor"] == {"cash": 2 * PRICE_MINOR}
    assert day["cash_minor"] == 3 * PRICE_MINOR


@pytest.mark.parametrize("condition", ["damaged", "supplier"])
def test_what_is_not_for_the_shelf_is_no_stock(
    centre: Centre, office: HeadOffice, condition: str
) -> None:
    register = office.register()
    brings_back(register, register.sells(1), condition=condition)
    register.sends()
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 1000
    assert day_of(centre, register)["refunds_minor"] == PRICE_MINOR


def test_a_sale_that_nobody_knows_waits_for_a_person(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    sale = register.sells(1)
    back = brings_back(register, sale, sale_id=new_id())
    register.sends()
    assert office.exceptions(register.unit) == {back.fact_id.hex: "unknown_sale"}
    assert ways_to_settle("unknown_sale") == ("apply", "dismiss")
    assert day_of(centre, register)["return_count"] == 0
    settles(centre, back, "apply")
    assert day_of(centre, register)["return_count"] == 1
    assert office.stock(register.unit)[1] == ON_HAND_MILLI


def test_more_than_was_paid_waits_in_one_batch_and_in_several(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sale = register.sells(1)
    brings_back(register, sale)
    twice = brings_back(register, sale)
    register.sends()
    thrice = brings_back(register, sale)
    register.sends(4)
    assert office.exceptions(register.unit) == {
        twice.fact_id.hex: "refund_too_high",
        thrice.fact_id.hex: "refund_too_high",
    }
    settles(centre, twice, "apply")
    settles(centre, thrice, "dismiss")
    assert day_of(centre, register)["refunds_minor"] == 2 * PRICE_MINOR


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"total_minor": 1}, "sum_differs"),
        ({"condition": "eaten"}, "unreadable_body"),
        ({"lines": [{"item_id": 99, "quantity_milli": 1000, "amount_minor": 250}]}, "unknown_item"),
    ],
)
def test_what_cannot_be_booked_as_it_is_parked(
    office: HeadOffice, changes: dict[str, object], reason: str
) -> None:
    register = office.register()
    back = brings_back(register, register.sells(1), 1, **changes)
    register.sends()
    assert office.exceptions(register.unit) == {back.fact_id.hex: reason}


def test_a_person_does_not_book_goods_that_nobody_knows(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    lines = [{"item_id": 99, "quantity_milli": 1000, "amount_minor": PRICE_MINOR}]
    back = brings_back(register, register.sells(1), lines=lines)
    register.sends()
    with pytest.raises(Refused):
        settles(centre, back, "apply")
