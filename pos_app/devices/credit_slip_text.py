"""Credit slip text knows what stands on the slip of a store credit above its bars."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.text_layout import TextLine, centred, clean, heading_lines, pair, rule, wrapped
from pos_app.domain.money_format import format_money
from pos_app.domain.receipt import CreditSlipDocument

TITLE = "Store credit"
_GROUP = 4


def credit_slip_lines(slip: CreditSlipDocument) -> tuple[TextLine, ...]:
    """The slip line by line; the number stands in groups that a person can type."""
    return tuple(_slip(slip))


def _slip(slip: CreditSlipDocument) -> Iterator[TextLine]:
    yield from heading_lines(slip.heading)
    yield rule()
    yield centred(TITLE, strong=True)
    yield from pair("Worth", format_money(slip.amount), strong=True)
    number = clean(slip.number)
    groups = (number[at : at + _GROUP] for at in range(0, len(number), _GROUP))
    yield centred(" ".join(groups))
    yield rule()
    yield from wrapped("Pay with this slip in any of our shops. Keep it: it is like cash.")
    yield from wrapped(f"Given {clean(slip.local_time)}")
