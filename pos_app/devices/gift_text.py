"""Gift text knows how a gift receipt is laid out in 42 columns: what was bought, and nothing of what it cost."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.receipt_rows import how_much, marks_rows
from pos_app.devices.text_layout import (
    INDENT,
    TextLine,
    centred,
    clean,
    heading_lines,
    pair,
    rule,
    wrapped,
)
from pos_app.domain.quantity import Quantity
from pos_app.domain.receipt import StoreHeading
from pos_app.domain.sale import CompletedSale

TITLE = "Gift receipt"
PROMISE = "Bring it back or exchange it with this paper."


def gift_lines(heading: StoreHeading, sale: CompletedSale, local_time: str) -> Iterator[TextLine]:
    """The paper line by line."""
    yield from heading_lines(heading)
    yield rule()
    yield centred(TITLE, strong=True)
    yield rule()
    for line in sale.lines:
        if not line.voided:
            yield from wrapped(clean(line.item.name))
            if line.quantity != Quantity.pieces(1):
                yield from wrapped(f"{INDENT}{how_much(line.quantity, line.marks)}")
            yield from marks_rows(line.marks)
    yield rule()
    yield from wrapped(PROMISE)
    yield from pair(f"Receipt {clean(sale.receipt_number)}", clean(local_time))
