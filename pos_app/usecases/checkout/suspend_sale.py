"""Suspend sale knows how a basket is put aside for the next customer: as one fact that holds all of it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import sale_suspended
from pos_app.domain.money import Money
from pos_app.domain.operations.basket import SUSPEND_SALE
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.suspended_sales import held_count_of
from pos_app.usecases.printing import Printing


@dataclass(frozen=True, slots=True)
class PutAside:
    """What was put aside, how many sales are held now, and what the printer said of the slip."""

    piece_count: int
    to_pay: Money
    held_count: int
    printer_fault: Fault | None
    changes: Changes = Changes.BASKET | Changes.SENDING | Changes.PRINTER


class SuspendSale:
    """Put the own basket aside; it is held until its business day is closed, and its slip is printed.

    Errors: NothingToPay when no line counts, BasketIsOthers, NotAllowed, DayNotClosed, TillNotOpen, PaymentRuns,
    PartPaid.
    """

    def __init__(
        self, store: Store, basket: OpenBasket, days: BusinessDays, printing: Printing
    ) -> None:
        self._store = store
        self._basket = basket
        self._days = days
        self._printing = printing

    def __call__(self) -> PutAside:
        """Afterwards no basket is open."""
        store = self._store
        with store.write():
            sale = self._basket.to_finish(SUSPEND_SALE)
            sale.check_payable()
            self._basket.check_unpaid(sale)
            day = self._days.open_till().business_date
            fact = store.journal.append(
                sale_suspended(sale), operator=sale.operator, business_date=day
            )
            store.print_queue.add(fact.fact_id, PrintKind.HELD)
            store.baskets.clear()
        held = held_count_of(store)
        return PutAside(sale.piece_count, sale.to_pay, held, self._printing.print_waiting())
