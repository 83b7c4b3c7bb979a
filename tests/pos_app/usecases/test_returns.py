"""Goods come back with their receipt: money out of the drawer, stock back, a fact, and paper."""

import json
from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

import pytest

from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.ids import LineNumber, OperatorNumber, SaleId
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.returns import (
    AllBroughtBack,
    MoreThanBought,
    RefundNotInDrawer,
    UnknownSale,
)
from pos_app.domain.refusals.scans import ReceiptScanned
from pos_app.domain.refusals.till import TillNotOpen
from pos_app.domain.return_terms import NO_RETURN, RETURN_DAYS
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import CompletedReturn, ReturnCondition, ReturnReason
from pos_app.domain.scan import receipt_code
from pos_app.ports.faults import DrawerDidNotOpen, PrinterUnreachable
from pos_app.usecases.approve import ApprovePerson
from pos_app.usecases.returns.return_writing import TakenBack
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, check_chain, counted, pounds

Done = TypeVar("Done")
SHELF, DAMAGED = ReturnCondition.SHELF, ReturnCondition.DAMAGED


def takes_back(
    till: Till,
    sale: CompletedSale,
    pieces: int = 1,
    line: int = 1,
    condition: ReturnCondition = SHELF,
    reason: ReturnReason = ReturnReason.TOO_SMALL,
) -> TakenBack:
    return till.register.returns.take_back(
        sale_id=sale.sale_id,
        parts={LineNumber(line): pieces * 1000},
        reason=reason,
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
    opened = till.register.returns.open_return(sale_id=scanned.value.sale_id)
    assert opened.returnable.sale.receipt_number == sale.receipt_number
    taken = takes_back(till, sale, pieces=2)
    assert taken.returned.refund.total == pounds(390)
    assert till.kinds()[-1] == "sale_returned"
    assert till.drawer.opened == 2
    till.restart()
    till.signs_on(CARLA)
    left = till.register.returns.open_return(sale_id=sale.sale_id).returnable
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
        till.register.returns.open_return(sale_id=sale.sale_id)


def test_what_is_refused_is_written_nowhere(till: Till) -> None:
    till.signs_on(CARLA)
    with pytest.raises(UnknownSale):
        till.register.returns.open_return(sale_id=UUID(int=7))
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


def other_register_sold(till: Till, pieces: int, *, back: int = 0) -> SaleId:
    """What the store's feed brings of another register: a sale of bags, and perhaps bags that came back."""
    sale_id = UUID(int=0x1031)
    line = {
        "line": 1,
        "item_id": 1,
        "item_number": "85099B",
        "name": "Jumbo bag red retrospot",
        "unit": "each",
        "unit_price_minor_milli": 195_000,
        "tax_code": "S",
        "tax_basis_points": 2000,
    }

    def told(count: int) -> dict[str, object]:
        gross = 195 * count
        tax = {"code": "S", "basis_points": 2000, "gross_minor": gross}
        return {
            "sale_id": sale_id.hex,
            "currency": "GBP",
            "total_minor": gross,
            "lines": [
                {**line, "quantity_milli": count * 1000, "amount_minor": gross, "voided": False}
            ],
            "taxes": [{**tax, "net_minor": gross - gross // 6, "tax_minor": gross // 6}],
        }

    sold = {
        **told(pieces),
        "receipt_number": "12-1A-1121-1031",
        "tenders": [{"kind": "cash", "given_minor": 195 * pieces, "change_minor": 0}],
    }
    returned = {
        **told(back),
        "sale_number": "12-1A-1121-1031",
        "receipt_number": "12-1A-1121-1040",
        "reason": "other",
        "condition": "shelf",
    }
    with agent(till.device) as store:
        store.execute(
            "INSERT INTO past_sale VALUES (?, '12-1A-1121-1031', '2026-11-21', 5, ?)",
            (sale_id.hex, json.dumps(sold)),
        )
        if back:
            store.execute(
                "INSERT INTO past_return VALUES ('f1', ?, '2026-11-21', 6, ?)",
                (sale_id.hex, json.dumps(returned)),
            )
    return SaleId(sale_id)


def test_a_sale_of_another_register_is_found_and_comes_back_here(till: Till) -> None:
    till.opens(ANNA)
    till.sells(CAKESTAND)
    sale_id = other_register_sold(till, 3, back=1)
    found = till.register.returns.find_sales(typed="1031")
    assert [sale.sale_id for sale in found.sales] == [sale_id]
    assert found.known_until_us is None
    assert len(till.register.returns.find_sales(typed="").sales) == 2
    assert till.register.returns.find_sales(typed="1032").sales == ()
    sale = found.sales[0]
    with pytest.raises(MoreThanBought):
        takes_back(till, sale, pieces=3)
    taken = takes_back(till, sale, pieces=2)
    assert taken.returned.refund.total == pounds(390)
    # the centre has heard of it: it is the same return, not another one
    with agent(till.device) as store:
        fact = till.files.connection.execute(
            "SELECT fact_id, body FROM main.fact WHERE kind = 'sale_returned'"
        ).fetchone()
        store.execute(
            "INSERT INTO past_return VALUES (?, ?, '2026-11-21', 7, ?)",
            (fact[0].hex(), sale_id.hex, fact[1].decode()),
        )
    with pytest.raises(AllBroughtBack) as refused:
        till.register.returns.open_return(sale_id=sale_id)
    assert refused.value.receipt_number == taken.returned.receipt_number
    assert len(till.files.store.sales.returns_of(sale_id)) == 2


def test_what_is_known_of_other_registers_has_an_age(till: Till) -> None:
    till.opens(ANNA)
    with agent(till.device) as store:
        store.execute("INSERT INTO contact VALUES ('offline_since_us', '1234')")
    assert till.register.returns.find_sales(typed="1031").known_until_us == 1234
    with pytest.raises(UnknownSale) as unknown:
        till.register.returns.open_return(sale_id=UUID(int=7))
    assert unknown.value.known_until_us == 1234


def test_a_row_that_cannot_be_read_is_as_good_as_none(till: Till) -> None:
    till.opens(ANNA)
    with agent(till.device) as store:
        store.execute(
            "INSERT INTO past_sale VALUES (?, 'X-0001', '2026-11-21', 5, '{}')", (UUID(int=9).hex,)
        )
    assert till.register.returns.find_sales(typed="1").sales == ()


def sets(till: Till, name: str, value: str) -> None:
    with agent(till.device) as store:
        store.execute("INSERT OR REPLACE INTO configuration VALUES (?, ?)", (name, value))


def allowed_by_carla(till: Till, asked: NeedsApproval, step: Callable[[], Done]) -> Done:
    person = ApprovePerson(OperatorNumber(CARLA.number), CARLA.number * 2)
    given = till.register.approve(asked=asked, person=person)
    return till.register.session.approved(given.approval, step)


def test_goods_that_come_too_late_come_with_approval(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG).sale
    till.register.close_day(count=counted((10_195, 1)))
    till.register.open_till(count=counted((10_195, 1)))
    assert not till.register.returns.open_return(sale_id=sale.sale_id).terms.is_late
    sets(till, RETURN_DAYS, "0")
    terms = till.register.returns.open_return(sale_id=sale.sale_id).terms
    assert (terms.is_late, terms.age_days, terms.days_max) == (True, 1, 0)
    facts = till.kinds()
    with pytest.raises(NeedsApproval) as asked:
        takes_back(till, sale)
    assert till.kinds() == facts
    allowed_by_carla(till, asked.value, partial(takes_back, till, sale))
    assert till.kinds() == [*facts, "operation_approved", "sale_returned"]
    assert '"allowed_by":"13"' in newest_body(till)


def test_what_does_not_come_back_comes_when_it_is_faulty_or_allowed(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG, BAG, CAKESTAND).sale
    sets(till, NO_RETURN, "Kitchen; Bags")
    terms = till.register.returns.open_return(sale_id=sale.sale_id).terms
    assert terms.kept == {1, 2}
    with pytest.raises(NeedsApproval):
        takes_back(till, sale)
    takes_back(till, sale, reason=ReturnReason.FAULTY)
    assert "allowed_by" not in newest_body(till)
    till.register.lock_register()
    till.signs_on(CARLA)
    takes_back(till, sale)
    assert '"allowed_by":"13"' in newest_body(till)


def newest_body(till: Till) -> str:
    """What the newest fact says."""
    row = till.files.connection.execute(
        "SELECT body FROM main.fact ORDER BY incarnation DESC, sequence DESC LIMIT 1"
    ).fetchone()
    return str(bytes(row[0]).decode())
