"""Held slip text knows what stands on the slip of a held sale above its square code."""

from __future__ import annotations

from collections.abc import Iterator

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
from pos_app.domain.receipt import HeldSlipDocument

TITLE = "Held sale"


def held_slip_lines(slip: HeldSlipDocument) -> tuple[TextLine, ...]:
    """The slip line by line."""
    return tuple(_slip(slip))


def _slip(slip: HeldSlipDocument) -> Iterator[TextLine]:
    yield from heading_lines(slip.heading)
    yield rule()
    yield centred(TITLE, strong=True)
    yield from pair(f"{slip.piece_count} pieces", format_money(slip.to_pay), strong=True)
    yield from pair(f"Register {clean(slip.workstation)}", clean(slip.local_time))
    yield from wrapped(f"Held by {first_name(slip.operator_name)}")
    yield rule()
    if slip.code:
        yield from wrapped("Scan this slip at any register of the store to go on with it today.")
    else:
        yield from wrapped(f"Bring it back at register {clean(slip.workstation)} today.")
    yield centred("Not a receipt")
