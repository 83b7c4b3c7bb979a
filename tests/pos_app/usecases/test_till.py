"""Signing on, opening and closing the till, and who is let in."""

import json
from functools import partial
from typing import Any

import pytest

from pos_app.domain.far_off import DIFFERENCE_MAX
from pos_app.domain.ids import LineNumber, OperatorNumber
from pos_app.domain.refusals.basket import BasketNotEmpty
from pos_app.domain.refusals.people import (
    LockedOut,
    NeedsApproval,
    NotAllowed,
    UnknownBadge,
    UnknownOperator,
    WrongPin,
)
from pos_app.domain.refusals.till import CountAgain, DayNotClosed, TillAlreadyOpen, TillNotOpen
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable
from pos_app.usecases.till.signing_on import SignedOn
from tests.pos_app.fakes import ANNA, BEN, CARLA, SECONDS_OF_A_DAY
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, FLOAT, Till, counted, pounds
from tests.pos_app.usecases.test_returns import allowed_by_carla, sets

ZOE = OperatorNumber("77")


def _locked_for(till: Till) -> int:
    """Tries the right PIN; how long Anna has to wait."""
    with pytest.raises(LockedOut) as refused:
        till.signs_on(ANNA)
    return refused.value.seconds_left


def _three_wrong_pins(till: Till) -> None:
    for tries_left in (2, 1):
        with pytest.raises(WrongPin) as refused:
            till.signs_on(ANNA, "0000")
        assert refused.value.tries_left == tries_left
    with pytest.raises(LockedOut):
        till.signs_on(ANNA, "0000")


def test_only_the_chosen_persons_hash_is_tried(till: Till) -> None:
    till.signs_on(ANNA)
    assert till.pins.tried == [ANNA.pin_hash]
    assert till.register.session.operator == ANNA
    assert till.kinds() == ["operator_signed_on"]


def test_a_badge_signs_on_alone(till: Till) -> None:
    assert till.register.sign_on_with_badge(badge="OP-13").operator == CARLA
    with pytest.raises(UnknownBadge):
        till.register.sign_on_with_badge(badge="OP-99")


def test_wrong_pins_cost_time_that_grows(till: Till) -> None:
    _three_wrong_pins(till)
    assert _locked_for(till) == 30
    till.clock.passes(30)
    with pytest.raises(LockedOut) as refused:
        till.signs_on(ANNA, "0000")
    assert refused.value.seconds_left == 60
    till.signs_on(BEN)
    till.clock.passes(60)
    till.signs_on(ANNA)
    with pytest.raises(WrongPin):
        till.signs_on(ANNA, "0000")


def test_a_wait_survives_a_restart_of_the_program(till: Till) -> None:
    _three_wrong_pins(till)
    till.restart()
    assert _locked_for(till) == 30


@pytest.mark.parametrize("seconds", [-SECONDS_OF_A_DAY, -20, 20, SECONDS_OF_A_DAY])
def test_setting_the_clock_changes_no_wait(till: Till, seconds: int) -> None:
    _three_wrong_pins(till)
    till.clock.is_set(seconds)
    assert _locked_for(till) == 30
    till.clock.passes(30)
    till.signs_on(ANNA)


def test_a_clock_that_went_back_over_a_reboot_neither_shortens_nor_prolongs(till: Till) -> None:
    _three_wrong_pins(till)
    till.clock.is_set(-40 * 365 * SECONDS_OF_A_DAY)
    till.clock.machine_restarts()
    assert _locked_for(till) == 30
    till.clock.passes(30)
    till.signs_on(ANNA)


def test_a_manager_lets_somebody_in_for_the_day(till: Till) -> None:
    with pytest.raises(UnknownOperator):
        till.register.sign_on_with_pin(operator=ZOE, pin="1234")
    with pytest.raises(NotAllowed):
        _let_in(till, ANNA.number)
    assert _let_in(till, CARLA.number).operator.name == "Zoe Novak"
    till.register.open_till(count=FLOAT)
    assert till.sells(BAG).sale.operator_name == "Zoe Novak"
    till.register.lock_register()
    till.register.sign_on_with_pin(operator=ZOE, pin="4321")  # the first one is chosen
    with pytest.raises(WrongPin):
        till.register.sign_on_with_pin(operator=ZOE, pin="1234")
    assert [o.name for o in till.register.staff.all()][-1] == "Zoe Novak"
    facts = till.files.connection.execute("SELECT body FROM main.fact").fetchall()
    assert not any(b"Novak" in body for (body,) in facts)
    till.register.close_day(count=counted((1000, 5), (100, 50), (195, 1)))
    till.clock.passes(SECONDS_OF_A_DAY)
    with pytest.raises(UnknownOperator):
        till.register.sign_on_with_pin(operator=ZOE, pin="4321")


