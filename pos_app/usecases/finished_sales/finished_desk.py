"""Finished desk knows the verbs of a sale that is paid, as one part of a register."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.devices import CashDrawer, ReceiptFiles
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.finished_sales.keep_receipt import KeepReceipt
from pos_app.usecases.finished_sales.print_gift_receipt import PrintGiftReceipt
from pos_app.usecases.finished_sales.read_finished import ReadFinished
from pos_app.usecases.finished_sales.void_sale import VoidSale
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class FinishedDesk:
    """Every verb of a finished sale but its return; the sale itself never changes."""

    read_finished: ReadFinished
    print_gift_receipt: PrintGiftReceipt
    void_sale: VoidSale
    keep_receipt: KeepReceipt


def make_finished_desk(
    store: Store,
    session: Session,
    days: BusinessDays,
    drawer: CashDrawer,
    printing: Printing,
    files: ReceiptFiles,
) -> FinishedDesk:
    """The verbs around the session of a register."""
    return FinishedDesk(
        read_finished=ReadFinished(store, session, days),
        print_gift_receipt=PrintGiftReceipt(store, session, days, printing),
        void_sale=VoidSale(store, session, days, drawer, printing),
        keep_receipt=KeepReceipt(store, session, days, printing.receipts, files),
    )
