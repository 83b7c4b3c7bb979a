"""Receipt text knows how a receipt is laid out in 42 columns, the same on paper, in a file and on a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pos_app.devices.text_layout import (
    COLUMNS,
    INDENT,
    TextLine,
    centred,
    clean,
    first_name,
    heading_lines,
    pair,
    rule,
    wrapped,
)
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_figures, format_money
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.receipt import ReceiptDocument
from pos_app.domain.sale import SaleLine
from pos_app.domain.tax import TaxLine
from pos_app.domain.tender import TenderKind

COPY_MARK = "Copy"
_TENDER_NAMES = {TenderKind.CASH: "Cash"}
_TAX_HEAD = ("VAT", "Rate", "Net", "VAT", "Gross")


def receipt_text(receipt: ReceiptDocument) -> tuple[str, ...]:
    """The receipt as plain lines of at most 42 characters."""
    return tuple(line.text for line in receipt_lines(receipt))


def receipt_lines(receipt: ReceiptDocument) -> tuple[TextLine, ...]:
    """The receipt line by line: names wrap, amounts are never cut and end in one column."""
    return tuple(_receipt(receipt))


def _receipt(receipt: ReceiptDocument) -> Iterator[TextLine]:
    sale = receipt.sale
    if receipt.copy:
        yield centred(COPY_MARK, strong=True)
    yield from heading_lines(receipt.heading)
    yield rule()
    counted = tuple(line for line in sale.lines if not line.voided)
    code_width = max((len(clean(line.item.tax_rate.code)) for line in counted), default=0)
    for line in counted:
        yield from _item(line, code_width)
        yield from _discounts(line, code_width)
    yield rule()
    yield from _saved(counted, sale.to_pay.currency)
    yield from pair("Total", format_money(sale.to_pay), strong=True)
    for tender in sale.tenders:
        yield from pair(_TENDER_NAMES[tender.kind], format_money(tender.given))
        yield from pair("Change", format_money(tender.change))
    yield rule()
    yield from _taxes(sale.taxes, sale.to_pay.currency)
    yield rule()
    yield from pair(f"Receipt {clean(sale.receipt_number)}", clean(receipt.local_time))
    yield from wrapped(f"Served by {first_name(sale.operator_name)}")
    if receipt.copy:
        yield centred(COPY_MARK, strong=True)


def _item(line: SaleLine, code_width: int) -> Iterator[TextLine]:
    """One piece stands on the line of its name; of anything else the next line says how much at which price."""
    name = clean(line.item.name)
    right = f"{format_money(line.full_amount)} {clean(line.item.tax_rate.code):<{code_width}}"
    if line.quantity == Quantity.pieces(1):
        *before, last = textwrap.wrap(name, COLUMNS - len(right) - 1) or [""]
        yield from (TextLine(part) for part in before)
        yield from pair(last, right)
        return
    yield from wrapped(name)
    price = format_money(Money(line.item.unit_price.price_minor, line.item.unit_price.currency))
    yield from pair(f"{INDENT}{_how_much(line.quantity)} × {price}", right)


def _discounts(line: SaleLine, code_width: int) -> Iterator[TextLine]:
    """Each promotion under the line that it lowers."""
    for discount in line.discounts:
        amount = Money(-discount.amount_minor, line.item.unit_price.currency)
        right = f"{format_money(amount)} {'':<{code_width}}"
        yield from pair(f"{INDENT}{clean(discount.name)}", right)


def _saved(lines: tuple[SaleLine, ...], currency: str) -> Iterator[TextLine]:
    saved = sum(line.discount_minor for line in lines)
    if saved:
        yield from pair("You saved", format_money(Money(saved, currency)))


def _taxes(taxes: tuple[TaxLine, ...], currency: str) -> Iterator[TextLine]:
    """The summary as a table, or, where figures are too long for one, as a list."""
    rows = [_tax_row(tax, currency) for tax in taxes]
    widths = [max(map(len, column)) for column in zip(_TAX_HEAD, *rows, strict=True)]
    spare = COLUMNS - sum(widths) - (len(widths) - 1)
    if spare < 0:
        for row in rows:
            yield from wrapped(f"{_TAX_HEAD[0]} {row[0]} {row[1]}")
            for name, figure in zip(_TAX_HEAD[2:], row[2:], strict=True):
                yield from pair(INDENT + name, figure)
        return
    # what is left over widens the three columns of figures, so that the last ends at the edge of the paper
    for place in range(spare):
        widths[2 + place % 3] += 1
    for row in (_TAX_HEAD, *rows):
        left = f"{row[0]:<{widths[0]}} {row[1]:>{widths[1]}} "
        figures = (f"{cell:>{width}}" for cell, width in zip(row[2:], widths[2:], strict=True))
        yield TextLine(left + " ".join(figures))


def _tax_row(tax: TaxLine, currency: str) -> tuple[str, str, str, str, str]:
    net, part, gross = (
        format_figures(Money(amount_minor, currency))
        for amount_minor in (tax.net_minor, tax.tax_minor, tax.gross_minor)
    )
    return clean(tax.code), _rate(tax.basis_points), net, part, gross


def _rate(basis_points: int) -> str:
    whole, fraction = divmod(basis_points, 100)
    return f"{whole}.{fraction:02}".rstrip("0").rstrip(".") + " %"


def _how_much(quantity: Quantity) -> str:
    whole, part = divmod(quantity.milli, 1000)
    if quantity.unit == EACH:
        return f"{whole}.{part:03}" if part else str(whole)
    return f"{whole}.{part:03} {clean(quantity.unit)}"
