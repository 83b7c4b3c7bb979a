"""What one register lends another one stands on both sides; what only one of them tells of is asked at a close."""

from __future__ import annotations

import pytest

from central.storage.admin_rows import open_exceptions
from pos_app.domain.cash_moves import CashMove
from pos_app.domain.fact_bodies import cash_moved
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import Workstation
from pos_app.domain.money import Money
from tests.central.head_office import HeadOffice, Register


@pytest.fixture
def two(office: HeadOffice) -> tuple[Register, Register]:
    """Registers 1 and 2 of a store."""
    first = office.register()
    second = office.register(first.unit)
    second.workstation = Workstation("2")
    return first, second


def lends(register: Register, other: str, minor: int = 5000) -> None:
    amount = Money(minor, "GBP")
    register.says(cash_moved(CashMove.LENT, amount, "lent", "", other))


def borrows(register: Register, other: str, minor: int = 5000) -> None:
    amount = Money(minor, "GBP")
    register.says(cash_moved(CashMove.BORROWED, amount, "borrowed", "", other))


def closes(*registers: Register) -> None:
    for register in registers:
        register.says(FactDraft("day_closed", {}))
        register.sends()


def asked(register: Register) -> list[str]:
    found = register.office.centre.query(
        lambda connection: open_exceptions(connection, register.unit)
    )
    return [one["detail"] for one in found if one["kind"] == "loan_differs"]


def test_both_sides_agree_in_whatever_order_they_arrive(two: tuple[Register, Register]) -> None:
    first, second = two
    lends(first, "2")
    borrows(second, "1")
    lends(first, "2")
    second.sends()
    first.sends()
    borrows(second, "1")
    closes(first, second)
    assert asked(first) == []


def test_what_the_other_register_never_took_is_asked_at_its_close(
    two: tuple[Register, Register],
) -> None:
    first, second = two
    lends(first, "2")
    closes(first)
    assert asked(first) == []
    closes(second)
    assert asked(first) == ["register 1 lent to register 2: 5000 GBP"]
    closes(second, first)
    assert len(asked(first)) == 1


def test_a_side_that_arrives_after_the_others_close_is_asked_at_once(
    two: tuple[Register, Register],
) -> None:
    first, second = two
    closes(second)
    lends(first, "2")
    borrows(first, "2", 700)
    first.sends()
    expected = [
        "register 1 lent to register 2: 5000 GBP",
        "register 1 took from register 2: 700 GBP",
    ]
    assert sorted(asked(first)) == expected
    closes(second, first)
    assert sorted(asked(first)) == expected


def test_another_amount_is_asked_from_both_sides(two: tuple[Register, Register]) -> None:
    first, second = two
    lends(first, "2")
    borrows(second, "1", 4500)
    second.sends()
    closes(first, second)
    assert sorted(asked(first)) == [
        "register 1 lent to register 2: 5000 GBP",
        "register 2 took from register 1: 4500 GBP",
    ]


def test_a_body_that_nobody_can_read_harms_nobody(two: tuple[Register, Register]) -> None:
    first, second = two
    first.says(FactDraft("till_loan_given", {"amount_minor": 1}))
    closes(first, second)
    assert asked(first) == []
