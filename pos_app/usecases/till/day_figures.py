"""Day figures knows the X report: read any time, printed as often as one likes, and never a fact."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.operations.day import PRINT_FIGURES
from pos_app.domain.refusals.till import TillNotOpen
from pos_app.domain.till import DayFigures, figures_of
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Clock
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.receipts import Receipts
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class DayFiguresRead:
    """The figures of the open day; None while there is none."""

    figures: DayFigures | None
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """The page came out, or the printer said why not."""

    printer_fault: Fault | None
    changes: Changes = Changes.PRINTER


class ReadFigures:
    """Look at the figures so far; changes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self) -> DayFiguresRead:
        """As they are on disk; what should be in the drawer is not among them."""
        till = self._store.tills.current()
        if till is None:
            return DayFiguresRead(None)
        voided = self._store.sales.voided_line_count(till.business_date)
        return DayFiguresRead(figures_of(till, voided))


class PrintFigures:
    """Print the X report; it is never kept waiting for a printer that is away. Errors: NotAllowed, TillNotOpen."""

    def __init__(
        self,
        read: ReadFigures,
        session: Session,
        receipts: Receipts,
        printer: ReceiptPrinter,
        clock: Clock,
    ) -> None:
        self._read = read
        self._session = session
        self._receipts = receipts
        self._printer = printer
        self._clock = clock

    def __call__(self) -> PrintedFigures:
        """One page."""
        operator = self._session.require(PRINT_FIGURES)
        figures = self._read().figures
        if figures is None:
            raise TillNotOpen
        report = self._receipts.of_figures(figures, operator.name, self._clock.read())
        try:
            self._printer.print_report(report)
        except Fault as fault:
            return PrintedFigures(fault)
        return PrintedFigures(None)
