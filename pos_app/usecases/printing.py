"""Printing knows that paper comes after the fact, and that a printer's fault never undoes a sale."""

from __future__ import annotations

from pos_app.domain.facts import Fact
from pos_app.domain.ids import FactId, SaleId
from pos_app.domain.sale_reading import read_suspended
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintJob, PrintKind, Store
from pos_app.usecases.receipts import Receipts
from pos_app.usecases.staff import Staff


class Printing:
    """Prints what waits, oldest first; a job leaves the queue when the printer took it."""

    def __init__(
        self, store: Store, printer: ReceiptPrinter, receipts: Receipts, staff: Staff
    ) -> None:
        self._store = store
        self._printer = printer
        self.receipts = receipts
        self._staff = staff

    def print_waiting(self) -> Fault | None:
        """Print all that waits; stops at the first fault and gives it back, the rest waits on.

        A queue that cannot be written is such a fault too: the sale before it stands, its receipt may come twice.
        """
        try:
            for job in self._store.print_queue.waiting():
                self._print(job)
                with self._store.write():
                    self._store.print_queue.done(job.number)
        except Fault as fault:
            return fault
        return None

    def _print(self, job: PrintJob) -> None:
        if job.kind is PrintKind.SETTLEMENT:
            closed, name = self._told(job)
            self._printer.print_report(self.receipts.of_settlement(closed, name))
        elif job.kind is PrintKind.REFUND:
            self._printer.print_receipt(self.receipts.of_return(*self._told(job)))
        elif job.kind is PrintKind.VOID:
            self._printer.print_receipt(self.receipts.of_void(*self._told(job)))
        elif job.kind is PrintKind.CREDIT:
            issued = self._store.journal.fact(FactId(job.document))
            assert issued is not None, "a credit without its fact"
            self._printer.print_slip(self.receipts.of_credit(issued))
        elif job.kind is PrintKind.HELD:
            self._print_slip(FactId(job.document))
        else:
            sale = self._store.sales.by_id(SaleId(job.document))
            assert sale is not None, "a receipt without its sale"
            copy, gift = job.kind is PrintKind.COPY, job.kind is PrintKind.GIFT
            self._printer.print_receipt(self.receipts.of_sale(sale, copy=copy, gift=gift))

    def _told(self, job: PrintJob) -> tuple[Fact, str]:
        """The fact that a job tells of, and who did it."""
        fact = self._store.journal.fact(FactId(job.document))
        assert fact is not None, "a job without its fact"
        return fact, self._staff.name_of(fact.origin.operator)

    def _print_slip(self, fact_id: FactId) -> None:
        """A sale that was brought back before there was paper needs no slip any more."""
        fact = self._store.journal.fact(fact_id)
        assert fact is not None, "a slip without its fact"
        if not self._store.suspended.is_taken(fact_id, fact.origin.business_date):
            held = read_suspended(fact)
            name = self._staff.name_of(held.sale.operator)
            self._printer.print_slip(self.receipts.of_held(held, name))
