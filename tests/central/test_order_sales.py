"""What has left of an order may come back like a sale: it earned points, and money goes to where it came from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import insert

from central.centre import Centre
from central.core.feed import store_feed
from central.core.orders import move_order
from central.storage.feed_rows import feed_tables
from central.storage.schema import CONFIGURATION
from pos_app.domain.customer_order import OrderState
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.ids import OrderNumber
from pos_app.domain.order_sale import order_sale_id
from pos_app.domain.sale_reading import sale_from
from tests.central.head_office import NOW_US, HeadOffice, Register
from tests.central.order_book import write_order
from tests.central.test_points import _points, a_customer

LINE = {"line_number": 1, "item_id": 1, "quantity_milli": 1000}


def _gives_out(register: Register, number: str, **more: object) -> Fact:
    body: dict[str, object] = {"order_number": number, "lines": [LINE], **more}
    return register.says(FactDraft("order_handed_over", body, version=2))


def _comes_back(register: Register, number: str, minor: int, tender: str, **more: object) -> Fact:
    body: dict[str, object] = {
        "sale_id": order_sale_id(OrderNumber(number)).hex,
        "sale_number": number,
        "receipt_number": f"R{len(register.facts)}",
        "currency": "GBP",
        "total_minor": minor,
        "reason": "too_small",
        "condition": "shelf",
        "lines": [{"line": 1, "item_id": 1, "quantity_milli": 1000, "amount_minor": minor}],
        "taxes": [],
        "tenders": [{"kind": tender, "amount_minor": minor}],
        **more,
    }
    return register.says(FactDraft("sale_returned", body))


def _told(centre: Centre, unit: str, number: str) -> dict[str, Any] | None:
    """The document that a device which starts anew gets of an order."""
    sale_id = order_sale_id(OrderNumber(number)).hex
    feed = store_feed(unit)
    tables = centre.query(lambda connection: {n: [*r] for n, r in feed_tables(connection, feed)})
    rows = tables["past_sale"]
    found = [json.loads(str(row[4])) for row in rows if row[0] == sale_id]
    return found[0] if found else None


def _earns(office: HeadOffice, unit: str) -> None:
    row = {"business_unit": unit, "name": "loyalty_earn_minor", "value": "1"}
    office.centre.database.write(lambda c: c.execute(insert(CONFIGURATION), row))


def _refunds(centre: Centre, number: str) -> list[tuple[str, int, str]]:
    [order, *_] = centre.read(lambda transaction: transaction.orders.placed(number))
    return [(one.reason, one.amount_minor, one.state) for one in order.refunds]


def test_each_part_that_leaves_earns_and_each_that_comes_back_is_due_online(
    centre: Centre, office: HeadOffice
) -> None:
    register, customer = office.register(), a_customer(centre)
    _earns(office, register.unit)
    number = write_order(office, register.unit, customer_number=customer)
    _gives_out(register, number, rest_waits=True)
    register.sends()
    assert _points(centre, customer) == 51
    _gives_out(register, number)
    register.sends()
    assert _points(centre, customer) == 52
    told = _told(centre, register.unit, number)
    assert told is not None and "customer" not in told, "a feed names nobody"
    sale = sale_from(told, "2026-11-22", NOW_US, "")
    assert (sale.order_number, sale.to_pay.amount_minor, len(sale.lines)) == (number, 2, 2)
    assert [(one.kind, one.amount.amount_minor) for one in sale.tenders] == [("online", 2)]
    points = {"earned": 1, "spent": 0, "worth_minor": 1}
    _comes_back(register, number, 1, "online", points=points)
    register.sends()
    assert (_refunds(centre, number), _points(centre, customer)) == ([("returned", 1, "due")], 51)
    again = _comes_back(register, number, 1, "cash")
    register.sends()
    assert office.exceptions(register.unit) == {again.fact_id.hex: "returned_twice"}


@pytest.mark.parametrize(
    ("more", "tenders"),
    [
        ({"paid": {"amount_minor": 1, "currency": "GBP"}}, [("cash", 1)]),
        ({"paid_by_card_minor": 1}, [("card", 1)]),
        (
            {
                "tenders": [{"kind": "card", "given_minor": 3, "change_minor": 0}],
                "paid": {"amount_minor": -2, "currency": "GBP"},
            },
            [("card", 3), ("cash", -2)],
        ),
    ],
)
def test_an_order_that_was_paid_at_the_counter_says_how(
    centre: Centre, office: HeadOffice, more: dict[str, object], tenders: list[tuple[str, int]]
) -> None:
    register = office.register()
    number = write_order(office, register.unit, paid=False)
    _gives_out(register, number, **more)
    register.sends()
    told = _told(centre, register.unit, number)
    assert told is not None
    sale = sale_from(told, "2026-11-22", NOW_US, "")
    assert [(one.kind, one.amount.amount_minor) for one in sale.tenders] == tenders


def test_goods_that_left_and_came_back_in_one_outage_are_booked_in_one_step(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit)
    _gives_out(register, number, rest_waits=True)
    _comes_back(register, number, 1, "online")
    _gives_out(register, number)
    second = [{"line": 2, "item_id": 1, "quantity_milli": 1000, "amount_minor": 1}]
    _comes_back(register, number, 1, "online", lines=second)
    third = _comes_back(register, number, 1, "online", lines=second)
    register.sends()
    # never more than left, whoever says so
    assert office.exceptions(register.unit) == {third.fact_id.hex: "returned_twice"}
    told = _told(centre, register.unit, number)
    assert told is not None and [line["line"] for line in told["lines"]] == [1, 2]


def test_of_what_nobody_knows_to_be_paid_nothing_is_told(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit, paid=False)
    _gives_out(register, number)
    back = _comes_back(register, number, 1, "cash")
    register.sends()
    assert _told(centre, register.unit, number) is None
    assert office.exceptions(register.unit) == {back.fact_id.hex: "unknown_sale"}


def test_what_head_office_says_has_left_may_come_back(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    number = write_order(office, register.unit)
    centre.write(lambda t: move_order(t, number, OrderState.HANDED_OVER, NOW_US))
    told = _told(centre, register.unit, number)
    assert told is not None and told["lines"][0]["quantity_milli"] == 2000
    assert [line["line"] for line in told["lines"]] == [1], "what was not found has not left"
