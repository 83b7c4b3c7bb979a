"""Refund text knows how the receipt of a return is laid out in 42 columns."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.receipt_rows import goods_rows, how_much, marks_rows, points_rows, tax_rows
from pos_app.devices.tender_text import tender_name
from pos_app.devices.text_layout import (
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
from pos_app.domain.ids import OrderNumber
from pos_app.domain.money_format import format_money
from pos_app.domain.order_sale import order_sale_id
from pos_app.domain.quantity import Quantity
from pos_app.domain.receipt import StoreHeading
from pos_app.domain.sale_return import CompletedReturn

TITLE = "Refund"
WITHOUT_RECEIPT = "Without a receipt"
GIFT_CREDIT = "Given back as a store credit on its own slip."


def refund_lines(
    heading: StoreHeading, returned: CompletedReturn, local_time: str
) -> Iterator[TextLine]:
    """The receipt line by line; amounts are what was given back."""
    refund = returned.refund
    yield from heading_lines(heading)
    yield rule()
    yield centred(TITLE, strong=True)
    number = clean(returned.sale_number)
    is_order = returned.sale_id == order_sale_id(OrderNumber(returned.sale_number))
    paper = "order" if is_order else "receipt"
    yield from wrapped(f"For {paper} {number}" if number else WITHOUT_RECEIPT)
    yield rule()
    if returned.is_gift:
        yield from _gift(returned, local_time)
        return
    code_width = max(len(clean(line.item.tax_rate.code)) for line in refund.lines)
    for line in refund.lines:
        yield from goods_rows(line, line.amount, code_width)
        yield from marks_rows(line.marks)
    yield rule()
    yield from pair("Given back", format_money(refund.total), strong=True)
    for tender in returned.tenders:
        known_by = clean(tender.proof.last_digits)
        ending = f" •••• {known_by}" if known_by else ""
        yield from pair(f"{tender_name(tender.kind)}{ending}", format_money(tender.amount))
    yield from points_rows(returned.points, "Points taken off", "Points given back")
    yield rule()
    yield from tax_rows(refund.taxes, refund.total.currency)
    yield rule()
    yield from _end(returned, local_time)


def _gift(returned: CompletedReturn, local_time: str) -> Iterator[TextLine]:
    """Who brings a gift back is not told what it cost."""
    for line in returned.refund.lines:
        yield from wrapped(clean(line.item.name))
        if line.quantity != Quantity.pieces(1):
            yield from wrapped(f"{INDENT}{how_much(line.quantity, line.marks)}")
        yield from marks_rows(line.marks)
    yield rule()
    yield from wrapped(GIFT_CREDIT)
    yield rule()
    yield from _end(returned, local_time)


def _end(returned: CompletedReturn, local_time: str) -> Iterator[TextLine]:
    yield from pair(f"Receipt {clean(returned.receipt_number)}", clean(local_time))
    yield from wrapped(f"Served by {first_name(returned.operator_name)}")
