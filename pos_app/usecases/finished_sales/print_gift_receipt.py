"""Print gift receipt knows that a paper without prices is a fact, and bears a code of its own."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import gift_receipt_printed
from pos_app.domain.ids import SaleId
from pos_app.domain.operations.finished_sales import PRINT_GIFT_RECEIPT
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.finished_sales.known_sale import known_sale
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class PrintedGiftReceipt:
    """It came out, or waits for the printer."""

    printer_fault: Fault | None
    changes: Changes = Changes.PRINTER | Changes.SENDING


class PrintGiftReceipt:
    """Print the goods of a sale without their prices. Errors: NotAllowed, UnknownSale, SaleVoided."""

    def __init__(
        self, store: Store, session: Session, days: BusinessDays, printing: Printing
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._printing = printing

    def __call__(self, *, sale_id: SaleId) -> PrintedGiftReceipt:
        """sale_id: of any sale of the store that this register knows."""
        operator = self._session.require(PRINT_GIFT_RECEIPT)
        sale = known_sale(self._store.sales, sale_id)
        with self._store.write():
            self._store.journal.append(
                gift_receipt_printed(sale.receipt_number),
                operator=operator.number,
                business_date=self._days.current(),
            )
            self._store.print_queue.add(sale.sale_id, PrintKind.GIFT)
        return PrintedGiftReceipt(self._printing.print_waiting())
