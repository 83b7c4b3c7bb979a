"""Receipt rows knows how goods and the tax summary stand on a receipt, be it of a sale or of a return."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pos_app.devices.text_layout import COLUMNS, INDENT, TextLine, clean, pair, wrapped
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_figures, format_money
from pos_app.domain.packs import packs_in, price_of_one
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.sale import SaleLine, SalePoints
from pos_app.domain.sale_return import ReturnedLine
from pos_app.domain.tax import TaxLine

_TAX_HEAD = ("VAT", "Rate", "Net", "VAT", "Gross")


def goods_rows(line: SaleLine | ReturnedLine, amount: Money, code_width: int) -> Iterator[TextLine]:
    """One piece stands on the line of its name; of anything else the next line says how much at which price."""
    yield from _priced_rows(line, amount, code_width)
    for part in line.item.parts:
        inside = Quantity(part.quantity_milli)
        many = "" if inside == Quantity.pieces(1) else f"{how_much(inside)} × "
        yield from wrapped(f"{INDENT}with {many}{clean(part.name)}")


def _priced_rows(
    line: SaleLine | ReturnedLine, amount: Money, code_width: int
) -> Iterator[TextLine]:
    item, quantity = line.item, line.quantity
    name = clean(item.name)
    right = f"{format_money(amount)} {clean(item.tax_rate.code):<{code_width}}"
    if quantity == Quantity.pieces(1):
        *before, last = textwrap.wrap(name, COLUMNS - len(right) - 1) or [""]
        yield from (TextLine(part) for part in before)
        yield from pair(last, right)
        return
    yield from wrapped(name)
    is_packed = packs_in(quantity, line.marks) > 0
    one = price_of_one(item.unit_price, line.marks if is_packed else NO_MARKS)
    many = how_much(quantity, line.marks)
    yield from pair(f"{INDENT}{many} × {format_money(one)}", right)


def marks_rows(marks: PieceMarks) -> Iterator[TextLine]:
    """What tells this piece from others of its item, so that the paper knows it again when it comes back."""
    told = (
        f"serial {clean(marks.serial)}" if marks.serial else "",
        f"lot {clean(marks.lot)}" if marks.lot else "",
        f"tare {marks.tare_milli} g, weight without it" if marks.tare_milli else "",
    )
    words = ", ".join(filter(None, told))
    if words:
        yield from wrapped(INDENT + words[0].upper() + words[1:])
    if marks.later:
        at = f" at {clean(marks.later_at)}" if marks.later_at else " here"
        yield from wrapped(f"{INDENT}Picked up later{at}")


def points_rows(points: SalePoints | None, earned: str, spent: str) -> Iterator[TextLine]:
    """What happened to the customer's points; nothing where there were none."""
    if points is not None and points.earned:
        yield from pair(earned, str(points.earned))
    if points is not None and points.spent:
        yield from pair(spent, str(points.spent))


def tax_rows(taxes: tuple[TaxLine, ...], currency: str) -> Iterator[TextLine]:
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


def how_much(quantity: Quantity, marks: PieceMarks = NO_MARKS) -> str:
    """Pieces, packs with what is in one, or a weight with its unit."""
    packs = packs_in(quantity, marks)
    if packs:
        inside = how_much(Quantity(marks.pack_milli, quantity.unit))
        unit = " pieces" if quantity.unit == EACH else ""
        many = str(packs) if packs == 1 else f"{packs} ×"
        return f"{many} {clean(marks.pack)} ({inside}{unit})"
    whole, part = divmod(quantity.milli, 1000)
    if quantity.unit == EACH:
        return f"{whole}.{part:03}" if part else str(whole)
    return f"{whole}.{part:03} {clean(quantity.unit)}"
