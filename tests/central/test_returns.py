"""What the centre books of goods that came back, and what it asks a person about."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from central.centre import Centre, new_id
from central.core.feed import store_feed
from central.core.refused import Refused
from central.core.settle import Decision, settle, ways_to_settle
from central.storage.admin_rows import books, open_exceptions
from central.storage.feed_rows import feed_tables
from central.storage.money_schema import PAST_RETURN
from central.storage.return_rows import LATE_DAYS, forget_past
from central.storage.schema import EXCEPTION
from pos_app.domain.catalogue import Item
from pos_app.domain.fact_bodies import sale_completed
from pos_app.domain.facts import Fact, FactDraft, read_body
from pos_app.domain.ids import ItemId, LineNumber, OperatorNumber, SaleId
from pos_app.domain.money import Money, UnitPrice
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.sale import RetailTransaction, SaleLine
from pos_app.domain.sale_reading import read_sale, sale_from
from pos_app.domain.tax import TaxRate
from pos_app.domain.tender import TenderKind, TenderLine
from tests.central.head_office import (
    DAY,
    NOW_US,
    ON_HAND_MILLI,
    PRICE_MINOR,
    HeadOffice,
    Register,
    statuses,
)

LINE = {"line": 1, "item_id": 1, "quantity_milli": 1000, "amount_minor": PRICE_MINOR}


def brings_back(register: Register, sale: Fact, pieces: int = 1, /, **changes: object) -> Fact:
    """Pieces of the first line come back; `changes` put other words into the body."""
    amount = PRICE_MINOR * pieces
    body: dict[str, object] = {
        "sale_id": read_body(sale)["sale_id"],
        "sale_number": read_body(sale)["receipt_number"],
        "receipt_number": f"R{len(register.facts)}",
        "currency": "GBP",
        "total_minor": amount,
        "reason": "too_small",
        "condition": "shelf",
        "lines": [{**LINE, "quantity_milli": pieces * 1000, "amount_minor": amount}],
        "taxes": [],
        "tenders": [{"kind": "cash", "amount_minor": amount}],
        **changes,
    }
    return register.says(FactDraft("sale_returned", body))


def undoes(register: Register, sale: Fact, pieces: int = 1, /, **changes: object) -> Fact:
    """The whole sale is undone; `changes` put other words into the body."""
    amount = PRICE_MINOR * pieces
    body: dict[str, object] = {
        "sale_id": read_body(sale)["sale_id"],
        "sale_number": read_body(sale)["receipt_number"],
        "receipt_number": f"V{len(register.facts)}",
        "currency": "GBP",
        "total_minor": amount,
        "reason": "wrong_goods",
        "lines": [{**LINE, "quantity_milli": pieces * 1000, "amount_minor": amount}],
        "taxes": [],
        "tenders": [{"kind": "cash", "amount_minor": amount}],
        **changes,
    }
    return register.says(FactDraft("sale_voided", body))


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


def test_what_came_back_before_its_sale_is_booked_by_itself_when_that_comes(
    centre: Centre, office: HeadOffice
) -> None:
    till, other = office.register(), office.register()
    sale = till.sells(1, 2)
    # ids of one device rise; those of these tests do not by themselves
    every = sorted((brings_back(other, sale) for _ in range(3)), key=lambda fact: fact.fact_id.hex)
    first, _, third = every
    nobody = brings_back(other, sale, sale_id=new_id())
    every.append(nobody)
    other.sends()
    assert office.exceptions(other.unit) == {f.fact_id.hex: "unknown_sale" for f in every}
    centre.auditor.meet(NOW_US)
    assert len(office.exceptions(other.unit)) == 4
    till.sends()
    for _ in "ab":
        centre.auditor.meet(NOW_US)
        # the third is one too many, and a person hears that it is this now
        asked = centre.query(lambda connection: open_exceptions(connection, other.unit))
        assert {one["fact_id"]: one["kind"] for one in asked} == {
            third.fact_id.hex: "returned_twice",
            nobody.fact_id.hex: "unknown_sale",
        }
        became = statuses(every, office.receipts(other.unit))
        assert became == ["applied", "applied", "parked", "parked"]
        assert office.receipts(other.unit)[third.fact_id.hex][1] == "returned_twice"
        assert office.stock(other.unit)[1] == ON_HAND_MILLI + 2000
        assert day_of(centre, other)["return_count"] == 2
    with centre.database.read() as connection:
        wanted = select(EXCEPTION.c.settled_by).where(EXCEPTION.c.exception_id == first.fact_id.hex)
        assert connection.scalar(wanted) == "centre"
    told = rows_of(centre, other)["exception"]
    [ended] = [row for row in told if row[0] == first.fact_id.hex]
    assert ended[3:] == ("settled", "apply: what it is about has come")


def test_goods_without_a_receipt_are_booked_and_no_register_looks_them_up(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sale = register.sells(1)
    told = {"sale_id": new_id(), "sale_number": "", "without_receipt": True}
    backs = [brings_back(register, sale, 3, **told), brings_back(register, sale)]
    register.sends()
    assert office.exceptions(register.unit) == {}
    day = day_of(centre, register)
    assert (day["return_count"], day["refunds_minor"]) == (2, 4 * PRICE_MINOR)
    assert office.stock(register.unit)[1] == ON_HAND_MILLI + 3000
    here = select(PAST_RETURN.c.fact_id).where(PAST_RETURN.c.business_unit == register.unit)
    past = centre.query(lambda connection: [*connection.scalars(here)])
    assert past == [backs[1].fact_id.hex]


def test_what_no_coin_pays_stands_in_the_books_as_a_line_of_its_own(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sale = register.sells(1)
    in_coins = {"kind": "cash", "amount_minor": PRICE_MINOR + 2}
    rounding = {"kind": "rounding", "amount_minor": -2}
    back = brings_back(register, sale, tenders=[in_coins, rounding])
    odd = brings_back(register, register.sells(1), tenders=[in_coins, {**rounding, "kind": "card"}])
    register.sends()
    assert office.receipts(register.unit)[back.fact_id.hex] == ("applied", "")
    assert office.exceptions(register.unit) == {odd.fact_id.hex: "sum_differs"}
    told = day_of(centre, register)["refund_tenders_minor"]
    assert told == {"cash": PRICE_MINOR + 2, "rounding": -2}


def test_goods_that_came_back_twice_wait_in_one_batch_and_in_several(
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
        twice.fact_id.hex: "returned_twice",
        thrice.fact_id.hex: "returned_twice",
    }
    settles(centre, twice, "apply")
    settles(centre, thrice, "dismiss")
    assert day_of(centre, register)["refunds_minor"] == 2 * PRICE_MINOR


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"total_minor": 1}, "sum_differs"),
        ({"condition": "eaten"}, "unreadable_body"),
        ({"lines": [{**LINE, "item_id": 99}]}, "unknown_item"),
        ({"lines": [{**LINE, "line": 2}]}, "returned_twice"),
        (
            {
                "lines": [{**LINE, "amount_minor": 300}],
                "total_minor": 300,
                "tenders": [{"kind": "cash", "amount_minor": 300}],
            },
            "refund_too_high",
        ),
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
    back = brings_back(register, register.sells(1), lines=[{**LINE, "item_id": 99}])
    register.sends()
    with pytest.raises(Refused):
        settles(centre, back, "apply")


def test_two_registers_that_took_the_same_goods_back_leave_a_question(
    centre: Centre, office: HeadOffice
) -> None:
    first = office.register()
    second = office.register(first.unit)
    sale = first.sells(1, pieces=2)
    brings_back(first, sale, 2)
    also = brings_back(second, sale, 1)
    first.sends()
    second.sends()
    assert office.exceptions(first.unit) == {also.fact_id.hex: "returned_twice"}
    assert office.stock(first.unit)[1] == ON_HAND_MILLI
    settles(centre, also, "apply")
    assert office.stock(first.unit)[1] == ON_HAND_MILLI + 1000


def test_registers_of_the_store_are_told_what_a_return_needs(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    voided = {**LINE, "line": 2, "voided": True}
    sale = register.sells(1, lines=[LINE, voided], customer="4711", taxes=[])
    back = brings_back(register, sale)
    register.sends()
    told = rows_of(centre, register)
    [sold] = told["past_sale"]
    assert sold[:3] == (read_body(sale)["sale_id"], read_body(sale)["receipt_number"], DAY)
    document = json.loads(str(sold[4]))
    assert document["lines"] == [LINE]
    assert "customer" not in document
    [returned] = told["past_return"]
    assert returned[:2] == (back.fact_id.hex, sold[0])
    assert json.loads(str(returned[4]))["condition"] == "shelf"


def test_what_is_too_old_to_come_back_leaves_the_feed(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    brings_back(register, register.sells(1))
    # and one of a sale of another store
    other = office.register()
    brings_back(register, other.sells(1))
    other.sends()
    register.sends()
    day_us = 86_400_000_000
    last_day = int(datetime.fromisoformat(f"{DAY}T12:00:00+00:00").timestamp()) * 1_000_000
    last_day += (28 + LATE_DAYS) * day_us
    centre.database.write(lambda connection: forget_past(connection, last_day))
    told = rows_of(centre, register)
    assert (len(told["past_sale"]), len(told["past_return"])) == (1, 2)
    while centre.database.write(lambda connection: forget_past(connection, last_day + day_us)):
        pass
    told = rows_of(centre, register)
    assert (told["past_sale"], told["past_return"]) == ([], [])


def rows_of(centre: Centre, register: Register) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the store's feed as a new device is told them."""
    feed = store_feed(register.unit)
    with centre.database.read() as connection:
        return {name: [*rows] for name, rows in feed_tables(connection, feed)}


