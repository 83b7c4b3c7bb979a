"""What a person has to look at: goods sold that were not there, one order handed over twice, wrong prices."""

from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from central.centre import Centre
from central.core.audit import (
    BASKET_OPEN_US_MAX,
    CLOCK_AHEAD_US,
    HEARD_LATE_US,
    AuditedLine,
    Window,
    valid_prices,
    variances,
)
from central.core.refused import Refused
from central.core.settle import Decision, settle, ways_to_settle
from central.storage.admin_rows import open_exceptions
from central.storage.schema import CUSTOMER_ORDER
from central.storage.sql_store import SqlTransaction
from pos_app.domain.facts import EMPTY_TAIL, FactDraft, relink
from tests.central.head_office import NOW_US, ON_HAND_MILLI, PRICE_MINOR, HeadOffice, Register
from tests.central.order_book import write_order

HOUR_US = 3_600_000_000
_numbers = count(1)


def _open(centre: Centre, register: Register) -> list[dict[str, Any]]:
    return centre.query(lambda connection: open_exceptions(connection, register.unit))


def _settle(centre: Centre, asked: dict[str, Any], action: str, counted: int | None = None) -> str:
    decision = Decision(action, "", "support", counted)
    return centre.write(lambda t: settle(t, asked["exception_id"], decision, NOW_US))


def _state(centre: Centre, number: str) -> str:
    wanted = select(CUSTOMER_ORDER.c.state).where(CUSTOMER_ORDER.c.order_number == number)
    return str(centre.query(lambda connection: connection.scalar(wanted)))


