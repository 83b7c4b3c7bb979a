"""Pay cash knows the order of a cash sale: durable first, then the drawer, then the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import sale_completed, stock_effects
from pos_app.domain.facts import Fact
from pos_app.domain.money import Money
from pos_app.domain.operations import PAY_CASH
from pos_app.domain.operator import Operator
from pos_app.domain.sale import CompletedSale, RetailTransaction
from pos_app.domain.tender import TenderLine, pay_cash
from pos_app.domain.till import TillState
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class PaidSale:
    """A sale that is on disk, the change to give, and what the devices had to say."""

    sale: CompletedSale
    change: Money
    printer_fault: Fault | None
    drawer_fault: Fault | None
    changes: Changes = (
        Changes.BASKET | Changes.TILL | Changes.STOCK | Changes.SENDING | Changes.PRINTER
    )


class PayCash:
    """Take cash for the whole basket; no drawer opens and nothing prints before the sale is durable.

    Errors: NothingToPay, TillNotOpen, DayNotClosed, AmountTooSmall, AmountTooLarge, BasketIsOthers, NotAllowed,
    DiskFull, StorageBroken. A fault of drawer or printer is in the result: the sale stands.
    """

    def __init__(
        self,
        store: Store,
        basket: OpenBasket,
        session: Session,
        days: BusinessDays,
        drawer: CashDrawer,
        printing: Printing,
    ) -> None:
        self._store = store
        self._basket = basket
        self._session = session
        self._days = days
        self._drawer = drawer
        self._printing = printing

    def __call__(self, *, given: Money) -> PaidSale:
        """given: what the buyer handed over."""
        operator = self._session.require(PAY_CASH)
        till = self._days.open_till()
        with self._store.write():
            sale = self._basket.to_finish(PAY_CASH)
            sale.check_payable()
            tender = pay_cash(sale.to_pay, given)
            completed = self._complete(sale, tender, operator, till)
        return PaidSale(
            sale=completed,
            change=tender.change,
            drawer_fault=self._open_drawer(),
            printer_fault=self._printing.print_waiting(),
        )

    def _complete(
        self, sale: RetailTransaction, tender: TenderLine, operator: Operator, till: TillState
    ) -> CompletedSale:
        store = self._store
        number = store.journal.next_receipt_number(till.business_date)
        fact = store.journal.append(
            sale_completed(sale, (tender,), number),
            operator=operator.number,
            business_date=till.business_date,
            stock_effects=stock_effects(sale),
        )
        completed = _completed(sale, tender, operator, number, fact)
        store.sales.add(completed, fact)
        store.tills.save(
            replace(
                till, cash_sales=till.cash_sales + tender.amount, sale_count=till.sale_count + 1
            )
        )
        store.print_queue.add(completed.sale_id, PrintKind.RECEIPT)
        store.baskets.clear()
        return completed

    def _open_drawer(self) -> Fault | None:
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None


def _completed(
    sale: RetailTransaction, tender: TenderLine, operator: Operator, number: str, fact: Fact
) -> CompletedSale:
    return CompletedSale(
        sale_id=sale.sale_id,
        receipt_number=number,
        business_date=fact.origin.business_date,
        operator_name=operator.name,
        completed_us=fact.time.wall_us,
        lines=sale.lines,
        taxes=sale.taxes,
        tenders=(tender,),
        to_pay=sale.to_pay,
    )
