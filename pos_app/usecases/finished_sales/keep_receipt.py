"""Keep receipt knows how a receipt leaves as a file, and that it did is a fact as of each further copy."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import receipt_kept
from pos_app.domain.ids import SaleId
from pos_app.domain.operations.finished_sales import KEEP_RECEIPT
from pos_app.ports.changes import Changes
from pos_app.ports.devices import ReceiptFiles
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.finished_sales.known_sale import known_sale
from pos_app.usecases.receipts import Receipts
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """Where the file is."""

    place: str
    changes: Changes = Changes.SENDING


class KeepReceipt:
    """Write a sale's receipt as a file that can be sent on.

    Errors: NotAllowed, UnknownSale, SaleVoided, DiskFull, PrinterUnreachable.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        receipts: Receipts,
        files: ReceiptFiles,
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._receipts = receipts
        self._files = files

    def __call__(self, *, sale_id: SaleId) -> KeptReceipt:
        """sale_id: of any sale of the store that this register knows."""
        operator = self._session.require(KEEP_RECEIPT)
        sale = known_sale(self._store.sales, sale_id)
        with self._store.write():
            self._store.journal.append(
                receipt_kept(sale.receipt_number),
                operator=operator.number,
                business_date=self._days.current(),
            )
        return KeptReceipt(self._files.keep(self._receipts.of_sale(sale, copy=True)))
