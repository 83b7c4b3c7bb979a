"""Goods come back with their receipt: money out of the drawer, stock back, a fact, and paper."""

from uuid import UUID

import pytest

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.ids import LineNumber
from pos_app.domain.refusals import (
    AllBroughtBack,
    MoreThanBought,
    ReceiptScanned,
    RefundNotInDrawer,
    TillNotOpen,
    UnknownSale,
)
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import CompletedReturn, ReturnCondition, ReturnReason
from pos_app.domain.scan import receipt_code
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable
from pos_app.usecases.returns.take_back import TakenBack
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, counted, pounds

SHELF, DAMAGED = ReturnCondition.SHELF, ReturnCondition.DAMAGED


def takes_back(
    till: Till,
    sale: CompletedSale,
    pieces: int = 1,
    line: int = 1,
    condition: ReturnCondition = SHELF,
) -> TakenBack:
    return till.register.take_back(
        sale_id=sale.sale_id,
        parts={LineNumber(line): pieces * 1000},
        reason=ReturnReason.TOO_SMALL,
        condition=condition,
    )


def effects(till: Till) -> list[int]:
    rows = till.files.connection.execute(
        "SELECT difference_milli FROM main.stock_effect ORDER BY fact_id, item_id"
    ).fetchall()
    return [row[0] for row in rows]


def test_a_part_comes_back_and_the_day_agrees_to_the_penny(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG, BAG, BAG, CAKESTAND).sale
    with pytest.raises(ReceiptScanned) as scanned:
        till.scans(receipt_code(sale.sale_id))
    opened = till.register.open_return(sale_id=scanned.value.sale_id)
    assert opened.returnable.sale.receipt_number == sale.receipt_number
    taken = takes_back(till, sale, pieces=2)
    assert taken.returned.refund.total == pounds(390)
    assert till.kinds()[-1] == "sale_returned"
    assert till.drawer.opened == 2
    till.restart()
    till.signs_on(CARLA)
    left = till.register.open_return(sale_id=sale.sale_id).returnable
    assert left.left_milli(left.sale.lines[0]) == 1000
    figures = till.register.read_figures().figures
    assert figures is not None
    assert (figures.return_count, figures.refunds) == (1, pounds(390))
    assert figures.sales_total == sale.to_pay
    expected = 10_000 + sale.to_pay.amount_minor - 390
    closed = till.register.close_day(count=counted((expected, 1))).settlement
    assert closed.difference == pounds(0)
    assert closed.cash_sales == sale.to_pay
    assert till.printer.reports[0].settlement == closed
    check_chain(till)


def test_only_what_goes_to_the_shelf_is_stock_again(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG, BAG).sale
    takes_back(till, sale, condition=DAMAGED)
    assert effects(till) == [-2000]
    takes_back(till, sale)
    assert effects(till) == [-2000, 1000]
    with pytest.raises(AllBroughtBack):
        till.register.open_return(sale_id=sale.sale_id)


def test_what_is_refused_is_written_nowhere(till: Till) -> None:
    till.signs_on(CARLA)
    with pytest.raises(UnknownSale):
        till.register.open_return(sale_id=UUID(int=7))
    till.opens(CARLA)
    sale = till.sells(BAG).sale
    facts = till.kinds()
    with pytest.raises(MoreThanBought):
        takes_back(till, sale, pieces=2)
    assert till.kinds() == facts
    takes_back(till, sale)
    with pytest.raises(AllBroughtBack):
        takes_back(till, sale)
    # the id of the return's own row opens nothing
    assert till.files.store.sales.last() is not None
    assert till.kinds() == [*facts, "sale_returned"]
    till.register.close_day(count=counted((10_000, 1)))
    with pytest.raises(TillNotOpen):
        takes_back(till, sale)


def test_more_than_the_drawer_holds_is_not_given_back(till: Till) -> None:
    till.opens(CARLA)
    sale = till.sells(*[CAKESTAND] * 3, given=10_000).sale
    till.register.close_day(count=counted((10_000 + sale.to_pay.amount_minor, 1)))
    till.register.open_till(count=counted((100, 1)))
    with pytest.raises(RefundNotInDrawer):
        takes_back(till, sale)


def test_devices_that_fail_undo_nothing_and_the_paper_comes_later(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG, CAKESTAND).sale
    till.printer.is_plugged_in = False
    till.drawer.is_stuck = True
    taken = takes_back(till, sale, line=2)
    assert isinstance(taken.printer_fault, PrinterUnreachable)
    assert isinstance(taken.drawer_fault, DrawerDidNotOpen)
    till.restart()
    till.printer.is_plugged_in = True
    till.register.print_waiting()
    receipt = till.printer.receipts[-1]
    assert isinstance(receipt.sale, CompletedReturn)
    assert receipt.sale.refund == taken.returned.refund
    assert receipt.barcode == receipt_code(sale.sale_id)
    text = "\n".join(receipt_text(receipt))
    assert "Refund" in text
    assert f"For receipt {sale.receipt_number}" in text
    assert "Given back" in text


def test_a_return_has_a_receipt_number_of_the_same_count(till: Till) -> None:
    till.opens(ANNA)
    first = till.sells(BAG).sale
    returned = takes_back(till, first).returned
    second = till.sells(BAG).sale
    numbers = [first.receipt_number, returned.receipt_number, second.receipt_number]
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]
    last = till.files.store.sales.last()
    assert last is not None
    assert last.sale_id == second.sale_id
