"""What stands on a receipt, and that nothing of it is lost at the edge of the paper."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.receipt_text import receipt_lines, receipt_text
from pos_app.devices.text_layout import COLUMNS
from pos_app.domain.ids import LineNumber
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_figures, format_money
from pos_app.domain.piece_marks import PieceMarks
from pos_app.domain.quantity import Quantity
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import (
    CompletedReturn,
    ReturnableSale,
    ReturnCondition,
    ReturnReason,
)
from pos_app.domain.tax import TaxRate
from tests.pos_app.devices.receipts import (
    REDUCED,
    STANDARD,
    ZERO,
    receipt_of,
    sale_line,
    small_receipt,
)


def test_a_receipt_reads_like_this() -> None:
    assert "\n".join(receipt_text(small_receipt())) == (
        "              Leeds Briggate\n"
        "              1201 Briggate\n"
        "              Leeds LS1 0ZZ\n"
        "          VAT no. GB 000 0000 00\n"
        "------------------------------------------\n"
        "White hanging heart T-light holder £2.95 S\n"
        "Red woolly hottie white heart\n"
        "  3 × £4.25                       £12.75 S\n"
        "Sourdough bread\n"
        "  0.455 kg × £6.40                 £2.91 Z\n"
        "------------------------------------------\n"
        "Total                               £18.61\n"
        "Cash                                £21.06\n"
        "Change                               £2.45\n"
        "------------------------------------------\n"
        "VAT Rate         Net        VAT      Gross\n"
        "S   20 %       13.08       2.62      15.70\n"
        "Z    0 %        2.91       0.00       2.91\n"
        "------------------------------------------\n"
        "Receipt 12-1a-1121-0042  21 Nov 2026 14:02\n"
        "Served by Anna"
    )


def test_only_a_reprint_says_that_it_is_a_copy() -> None:
    assert not any("Copy" in line for line in receipt_text(small_receipt()))
    copy = [line.text.strip() for line in receipt_lines(small_receipt(copy=True)) if line.strong]
    assert copy == ["Copy", "Leeds Briggate", "Total                               £18.61", "Copy"]


def test_a_long_name_wraps_and_its_price_stays_whole() -> None:
    name = "Set of 12 vintage cake stands with hand painted roses and a very long description"
    lines = receipt_text(receipt_of(sale_line(1, name, 123_456)))
    at = next(place for place, line in enumerate(lines) if line.endswith("£1,234.56 S"))
    first = next(place for place, line in enumerate(lines) if line.startswith("Set of 12"))
    assert " ".join(lines[first : at + 1]).removesuffix("£1,234.56 S").split() == name.split()


def test_lot_and_serial_of_a_piece_stand_under_it_on_every_paper() -> None:
    bought = replace(
        sale_line(1, "Cordless drill", 8_999), marks=PieceMarks("L2231", "SN-48812", "2026-12-03")
    )
    milk = replace(sale_line(2, "Oat drink", 195), marks=PieceMarks("L9"))
    receipt = receipt_of(bought, milk)
    assert receipt_text(receipt)[5:9] == (
        "Cordless drill                    £89.99 S",
        "  Serial SN-48812, lot L2231",
        "Oat drink                          £1.95 S",
        "  Lot L9",
    )
    gift = receipt_text(replace(receipt, gift=True))
    assert "  Serial SN-48812, lot L2231" in gift
    assert "  Lot L9" in gift
    sale = receipt.sale
    assert isinstance(sale, CompletedSale)
    whole = ReturnableSale(sale, ()).refund({LineNumber(1): 1000})
    back = CompletedReturn(
        sale_id=sale.sale_id,
        sale_number=sale.receipt_number,
        receipt_number="12-1a-1121-0043",
        business_date=sale.business_date,
        operator_name=sale.operator_name,
        completed_us=sale.completed_us,
        refund=whole,
        reason=ReturnReason.CHANGED_MIND,
        condition=ReturnCondition.SHELF,
    )
    assert "  Serial SN-48812, lot L2231" in receipt_text(replace(receipt, sale=back))
    assert "  Lot L9" not in receipt_text(replace(receipt, sale=back))


def test_a_name_cannot_command_the_printer() -> None:
    lines = receipt_text(receipt_of(sale_line(1, "Mug\x1bp\x00 \x10\x04\x01 blue\n\nred", 100)))
    assert any(line.startswith("Mug p blue red ") for line in lines)


@given(
    st.lists(
        st.tuples(
            st.text(max_size=90),
            st.integers(0, 99_999_999),
            st.sampled_from([STANDARD, REDUCED, ZERO]),
            st.integers(1, 999_000),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["GBP", "EUR", "SEK", "JPY", "KWD"]),
    st.text(max_size=60),
)
def test_no_line_is_too_long_and_no_amount_is_cut(
    rows: list[tuple[str, int, TaxRate, int]], currency: str, store_name: str
) -> None:
    receipt = receipt_of(
        *(
            sale_line(number, name, price, rate, Quantity(milli), currency)
            for number, (name, price, rate, milli) in enumerate(rows, start=1)
        ),
        store_name=store_name,
    )
    lines = receipt_text(receipt)
    assert max(map(len, lines)) <= COLUMNS
    text = "\n".join(lines)
    assert isinstance(receipt.sale, CompletedSale)
    assert format_money(receipt.sale.to_pay) in text
    for line in receipt.sale.lines:
        assert f"{format_money(line.amount)} {line.item.tax_rate.code}" in text
    for tax in receipt.sale.taxes:
        assert format_figures(Money(tax.tax_minor, currency)) in text
