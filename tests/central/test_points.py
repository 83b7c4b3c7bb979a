"""Points at the centre: tills move them once, returns and undone sales turn it round, debts are asked about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from central.centre import Centre, new_id
from central.core.settle import Decision, settle
from central.storage.admin_rows import open_exceptions
from central.storage.people_rows import directory, erase
from central.storage.purchase_schema import POINT_MOVEMENT
from central.storage.schema import CUSTOMER
from tests.central.head_office import DAY, NOW_US, HeadOffice, Register
from tests.central.test_returns import brings_back, undoes


def a_customer(centre: Centre, points: int = 50) -> str:
    """Somebody who agreed to be known, by number."""
    number = f"C{new_id()[:8]}"
    row: dict[str, Any] = dict.fromkeys(
        ("name", "email", "phone", "country", "loyalty_card", "sizes", "tastes"), ""
    )
    row |= {"number": number, "points": points, "consent_marketing": False}
    row["consent_history"] = True
    centre.database.write(lambda connection: connection.execute(insert(CUSTOMER), row))
    return number


def _points(centre: Centre, number: str) -> int:
    return centre.read(lambda t: t.points.of(number))


def _said(earned: int, spent: int) -> dict[str, int]:
    return {"earned": earned, "spent": spent, "worth_minor": 1}


def test_what_a_till_tells_moves_points_once(centre: Centre, office: HeadOffice) -> None:
    register, number = office.register(), a_customer(centre)
    register.sells(1, 2, customer=number, points=_said(4, 30))
    register.sells(1, points=_said(9, 0))
    register.sells(1, customer="nobody", points=_said(9, 0))
    register.sends()
    register.sends()
    assert _points(centre, number) == 24
    brings_back(register, register.facts[0], points=_said(2, 15))
    register.sends(4)
    assert _points(centre, number) == 37
    [known] = centre.query(lambda connection: directory(connection, register.unit, DAY))
    assert known.points == 37


def test_a_sale_that_is_undone_has_moved_nothing(centre: Centre, office: HeadOffice) -> None:
    register, number = office.register(), a_customer(centre)
    sale = register.sells(1, customer=number, points=_said(4, 30))
    undoes(register, sale)
    register.sends()
    assert _points(centre, number) == 50


def test_whoever_owes_points_is_asked_about_and_let_off(centre: Centre, office: HeadOffice) -> None:
    register, number = office.register(), a_customer(centre)
    fact = _spends(register, number, 70)
    _spends(register, number, 10)
    register.sends()
    [asked] = centre.query(lambda connection: open_exceptions(connection, register.unit))
    told = (asked["kind"], asked["fact_id"], asked["detail"])
    assert told == ("overdrawn_points", register.facts[-1].fact_id.hex, "-30 points")
    assert number not in asked["detail"] and fact
    decision = Decision("write_off", "", "Ann")
    centre.write(lambda t: settle(t, asked["exception_id"], decision, NOW_US))
    assert _points(centre, number) == 0


def test_whoever_is_forgotten_leaves_no_points(centre: Centre, office: HeadOffice) -> None:
    register, number = office.register(), a_customer(centre)
    _spends(register, number, 10)
    register.sends()
    centre.database.write(lambda connection: erase(connection, number, NOW_US))
    theirs = select(POINT_MOVEMENT).where(POINT_MOVEMENT.c.customer_number == number)
    assert centre.query(lambda connection: connection.execute(theirs).all()) == []


def _spends(register: Register, number: str, points: int) -> str:
    return register.sells(1, customer=number, points=_said(0, points)).fact_id.hex