def _let_in(till: Till, manager: OperatorNumber) -> SignedOn:
    return till.register.let_operator_in(
        manager_number=manager,
        manager_pin=manager * 2,
        newcomer_number=ZOE,
        name="Zoe Novak",
    )


def test_a_known_person_is_not_let_in_without_their_pin(till: Till) -> None:
    with pytest.raises(NotAllowed):
        till.register.let_operator_in(
            manager_number=CARLA.number,
            manager_pin="1313",
            newcomer_number=ANNA.number,
            name="Anna",
        )


def test_a_person_whom_head_office_gave_no_pin_cannot_choose_one(till: Till) -> None:
    with agent(till.device) as writer:
        writer.execute("UPDATE operator SET pin_hash = '' WHERE number = '11'")
    with pytest.raises(WrongPin):
        till.signs_on(ANNA)
    assert till.register.sign_on_with_badge(badge="OP-11").operator.name == "Anna Meyer"


def test_the_float_opens_till_and_day_once(till: Till) -> None:
    till.signs_on(ANNA)
    assert till.register.read_till().till is None
    opened = till.register.open_till(count=FLOAT).till
    assert (opened.business_date, opened.expected) == ("2025-11-21", pounds(10_000))
    with pytest.raises(TillAlreadyOpen):
        till.register.open_till(count=FLOAT)
    till.restart()
    assert till.register.read_till().till == opened


def test_a_drawer_that_fits_is_settled_alone(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG)
    closed = till.register.close_day(count=counted((1000, 10), (195, 1)))
    assert closed.settlement.difference == pounds(0)
    assert till.kinds()[-2:] == ["till_settled", "day_closed"]
    report = till.printer.reports[0]
    assert report.settlement == closed.settlement
    assert report.operator_name == "Anna Meyer"
    assert till.register.read_till().till is None
    with pytest.raises(TillNotOpen):
        till.register.close_day(count=FLOAT)


def test_the_report_counts_what_was_given_up(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG, CAKESTAND)
    till.register.remove_line(line=LineNumber(2))
    till.sells(given=500)
    till.scans(BAG)
    till.register.remove_line(line=LineNumber(1))
    till.scans(CAKESTAND)
    till.register.cancel_sale()
    till.signs_on(CARLA)
    till.register.open_drawer(reason="change")
    closed = till.register.close_day(count=counted((1000, 10), (195, 1))).settlement
    assert closed.figures.float_ == pounds(10_000)
    assert (closed.figures.sale_count, closed.figures.cancelled_count) == (1, 1)
    assert (closed.figures.voided_line_count, closed.figures.drawer_opened_count) == (1, 1)
    assert till.printer.reports[0].settlement == closed


def newest_count(till: Till) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(
        till.files.connection.execute(
            "SELECT CAST(body AS TEXT) FROM main.fact WHERE kind = 'till_settled'"
        ).fetchone()[0]
    )
    return body


def test_a_drawer_far_off_is_counted_again_and_then_needs_a_manager(till: Till) -> None:
    till.opens(ANNA)
    short, right = counted((1000, 5)), FLOAT
    with pytest.raises(CountAgain):
        till.register.close_day(count=short)
    with pytest.raises(NeedsApproval) as asked:
        till.register.close_day(count=counted((1000, 6)))
    assert asked.value.what == "−£50.00, −£40.00"
    names = [name for _, name in till.register.read_approvers(asked=asked.value).people]
    assert names == [CARLA.name]
    # counts that go on until one fits are a manager's too
    with pytest.raises(NeedsApproval) as asked:
        till.register.close_day(count=right)
    assert asked.value.what == "−£50.00, −£40.00, £0.00"
    closed = allowed_by_carla(till, asked.value, partial(till.register.close_day, count=right))
    assert closed.settlement.difference == pounds(0)
    assert till.kinds()[-3:] == ["operation_approved", "till_settled", "day_closed"]
    said = newest_count(till)
    assert (said["counts_minor"], said["allowed_by"]) == ([5_000, 6_000, 10_000], CARLA.number)