def test_stock_that_goes_below_zero_is_asked_about_once_until_somebody_counts(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    pieces = ON_HAND_MILLI // 1000
    register.sells(1, pieces=pieces)
    register.sends()
    assert _open(centre, register) == []
    fact = register.sells(1, pieces=2)
    register.sells(1)
    register.sends(2)
    [asked] = _open(centre, register)
    assert (asked["kind"], asked["fact_id"]) == ("oversold", register.facts[2].fact_id.hex)
    assert asked["detail"] == "1: -3000"
    assert office.receipts(register.unit)[fact.fact_id.hex] == ("applied", "")
    with pytest.raises(Refused) as refused:
        _settle(centre, asked, "count")
    assert refused.value.problem.code == "no_count"
    assert _settle(centre, asked, "count", 4000) == "count"
    assert office.stock(register.unit)[1] == 4000
    assert _open(centre, register) == []
    register.sells(1, pieces=5)
    register.sends(4)
    assert [again["detail"] for again in _open(centre, register)] == ["1: -1000"]


def _hands_over(register: Register, number: str, **lines: Any) -> str:
    return register.says(
        FactDraft("order_handed_over", {"order_number": number, **lines})
    ).fact_id.hex


def test_two_tills_hand_over_one_order_and_the_goods_leave_once(
    centre: Centre, office: HeadOffice
) -> None:
    first = office.register()
    second = office.register(first.unit)
    number = write_order(office, first.unit, state="staged")
    _hands_over(first, number)
    twice = _hands_over(second, number)
    first.sends()
    second.sends()
    assert _state(centre, number) == "handed_over"
    assert office.stock(first.unit)[1] == ON_HAND_MILLI - 2000
    assert office.receipts(first.unit)[twice] == ("parked", "double_handover")
    [asked] = _open(centre, first)
    assert ways_to_settle(asked["kind"]) == ("apply", "dismiss")
    _settle(centre, asked, "apply")
    assert office.stock(first.unit)[1] == ON_HAND_MILLI - 4000
    assert office.receipts(first.unit)[twice] == ("applied", "")


def test_a_handover_that_names_its_goods_moves_these(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    number = write_order(office, register.unit, state="ready")
    _hands_over(register, number, lines=[{"item_id": 2, "quantity_milli": 1000}])
    register.sends()
    assert office.stock(register.unit)[1] == ON_HAND_MILLI
    assert office.stock(register.unit)[2] == ON_HAND_MILLI - 1000
    assert _state(centre, number) == "handed_over"


def test_a_handover_that_cannot_be_understood_waits(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    here = write_order(office, register.unit, state="ready")
    there = write_order(office, office.open_store(), state="ready")
    cancelled = write_order(office, register.unit, state="cancelled")
    facts = {
        _hands_over(register, "none"): "unknown_order",
        _hands_over(register, there): "order_of_other_store",
        _hands_over(register, cancelled): "order_ended",
        _hands_over(register, here, lines=7): "unreadable_body",
        _hands_over(register, here, lines=[{"item_id": 99, "quantity_milli": 1}]): "unknown_item",
    }
    register.sends()
    found = {asked["fact_id"]: asked["kind"] for asked in _open(centre, register)}
    assert found == facts
    assert _state(centre, here) == "ready"


def _sells_at(register: Register, price_minor: int, at_us: int, **line: Any) -> str:
    register.clock_us = at_us
    said = {"item_id": 4, "quantity_milli": 1000, "amount_minor": price_minor, "voided": False}
    said |= {"unit_price_minor_milli": price_minor * 1000, **line}
    tender = {"kind": "cash", "given_minor": price_minor, "change_minor": 0}
    return register.sells(lines=[said], total_minor=price_minor, tenders=[tender]).fact_id.hex


def test_sales_are_audited_afterwards_against_the_price_that_was_valid_then(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    now = NOW_US + next(_numbers) * HOUR_US
    assert centre.write(lambda t: t.prices.change("uk", {"N4": 300}, now)) == 1
    _sells_at(register, PRICE_MINOR, now - HOUR_US)
    _sells_at(register, 300, now + HOUR_US)
    # The till had not heard of it yet.
    _sells_at(register, PRICE_MINOR, now + HEARD_LATE_US // 2)
    early = _sells_at(register, 300, now - HOUR_US)
    late = _sells_at(register, PRICE_MINOR, now + HOUR_US, price_from=7)
    _sells_at(register, 1, now + HOUR_US, price_modification={"reason": "damaged"})
    # A label with a price is no variance, whatever the list says; one with a weight has the list's price.
    _sells_at(register, 187, now + HOUR_US, price_from="label")
    register.sends()
    assert _open(centre, register) == []
    assert centre.auditor.audit(NOW_US) >= 7
    found = {asked["fact_id"]: asked["detail"] for asked in _open(centre, register)}
    assert found == {
        early: "4: charged 300, valid 250",
        late: "4: charged 250, valid 300",
    }
    assert centre.auditor.audit(NOW_US) == 0
    for asked in _open(centre, register):
        assert _settle(centre, asked, "accept") == "accept"
    assert _open(centre, register) == []


def test_a_price_is_held_against_what_was_booked_and_not_against_what_came_after_it(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    again = Register(office, register.device, "b")
    fact_id = _sells_at(register, 1, NOW_US)
    register.sends()
    _sells_at(again, PRICE_MINOR, NOW_US)
    told = again.facts.pop()
    named = replace(told, fact_id=register.facts[-1].fact_id)
    again.facts.append(relink(named, incarnation=told.incarnation, after=EMPTY_TAIL))
    again.sends(now_us=NOW_US + 1)
    centre.auditor.audit(NOW_US)
    assert [asked["fact_id"] for asked in _open(centre, register)] == [fact_id]


def test_a_price_changes_for_items_and_zones_that_are_there(centre: Centre) -> None:
    for zone, number, code in (("none", "N1", "unknown_zone"), ("uk", "N99", "unknown_item")):
        with pytest.raises(Refused) as refused:
            centre.write(partial(_change_price, zone=zone, number=number))
        assert refused.value.problem.code == code


def _change_price(transaction: SqlTransaction, *, zone: str, number: str) -> None:
    transaction.prices.change(zone, {number: 1}, NOW_US)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), min_size=1, max_size=6),
    st.integers(0, 60),
    st.integers(0, 9),
)
def test_the_valid_prices_are_those_of_some_moment_in_between(
    changes: list[tuple[int, int]], first: int, span: int
) -> None:
    history = sorted(dict(changes).items())

    def price_at(moment: int) -> int:
        return next((price for since, price in history[::-1] if since <= moment), history[0][1])

    wanted = {price_at(moment) for moment in range(first, first + span + 1)}
    assert set(valid_prices(history, Window(first, first + span))) == wanted


def test_a_line_without_a_price_and_an_item_without_one_are_no_variance() -> None:
    at = Window(NOW_US, NOW_US)
    lines = [AuditedLine(1, None), AuditedLine(2, 5000)]
    assert variances(lines, at, {}, {}) == []
    assert [v.item_id for v in variances(lines, at, {2: 4}, {})] == [2]
    assert variances(lines, at, {2: 5}, {}) == []


@given(st.integers(-2 * BASKET_OPEN_US_MAX, 2 * BASKET_OPEN_US_MAX), st.booleans())
def test_a_price_may_have_been_valid_since_the_basket_was_opened(
    open_us: int, readable: bool
) -> None:
    begun_ms = (NOW_US - open_us) // 1_000
    sale_id = str(UUID(int=begun_ms << 80 | 7 << 76 | 2 << 62)) if readable else "S-1"
    window = Window.of(sale_id, NOW_US)
    known = readable and 0 <= NOW_US - begun_ms * 1_000 <= BASKET_OPEN_US_MAX
    since_us = begun_ms * 1_000 if known else NOW_US
    assert window == Window(since_us - HEARD_LATE_US, NOW_US + CLOCK_AHEAD_US)
