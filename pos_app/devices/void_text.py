"""Void text knows how the paper of a sale that was undone is laid out in 42 columns."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.receipt_rows import goods_rows, marks_rows, tax_rows
from pos_app.devices.tender_text import tender_name
from pos_app.devices.text_layout import (
    TextLine,
    centred,
    clean,
    first_name,
    heading_lines,
    pair,
    rule,
    wrapped,
)
from pos_app.domain.money_format import format_money
from pos_app.domain.receipt import StoreHeading
from pos_app.domain.sale_void import VoidedSale, VoidReason

TITLE = "Sale undone"
_REASONS = {
    VoidReason.WRONG_GOODS: "Wrong goods rung up",
    VoidReason.WRONG_TENDER: "Paid the wrong way",
    VoidReason.NOT_TAKEN: "Goods not taken",
    VoidReason.OTHER: "Another reason",
}


def void_lines(heading: StoreHeading, voided: VoidedSale, local_time: str) -> Iterator[TextLine]:
    """The paper line by line; amounts are what goes back."""
    refund = voided.refund
    yield from heading_lines(heading)
    yield rule()
    yield centred(TITLE, strong=True)
    yield from wrapped(f"Receipt {clean(voided.sale_number)} no longer counts")
    yield from wrapped(_REASONS[voided.reason])
    yield rule()
    code_width = max(len(clean(line.item.tax_rate.code)) for line in refund.lines)
    for line in refund.lines:
        yield from goods_rows(line, line.amount, code_width)
        yield from marks_rows(line.marks)
    yield rule()
    yield from pair("Given back", format_money(refund.total), strong=True)
    for kind, amount in voided.tenders:
        yield from pair(tender_name(kind), format_money(amount))
    yield rule()
    yield from tax_rows(refund.taxes, refund.total.currency)
    yield rule()
    yield from pair(f"Receipt {clean(voided.receipt_number)}", clean(local_time))
    yield from wrapped(f"Served by {first_name(voided.operator_name)}")
