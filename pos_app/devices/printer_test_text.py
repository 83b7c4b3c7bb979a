"""Printer test text knows what a printer prints to show that its paper, its letters and its cutter work."""

from __future__ import annotations

from collections.abc import Iterator

from pos_app.devices.text_layout import COLUMNS, TextLine, centred, clean, heading_lines, pair, rule
from pos_app.domain.receipt import PrinterTest

TITLE = "Printer test"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGNS = "0123456789 £ € é ü × −"


def printer_test_lines(page: PrinterTest) -> tuple[TextLine, ...]:
    """The page line by line; its ruler is as wide as the paper."""
    return tuple(_page(page))


def _page(page: PrinterTest) -> Iterator[TextLine]:
    yield from heading_lines(page.heading)
    yield rule()
    yield centred(TITLE, strong=True)
    yield from pair(f"Register {clean(page.workstation)}", clean(page.local_time))
    yield rule()
    yield TextLine(_LETTERS)
    yield TextLine(_LETTERS.lower())
    yield TextLine(_SIGNS)
    yield TextLine("".join(str(column % 10) for column in range(1, COLUMNS + 1)))
    yield centred("Not a receipt")
