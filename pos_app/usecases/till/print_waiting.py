"""Print waiting knows how receipts that a dead printer has kept waiting come out later."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session
from pos_app.usecases.till.drop_waiting import DropWaiting


@dataclass(frozen=True, slots=True)
class PrintedWaiting:
    """How many came out, how many still wait, and why."""

    printed_count: int
    waiting_count: int
    printer_fault: Fault | None
    changes: Changes = Changes.PRINTER


class PrintWaiting:
    """Try the print queue again, nothing to print is no error; or `drop` what nobody needs any more."""

    def __init__(self, store: Store, printing: Printing, session: Session) -> None:
        self.drop = DropWaiting(store, session)
        self._store = store
        self._printing = printing

    def __call__(self) -> PrintedWaiting:
        """Oldest first, until the printer fails."""
        before = len(self._store.print_queue.waiting())
        fault = self._printing.print_waiting()
        after = len(self._store.print_queue.waiting())
        return PrintedWaiting(before - after, after, fault)