def test_a_register_reads_what_it_is_told_as_it_reads_its_own_fact(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    price = UnitPrice(PRICE_MINOR * 1000, "GBP")
    bun = Item(ItemId(1), "N1", "Bun", "", EACH, price, TaxRate("Z", "Z", 0))
    lines = (
        SaleLine(LineNumber(1), bun, Quantity.pieces(2), discounts=(LineDiscount("P", "P", 10),)),
        SaleLine(LineNumber(2), bun, Quantity.pieces(1), voided=True),
    )
    basket = RetailTransaction(SaleId(UUID(new_id())), OperatorNumber("7"), "GBP", lines)
    nothing = Money(0, "GBP")
    paid = (TenderLine(TenderKind.CASH, basket.to_pay, nothing),)
    fact = register.says(sale_completed(basket, paid, "12-1A-1121-0001"))
    register.sends()
    [(_, _, date, time_us, document)] = rows_of(centre, register)["past_sale"]
    assert isinstance(date, str)
    assert isinstance(time_us, int)
    told = sale_from(json.loads(str(document)), date, time_us, "")
    assert told == read_sale(fact, "")


def test_a_sale_that_was_undone_counts_no_more(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    sale = register.sells(1, pieces=2)
    kept = register.sells(1)
    undone = undoes(register, sale, 2)
    register.sends()
    assert office.receipts(register.unit)[undone.fact_id.hex] == ("applied", "")
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 1000
    day = day_of(centre, register)
    assert (day["sale_count"], day["sales_total_minor"]) == (1, PRICE_MINOR)
    assert (day["return_count"], day["refunds_minor"], day["cash_minor"]) == (0, 0, PRICE_MINOR)
    assert day["refund_tenders_minor"] == {}
    [row] = rows_of(centre, register)["past_return"]
    back = json.loads(str(row[-1]))
    assert (back["sale_number"], back["total_minor"], back["reason"], back["condition"]) == (
        read_body(sale)["receipt_number"],
        2 * PRICE_MINOR,
        "other",
        "shelf",
    )
    assert str(read_body(kept)["sale_id"]) not in str(row)


def test_what_is_undone_twice_or_after_a_return_is_asked_about(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sale, other = register.sells(1), register.sells(1)
    undoes(register, sale)
    twice = undoes(register, sale)
    late = brings_back(register, sale)
    brings_back(register, other)
    after = undoes(register, other)
    strange = undoes(register, sale, reason="a whim")
    register.sends()
    assert office.exceptions(register.unit) == {
        twice.fact_id.hex: "voided_twice",
        late.fact_id.hex: "returned_twice",
        after.fact_id.hex: "voided_twice",
        strange.fact_id.hex: "unreadable_body",
    }
    assert ways_to_settle("voided_twice") == ("apply", "dismiss")
    settles(centre, after, "apply")
    assert day_of(centre, register)["sale_count"] == 0


def test_what_another_store_takes_back_the_one_that_sold_it_hears_of(
    centre: Centre, office: HeadOffice
) -> None:
    here, there = office.register(), office.register()
    sale = there.sells(1, 2)
    there.sends()
    first = brings_back(here, sale)
    second = brings_back(here, sale, 2)
    here.sends()
    assert office.exceptions(here.unit) == {second.fact_id.hex: "returned_twice"}
    for register in (here, there):
        told = rows_of(centre, register)["past_return"]
        assert [row[0] for row in told] == [first.fact_id.hex]
    feed = store_feed(there.unit)
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    [payload] = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, head.head, head.head))
    assert first.fact_id.hex.encode() in payload
