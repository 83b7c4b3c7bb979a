"""What a till sold and did not hand out: one sale, an order for each store, and nothing is paid or counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from central.centre import Centre, new_id
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import STOCK
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.ids import OrderNumber
from pos_app.domain.pickup_code import order_salt
from tests.central.head_office import ON_HAND_MILLI, PRICE_MINOR, HeadOffice, Register
from tests.central.test_order_sales import _comes_back, _gives_out, _refunds
from tests.central.test_points import a_customer

HASH = "7c" * 32


def _line(number: int, item_id: int, later: str = "", pieces: int = 1) -> dict[str, object]:
    piece = {"piece": {"later": later}} if later else {}
    return {
        "line": number,
        "item_id": item_id,
        "quantity_milli": pieces * 1000,
        "amount_minor": PRICE_MINOR * pieces,
        "voided": False,
        **piece,
    }


def _sells(register: Register, other: str, customer: str) -> tuple[Fact, str, str]:
    """One thing is carried out, one waits here, and 3 of another wait in another store for £7.49."""
    here, there = f"L26-{new_id()[:12]}", f"L26-{new_id()[:12]}-{other}"
    dearer = {**_line(3, 3, other, 3), "amount_minor": 3 * PRICE_MINOR - 1}
    total = 5 * PRICE_MINOR - 1
    orders = [
        {
            "order_number": number,
            "store": store,
            "salt": order_salt(OrderNumber(number)),
            "code_hash": HASH,
        }
        for number, store in ((here, "here"), (there, other))
    ]
    body: dict[str, object] = {
        "total_minor": total,
        "lines": [_line(1, 1), _line(2, 2, "here"), dearer],
        "tenders": [{"kind": "cash", "given_minor": total, "change_minor": 0}],
        "customer": customer,
        "orders": orders,
    }
    return register.sells(1, 1, **body), here, there


def _held(centre: Centre, unit: str) -> dict[int, int]:
    wanted = select(STOCK.c.item_id, STOCK.c.reserved_milli).where(STOCK.c.business_unit == unit)
    rows = centre.query(lambda connection: connection.execute(wanted).all())
    return {row.item_id: row.reserved_milli for row in rows if row.reserved_milli}


def _bought(centre: Centre, customer: str) -> list[int]:
    wanted = select(PURCHASE.c.total_minor).where(PURCHASE.c.customer_number == customer)
    rows = centre.query(lambda connection: connection.execute(wanted).all())
    return sorted(row.total_minor for row in rows)


def _order(centre: Centre, number: str) -> Any:
    [order] = centre.read(lambda transaction: transaction.orders.placed(number))
    return order


def test_one_sale_becomes_an_order_for_each_store_once(centre: Centre, office: HeadOffice) -> None:
    register, other, customer = office.register(), office.open_store(), a_customer(centre)
    fact, here, there = _sells(register, other, customer)
    register.sends()
    register.sends()
    assert office.receipts(register.unit)[fact.fact_id.hex] == ("applied", "")
    assert office.sale_count(register.unit) == 1
    own, far = _order(centre, here), _order(centre, there)
    assert (own.business_unit, own.state) == (register.unit, "allocated")
    assert (far.business_unit, far.state) == (other, "allocated")
    assert sum(line.quantity_milli * line.price_minor for line in far.lines) == 749_000
    # nothing of it has left, and all of it is kept
    stock = office.stock(register.unit)
    assert (stock[1], stock[2]) == (ON_HAND_MILLI - 1000, ON_HAND_MILLI)
    assert (_held(centre, register.unit), _held(centre, other)) == ({2: 1000}, {3: 3000})
    assert office.stock(other)[3] == ON_HAND_MILLI
    assert _bought(centre, customer) == [PRICE_MINOR]
    salt = order_salt(OrderNumber(here))
    assert centre.read(lambda t: t.counter.is_code(here, salt, HASH))
    assert not centre.read(lambda t: t.counter.is_code(here, salt, "00" * 32))


def test_the_handover_moves_stock_and_counts_no_sale_and_what_is_back_is_due(
    centre: Centre, office: HeadOffice
) -> None:
    register, other, customer = office.register(), office.open_store(), a_customer(centre)
    _, here, _ = _sells(register, other, customer)
    register.sends()
    lines = [{"line_number": 1, "item_id": 2, "quantity_milli": 1000}]
    _gives_out(register, here, lines=lines)
    register.sends()
    assert (_order(centre, here).state, office.sale_count(register.unit)) == ("handed_over", 1)
    assert office.stock(register.unit)[2] == ON_HAND_MILLI - 1000
    assert (_held(centre, register.unit), _refunds(centre, here)) == ({}, [])
    assert _bought(centre, customer) == [PRICE_MINOR, PRICE_MINOR]
    back = [{"line": 1, "item_id": 2, "quantity_milli": 1000, "amount_minor": PRICE_MINOR}]
    _comes_back(register, here, PRICE_MINOR, "online", lines=back)
    register.sends()
    assert _refunds(centre, here) == [("returned", PRICE_MINOR, "due")]
    [owed] = _order(centre, here).refunds
    assert office.exceptions(register.unit) == {}
    assert owed.amount_minor == PRICE_MINOR


@pytest.mark.parametrize("store", ["nowhere", "here"])
def test_a_store_that_nobody_knows_is_the_one_that_sold_it(
    centre: Centre, office: HeadOffice, store: str
) -> None:
    register = office.register()
    number = f"L26-{new_id()[:12]}"
    told = {"order_number": number, "store": store}
    register.sells(lines=[_line(1, 4, store)], orders=[told])
    register.sends()
    assert _order(centre, number).business_unit == register.unit
    assert _held(centre, register.unit) == {4: 1000}


def test_an_unknown_item_that_waits_is_asked_about_like_any_other(office: HeadOffice) -> None:
    register = office.register()
    told = {"order_number": f"L26-{new_id()[:12]}", "store": "here"}
    fact = register.sells(lines=[_line(1, 99, "here")], orders=[told])
    register.says(FactDraft("drawer_opened", {"reason": "no_sale"}))
    register.sends()
    assert office.exceptions(register.unit) == {fact.fact_id.hex: "unknown_item"}
