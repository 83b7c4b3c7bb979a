"""Cash that goes into the drawer and out of it beside sales."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cash_moves import CashMove, read_sums, sums_by_move
from pos_app.domain.refusals.payment import NotAnAmount, NotInDrawer, OwnRegister
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.refusals.till import TillNotOpen
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.till import BAG, Till, counted, pounds

MOVES = st.lists(st.tuples(st.sampled_from(CashMove), st.integers(1, 10**9)))


def test_the_drawer_agrees_to_the_penny_after_every_kind_of_move(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG)
    till.signs_on(CARLA)
    move = till.register.move_cash
    move(move=CashMove.PAID_IN, amount=pounds(500), reason="found under the counter")
    move(move=CashMove.PAID_OUT, amount=pounds(1_250), reason="window cleaner")
    move(move=CashMove.PICKUP, amount=pounds(5_000), reason="safe", seal="B-0042")
    move(move=CashMove.LOAN, amount=pounds(2_000), reason="change")
    assert till.kinds()[-4:] == ["paid_in", "paid_out", "tender_pickup", "tender_loan"]
    till.restart()
    till.signs_on(CARLA)
    # 100.00 float, 1.95 sold, +5.00 −12.50 −50.00 +20.00
    closed = till.register.close_day(count=counted((6_445, 1))).settlement
    assert closed.difference == pounds(0)
    assert closed.cash_sales == pounds(195)
    assert closed.figures.moves.net == pounds(-3_750)
    assert till.printer.reports[0].settlement == closed


def test_what_registers_lend_each_other_names_the_other_one(till: Till) -> None:
    till.opens(CARLA)
    move = till.register.move_cash
    lent = move(move=CashMove.LENT, amount=pounds(3_000), reason="lent", register="3")
    assert (lent.register, lent.drawer_fault) == ("3", None)
    move(move=CashMove.BORROWED, amount=pounds(500), reason="borrowed", register="3")
    move(move=CashMove.CHANGE, amount=pounds(2_000), reason="change_order")
    assert till.kinds()[-3:] == ["till_loan_given", "till_loan_taken", "change_order"]
    for register in ("", "2"):
        with pytest.raises(OwnRegister):
            move(move=CashMove.LENT, amount=pounds(1), reason="lent", register=register)
    with pytest.raises(NotInDrawer):
        move(move=CashMove.CHANGE, amount=pounds(50_000), reason="change_order")
    till.restart()
    till.signs_on(CARLA)
    closed = till.register.close_day(count=counted((7_500, 1))).settlement
    assert closed.difference == pounds(0)
    assert closed.figures.moves.change_order == pounds(2_000)


def test_the_figures_so_far_are_read_and_printed_without_a_fact(till: Till) -> None:
    assert till.register.read_figures().figures is None
    till.signs_on(CARLA)
    with pytest.raises(TillNotOpen):
        till.register.print_figures()
    till.opens(CARLA)
    till.sells(BAG)
    till.register.move_cash(move=CashMove.PICKUP, amount=pounds(2_000), reason="safe")
    facts = till.kinds()
    figures = till.register.read_figures().figures
    assert figures is not None
    assert (figures.sale_count, figures.sales_total) == (1, pounds(195))
    assert figures.moves.tender_pickup == pounds(2_000)
    assert till.register.print_figures().printer_fault is None
    [report] = till.printer.reports
    assert (report.figures, report.settlement) == (figures, None)
    till.printer.is_plugged_in = False
    assert isinstance(till.register.print_figures().printer_fault, PrinterUnreachable)
    assert till.kinds() == facts


def test_a_cashier_takes_cash_to_the_safe_and_nothing_else(till: Till) -> None:
    till.opens(ANNA)
    till.register.move_cash(move=CashMove.PICKUP, amount=pounds(2_000), reason="safe")
    for move in (CashMove.PAID_IN, CashMove.PAID_OUT, CashMove.LOAN):
        with pytest.raises(NotAllowed):
            till.register.move_cash(move=move, amount=pounds(2_000), reason="change")


def test_nothing_and_more_than_there_is_are_refused_and_written_nowhere(till: Till) -> None:
    till.signs_on(CARLA)
    with pytest.raises(TillNotOpen):
        till.register.move_cash(move=CashMove.LOAN, amount=pounds(100), reason="change")
    till.opens(CARLA)
    facts = till.kinds()
    for amount in (0, -100):
        with pytest.raises(NotAnAmount):
            till.register.move_cash(move=CashMove.PAID_IN, amount=pounds(amount), reason="")
    with pytest.raises(NotInDrawer):
        till.register.move_cash(move=CashMove.PICKUP, amount=pounds(10_001), reason="safe")
    assert till.kinds() == facts


def test_a_drawer_that_stays_shut_does_not_undo_the_move(till: Till) -> None:
    till.opens(ANNA)
    till.drawer.is_stuck = True
    moved = till.register.move_cash(move=CashMove.PICKUP, amount=pounds(500), reason="safe")
    assert isinstance(moved.drawer_fault, DrawerDidNotOpen)
    assert till.kinds()[-1] == "tender_pickup"


@given(MOVES)
def test_sums_are_read_as_they_were_written(moves: list[tuple[CashMove, int]]) -> None:
    sums = read_sums({}, "GBP")
    for move, minor in moves:
        sums = sums.with_one_more(move, pounds(minor))
    # what is changed at the safe leaves the sum as it was
    moved = [(move, minor) for move, minor in moves if move is not CashMove.CHANGE]
    signed = [minor if move.is_into_drawer else -minor for move, minor in moved]
    assert sums.net == pounds(sum(signed))
    assert read_sums(sums_by_move(sums), "GBP") == sums
