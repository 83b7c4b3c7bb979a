"""Goods that come back in parts give back what was paid, to the penny and with its tax, and never more."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId, LineNumber, SaleId
from pos_app.domain.money import UnitPrice, total
from pos_app.domain.piece_marks import PieceMarks
from pos_app.domain.pricing.line_discount import LineDiscount
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity
from pos_app.domain.refusals.returns import MoreThanBought, NothingToReturn, NotOnReceipt, WrongLot
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.domain.sale_return import Refund, ReturnableSale
from pos_app.domain.tax import TaxRate, summarise
from tests.pos_app.till import pounds

RATES = (TaxRate("S", "S", 2000), TaxRate("R", "R", 500), TaxRate("Z", "Z", 0))
ONE = 1000


@st.composite
def paid_sales(draw: st.DrawFn) -> CompletedSale:
    """A sale of up to six lines, pieces and weights, some of them with a promotion."""
    lines = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        unit = draw(st.sampled_from((EACH, KILOGRAM)))
        milli = draw(st.integers(1, 5)) * ONE if unit == EACH else draw(st.integers(1, 4000))
        price = UnitPrice(draw(st.integers(1, 3_000_000)), "GBP")
        rate = draw(st.sampled_from(RATES))
        item = Item(ItemId(number), f"N{number}", f"Item {number}", "", unit, price, rate)
        line = SaleLine(LineNumber(number), item, Quantity(milli, unit))
        off = draw(st.integers(0, line.full_amount.amount_minor))
        discounts = (LineDiscount("P", "Promotion", off),) if off else ()
        lines.append(SaleLine(line.number, item, line.quantity, discounts=discounts))
    return paid(tuple(lines))


def paid(lines: tuple[SaleLine, ...]) -> CompletedSale:
    gross: dict[TaxRate, int] = {}
    for line in lines:
        rate = line.item.tax_rate
        gross[rate] = gross.get(rate, 0) + line.amount.amount_minor
    to_pay = total(tuple(line.amount for line in lines), "GBP")
    name = SaleId(UUID(int=7))
    return CompletedSale(
        name, "12-1a-1121-0001", "2026-11-21", "Anna M", 0, lines, summarise(gross), (), to_pay
    )


def one_line(pieces: int, minor: int) -> CompletedSale:
    item = Item(ItemId(1), "N1", "Bag", "", EACH, UnitPrice(minor * ONE, "GBP"), RATES[0])
    return paid((SaleLine(LineNumber(1), item, Quantity.pieces(pieces)),))


@given(paid_sales(), st.data())
def test_all_parts_in_any_order_are_what_was_paid(sale: CompletedSale, data: st.DataObject) -> None:
    before: tuple[Refund, ...] = ()
    while not (returnable := ReturnableSale(sale, before)).is_all_back:
        left = {line.number: returnable.left_milli(line) for line in sale.lines}
        number = data.draw(st.sampled_from([number for number, milli in left.items() if milli]))
        parts = {number: data.draw(st.integers(min(ONE, left[number]), left[number]))}
        refund = returnable.refund(parts)
        assert refund.total.amount_minor >= 0
        assert sum(tax.gross_minor for tax in refund.taxes) == refund.total.amount_minor
        assert all(tax.net_minor + tax.tax_minor == tax.gross_minor for tax in refund.taxes)
        before = (*before, refund)
    assert sum(refund.total.amount_minor for refund in before) == sale.to_pay.amount_minor
    for line in sale.lines:
        back = [part for refund in before for part in refund.lines if part.number == line.number]
        assert sum(part.quantity.milli for part in back) == line.quantity.milli
        assert sum(part.amount.amount_minor for part in back) == line.amount.amount_minor
    for tax in sale.taxes:
        same = [part for refund in before for part in refund.taxes if part.code == tax.code]
        assert sum(part.tax_minor for part in same) == tax.tax_minor
        assert sum(part.net_minor for part in same) == tax.net_minor


def test_never_more_than_was_bought_and_is_not_back() -> None:
    sale = one_line(3, 100)
    first = ReturnableSale(sale, ()).refund({LineNumber(1): 2 * ONE})
    assert first.total == pounds(200)
    again = ReturnableSale(sale, (first,))
    with pytest.raises(MoreThanBought):
        again.refund({LineNumber(1): 2 * ONE})
    with pytest.raises(NothingToReturn):
        again.refund({LineNumber(1): 0})
    assert again.refund({LineNumber(1): ONE}).total == pounds(100)


def test_a_scan_finds_a_line_with_something_left() -> None:
    sale = one_line(1, 100)
    bag, returnable = sale.lines[0].item, ReturnableSale(sale, ())
    assert returnable.line_of(bag, {}).number == 1
    with pytest.raises(MoreThanBought):
        returnable.line_of(bag, {LineNumber(1): ONE})
    with pytest.raises(NotOnReceipt):
        returnable.line_of(replace(bag, item_id=ItemId(2)), {})


def test_another_lot_or_serial_than_was_bought_does_not_come_back() -> None:
    item = one_line(1, 100).lines[0].item
    lots = (PieceMarks(lot="A", expiry="2026-12-03"), PieceMarks(lot="B", serial="7"))
    bought = paid(
        tuple(
            SaleLine(LineNumber(number), item, Quantity.pieces(1), marks=marks)
            for number, marks in enumerate(lots, 1)
        )
    )
    returnable = ReturnableSale(bought, ())
    assert returnable.line_of(item, {}, PieceMarks(lot="B")).number == 2
    assert returnable.line_of(item, {}, PieceMarks(lot="A")).number == 1
    assert returnable.line_of(item, {LineNumber(1): ONE}).number == 2, "bars cannot tell"
    for wrong in (PieceMarks(lot="C"), PieceMarks(lot="B", serial="8")):
        with pytest.raises(WrongLot) as refused:
            returnable.line_of(item, {}, wrong)
        assert refused.value.bought == ("A", "7")
    with pytest.raises(MoreThanBought):
        returnable.line_of(item, {LineNumber(1): ONE}, PieceMarks(lot="A"))
