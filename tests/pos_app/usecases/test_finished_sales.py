"""A finished sale is undone whole, prints for a gift, and nothing of it counts twice."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.devices.receipt_pdf import PdfReceipts
from pos_app.devices.receipt_text import receipt_text
from pos_app.domain.cash_moves import CashMove
from pos_app.domain.ids import LineNumber, SaleId
from pos_app.domain.money import total
from pos_app.domain.refusals.finished_sales import (
    PaidOtherwise,
    PartBroughtBack,
    SaleVoided,
    SoldElsewhere,
    VoidTooLate,
)
from pos_app.domain.refusals.people import NeedsApproval
from pos_app.domain.refusals.returns import RefundNotInDrawer, UnknownSale
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.sale_void import VoidReason
from pos_app.domain.scan import ReceiptCode, gift_receipt_code, parse_scan, receipt_code
from pos_app.ports.terminal import TerminalWord
from pos_app.usecases.finished_sales.void_sale import SaleUndone
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, check_chain, counted, pounds
from tests.pos_app.usecases.test_returns import allowed_by_carla, effects, other_register_sold

GOODS = (BAG, CAKESTAND, OAT_DRINK)


def undoes(till: Till, sale: CompletedSale) -> SaleUndone:
    return till.register.finished().void_sale(sale_id=sale.sale_id, reason=VoidReason.WRONG_GOODS)


def test_it_counts_nowhere_any_more(till: Till) -> None:
    till.opens(CARLA)
    kept = till.sells(BAG).sale
    sale = till.sells(BAG, CAKESTAND).sale
    undone = undoes(till, sale)
    assert undone.voided.receipt_number.endswith("0003")
    assert till.drawer.opened == 3
    assert sum(effects(till)) == -1000
    till.restart()
    till.signs_on(CARLA)
    figures = till.register.read_figures().figures
    assert figures is not None
    assert (figures.sale_count, figures.sales_total) == (1, kept.to_pay)
    assert figures.voided == (sale.to_pay,)
    found = till.register.finished().read_finished(sale_id=sale.sale_id)
    assert found.objection == SaleVoided(undone.voided.receipt_number)
    for again in (
        partial(undoes, till, sale),
        partial(till.register.returns.open_return, sale_id=sale.sale_id),
        partial(till.register.finished().print_gift_receipt, sale_id=sale.sale_id),
    ):
        with pytest.raises(SaleVoided):
            again()
    closed = till.register.close_day(count=counted((10_000 + kept.to_pay.amount_minor, 1)))
    assert closed.settlement.difference == pounds(0)
    report = till.printer.reports[0].settlement
    assert report == closed.settlement
    paper = "\n".join(receipt_text(till.printer.receipts[-1]))
    assert "Sale undone" in paper
    assert f"Receipt {sale.receipt_number} no longer counts" in paper
    check_chain(till)


def test_a_cashier_needs_somebody_who_may(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG).sale
    with pytest.raises(NeedsApproval) as asked:
        undoes(till, sale)
    assert asked.value.what == "£1.95"
    undone = allowed_by_carla(till, asked.value, partial(undoes, till, sale))
    assert undone.voided.allowed_by == CARLA.number
    assert till.kinds()[-2:] == ["operation_approved", "sale_voided"]


def test_what_only_a_return_can_mend(till: Till) -> None:
    till.opens(CARLA)
    sale = till.sells(BAG, BAG).sale
    facts = till.kinds()
    with pytest.raises(UnknownSale):
        till.register.finished().void_sale(sale_id=SaleId(UUID(int=7)), reason=VoidReason.OTHER)
    other_id = other_register_sold(till, 1)
    other = till.register.finished().read_finished(sale_id=other_id)
    assert isinstance(other.objection, SoldElsewhere)
    assert till.kinds() == facts
    till.register.returns.take_back(
        sale_id=sale.sale_id,
        parts={LineNumber(1): 1000},
        reason=ReturnReason.TOO_BIG,
        condition=ReturnCondition.SHELF,
    )
    with pytest.raises(PartBroughtBack):
        undoes(till, sale)
    dear = till.sells(CAKESTAND).sale
    till.register.close_day(count=counted((10_000 + 195 + 1275, 1)))
    till.register.open_till(count=counted((100, 1)))
    with pytest.raises(VoidTooLate):
        undoes(till, dear)


def test_cash_that_went_to_the_safe_is_not_given_back(till: Till) -> None:
    till.opens(CARLA)
    sale = till.sells(CAKESTAND).sale
    till.register.move_cash(move=CashMove.PICKUP, amount=pounds(10_500), reason="safe")
    with pytest.raises(RefundNotInDrawer):
        undoes(till, sale)


def test_a_card_of_the_terminal_goes_back_with_the_goods(till: Till) -> None:
    terminal = till.gets_terminal()
    till.opens(CARLA)
    till.scans(CAKESTAND)
    till.register.cards.pay_card()
    terminal.says(TerminalWord.APPROVED, 1275)
    paid = till.register.cards.hear_terminal().payments[0].paid
    assert paid is not None
    with pytest.raises(PaidOtherwise):
        undoes(till, paid.sale)


def test_a_gift_receipt_says_no_price_and_finds_its_sale(till: Till) -> None:
    till.opens(ANNA)
    sale = till.sells(BAG, BAG, CAKESTAND).sale
    till.register.finished().print_gift_receipt(sale_id=sale.sale_id)
    receipt = till.printer.receipts[-1]
    paper = "\n".join(receipt_text(receipt))
    assert "Jumbo bag red retrospot" in paper
    assert "£" not in paper
    assert parse_scan(receipt.barcode) == ReceiptCode(sale.sale_id, is_gift=True)
    assert till.kinds()[-1] == "gift_receipt_printed"


@given(st.uuids())
def test_each_receipt_and_gift_receipt_reads_back_as_itself(sale_id: UUID) -> None:
    plain, gift = receipt_code(sale_id), gift_receipt_code(sale_id)
    assert parse_scan(plain) == ReceiptCode(sale_id)
    assert parse_scan(gift) == ReceiptCode(sale_id, is_gift=True)
    assert len(plain) == len(gift)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(GOODS), min_size=1, max_size=4), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_the_drawer_and_the_shelf_know_only_what_stands(
    tmp_path_factory: pytest.TempPathFactory, day: list[tuple[list[str], bool]]
) -> None:
    till = Till(Path(tmp_path_factory.mktemp("till")))
    try:
        till.opens(CARLA)
        sold = [(till.sells(*codes).sale, undone) for codes, undone in day]
        for sale, undone in sold:
            if undone:
                undoes(till, sale)
        stands = tuple(sale.to_pay for sale, undone in sold if not undone)
        state = till.files.store.tills.current()
        assert state is not None
        assert state.expected == pounds(10_000) + total(stands, "GBP")
        assert state.sale_count == len(stands)
        left = sum(
            line.quantity.milli for sale, undone in sold if not undone for line in sale.lines
        )
        assert -sum(effects(till)) == left
    finally:
        till.close()


def test_a_receipt_leaves_as_a_page_and_that_it_did_is_a_fact(till: Till, tmp_path: Path) -> None:
    files = PdfReceipts(tmp_path / "pages")
    till.receipt_files = files
    till.restart()
    till.opens(CARLA)
    sale = till.sells(BAG).sale
    kept = till.register.finished().keep_receipt(sale_id=sale.sale_id)
    assert kept.place.endswith(f"{sale.receipt_number}.pdf")
    page = Path(kept.place).read_bytes()
    assert page.startswith(b"%PDF")
    assert page.rstrip().endswith(b"%%EOF")
    assert till.kinds()[-1] == "receipt_reprinted"
