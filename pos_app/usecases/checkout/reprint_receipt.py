"""Reprint receipt knows that a second paper is a fact and says on itself that it is a copy."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pos_app.domain.fact_bodies import receipt_reprinted
from pos_app.domain.ids import SaleId
from pos_app.domain.operations.day import REPRINT_RECEIPT
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.sale import CompletedSale
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class ReprintedReceipt:
    """The sale whose copy came out, or waits for the printer."""

    sale: CompletedSale
    printer_fault: Fault | None
    changes: Changes = Changes.PRINTER | Changes.SENDING


class ReprintReceipt:
    """Print a receipt of this register again. Errors: NotAllowed, WrongCodeHere when there is no such sale."""

    def __init__(
        self, store: Store, session: Session, days: BusinessDays, printing: Printing
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._printing = printing

    def __call__(self, *, sale_id: UUID | None = None) -> ReprintedReceipt:
        """sale_id: the newest sale when none is named."""
        operator = self._session.require(REPRINT_RECEIPT)
        sales = self._store.sales
        sale = sales.last() if sale_id is None else sales.by_id(SaleId(sale_id))
        if sale is None:
            raise WrongCodeHere("" if sale_id is None else sale_id.hex)
        with self._store.write():
            self._store.journal.append(
                receipt_reprinted(sale.receipt_number),
                operator=operator.number,
                business_date=self._days.current(),
            )
            self._store.print_queue.add(sale.sale_id, PrintKind.COPY)
        return ReprintedReceipt(sale, self._printing.print_waiting())
