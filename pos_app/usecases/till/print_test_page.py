"""Print test page knows how a person finds out whether the receipt printer works."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.changes import Changes
from pos_app.ports.clock import Clock
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.faults import Fault
from pos_app.usecases.receipts import Receipts


@dataclass(frozen=True, slots=True)
class PrintedTestPage:
    """What the printer had to say; PrinterBusy while it is still at it."""

    printer_fault: Fault | None
    changes: Changes = Changes.PRINTER


class PrintTestPage:
    """Print a page that is no receipt; it is never kept waiting for a printer that is away."""

    def __init__(self, receipts: Receipts, printer: ReceiptPrinter, clock: Clock) -> None:
        self._receipts = receipts
        self._printer = printer
        self._clock = clock

    def __call__(self) -> PrintedTestPage:
        """One page."""
        try:
            self._printer.print_test(self._receipts.of_test(self._clock.read()))
        except Fault as fault:
            return PrintedTestPage(fault)
        return PrintedTestPage(None)