def test_a_slip_in_counting_is_mended_alone_and_both_counts_are_kept(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(CountAgain):
        till.register.close_day(count=counted((1000, 5)))
    till.register.close_day(count=FLOAT)
    assert newest_count(till)["counts_minor"] == [5_000, 10_000]
    assert "allowed_by" not in newest_count(till)


def test_head_office_says_how_far_off_a_drawer_may_be_and_a_manager_settles_alone(
    till: Till,
) -> None:
    sets(till, DIFFERENCE_MAX, "5000")
    till.opens(ANNA)
    till.register.close_day(count=counted((1000, 5)))
    assert "counts_minor" not in newest_count(till)
    sets(till, DIFFERENCE_MAX, "0")
    till.clock.passes(SECONDS_OF_A_DAY)
    till.opens(CARLA)
    penny_short = counted((1000, 9), (100, 9), (1, 99))
    with pytest.raises(CountAgain):
        till.register.close_day(count=penny_short)
    assert till.register.close_day(count=penny_short).settlement.difference == pounds(-1)


def test_a_report_waits_for_the_printer(till: Till) -> None:
    till.opens(ANNA)
    till.printer.is_plugged_in = False
    assert isinstance(till.register.close_day(count=FLOAT).printer_fault, PrinterUnreachable)
    till.printer.is_plugged_in = True
    till.restart()
    assert till.register.print_waiting().printed_count == 1
    assert till.printer.reports[0].figures.business_date == "2025-11-21"


def test_an_open_basket_goes_before_the_day_is_closed(till: Till) -> None:
    till.opens(ANNA)
    till.scans(BAG)
    with pytest.raises(BasketNotEmpty):
        till.register.close_day(count=FLOAT)
    till.register.cancel_sale()
    till.register.close_day(count=FLOAT)


def test_a_day_not_closed_yesterday_is_said_and_closed_first_with_its_own_date(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG)
    till.clock.passes(SECONDS_OF_A_DAY)
    till.restart()
    assert till.signs_on(BEN).unclosed_day == "2025-11-21"
    for refused in (
        lambda: till.scans(BAG),
        lambda: till.register.pay_cash(given=pounds(1)),
        lambda: till.register.open_till(count=FLOAT),
    ):
        with pytest.raises(DayNotClosed) as found:
            refused()
        assert found.value.business_date == "2025-11-21"
    closed = till.register.close_day(count=counted((1000, 10), (195, 1)))
    assert closed.settlement.business_date == "2025-11-21"
    assert till.register.open_till(count=FLOAT).till.business_date == "2025-11-22"
    assert till.sells(BAG).sale.business_date == "2025-11-22"


def test_a_sale_past_midnight_belongs_to_the_day_that_is_open(till: Till) -> None:
    till.opens(ANNA)
    till.clock.passes(16 * 3600)  # two in the morning
    assert till.signs_on(ANNA).unclosed_day is None
    assert till.sells(BAG).sale.business_date == "2025-11-21"


def test_a_day_that_was_closed_is_never_opened_again(till: Till) -> None:
    till.opens(ANNA)
    till.register.close_day(count=FLOAT)
    assert till.register.open_till(count=FLOAT).till.business_date == "2025-11-22"
    till.register.close_day(count=FLOAT)
    till.clock.is_set(-40 * 365 * SECONDS_OF_A_DAY)
    assert till.register.open_till(count=FLOAT).till.business_date == "2025-11-23"


def test_the_drawer_opens_for_a_reason_that_is_a_fact(till: Till) -> None:
    till.opens(ANNA)
    with pytest.raises(NotAllowed):
        till.register.open_drawer(reason="change")
    till.signs_on(CARLA)
    till.drawer.is_stuck = True
    opened = till.register.open_drawer(reason="change")
    assert isinstance(opened.drawer_fault, DrawerDidNotOpen)
    state = till.register.read_till().till
    assert state is not None
    assert state.drawer_opened_count == 1
    assert till.kinds()[-1] == "drawer_opened"


def test_locking_twice_is_one_fact(till: Till) -> None:
    till.signs_on(ANNA)
    till.register.lock_register()
    till.register.lock_register()
    assert till.kinds() == ["operator_signed_on", "operator_signed_off"]
    assert till.register.session.operator is None


@pytest.mark.parametrize("days", [-3, 1, 400])
def test_a_clock_that_is_days_off_opens_the_day_that_head_office_has(till: Till, days: int) -> None:
    till.clock.is_set(days * SECONDS_OF_A_DAY)
    with agent(till.device) as store:
        offset = ("clock_offset_ms", str(-days * SECONDS_OF_A_DAY * 1_000))
        store.execute("INSERT OR REPLACE INTO contact VALUES (?, ?)", offset)
    till.files.news.changed()
    till.opens(ANNA)
    current = till.files.store.tills.current()
    assert current is not None and current.business_date == "2025-11-21"
    assert till.files.clock.read().corrected.isoformat(timespec="minutes") == (
        "2025-11-21T10:00+00:00"
    )
