"""Void sale knows the order in which a finished sale is undone: durable first, then the drawer, then the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import card_reversed
from pos_app.domain.ids import FactId, SaleId
from pos_app.domain.money_format import format_money
from pos_app.domain.operations.finished_sales import VOID_SALE
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.returns import RefundNotInDrawer
from pos_app.domain.sale import CompletedSale
from pos_app.domain.sale_return import Refund
from pos_app.domain.sale_void import (
    VoidedSale,
    VoidReason,
    check_voidable,
    paid_by,
    sale_voided,
    voided_stock,
    whole_refund,
)
from pos_app.domain.tender import TenderKind
from pos_app.domain.tender_sums import cash_of, without_tenders
from pos_app.domain.till import TillState
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.printing import Printing
from pos_app.usecases.returns.open_return import returnable_sale
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class SaleUndone:
    """A sale that is undone on disk, and what the devices had to say."""

    voided: VoidedSale
    printer_fault: Fault | None
    drawer_fault: Fault | None
    changes: Changes = Changes.TILL | Changes.STOCK | Changes.SENDING | Changes.PRINTER


class VoidSale:
    """Undo a sale of this register and of the open day, whole; it counts nowhere any more.

    Errors: NotAllowed, NeedsApproval, TillNotOpen, DayNotClosed, UnknownSale, SaleVoided, AllBroughtBack,
    SoldElsewhere, VoidTooLate, PartBroughtBack, PaidOtherwise, RefundNotInDrawer, DiskFull, StorageBroken. A fault of
    drawer or printer is in the result: the sale is undone.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        drawer: CashDrawer,
        printing: Printing,
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._drawer = drawer
        self._printing = printing

    def __call__(self, *, sale_id: SaleId, reason: VoidReason) -> SaleUndone:
        """Money that a stand-alone terminal took goes back there by hand; cash comes out of the drawer."""
        till = self._days.open_till()
        with self._store.write():
            # read within the step: what came back before is what is on disk now
            sale, refund = self._undoable(sale_id, till)
            operator = self._session.require(VOID_SALE, format_money(sale.to_pay))
            voided = self._write_down(sale, refund, reason, operator, till)
        pays_cash = voided.given_back(TenderKind.CASH).amount_minor > 0
        return SaleUndone(
            voided=voided,
            drawer_fault=self._open_drawer() if pays_cash else None,
            printer_fault=self._printing.print_waiting(),
        )

    def _undoable(self, sale_id: SaleId, till: TillState) -> tuple[CompletedSale, Refund]:
        returnable = returnable_sale(self._store, sale_id)
        is_own = self._store.sales.is_own(sale_id)
        check_voidable(returnable, till.business_date, is_own=is_own)
        sale = returnable.sale
        if cash_of(sale.tenders, sale.to_pay.currency) > till.expected:
            raise RefundNotInDrawer
        return sale, whole_refund(returnable)

    def _write_down(
        self,
        sale: CompletedSale,
        refund: Refund,
        reason: VoidReason,
        operator: Operator,
        till: TillState,
    ) -> VoidedSale:
        store = self._store
        number = store.journal.next_receipt_number(till.business_date)
        approver = self._session.approver_of(VOID_SALE)
        allowed_by = "" if approver is None else approver.number
        fact = store.journal.append(
            sale_voided(sale, refund, reason, number, allowed_by),
            operator=operator.number,
            business_date=till.business_date,
            stock_effects=voided_stock(refund),
        )
        for card_fact in self._card_facts(sale):
            # a gift card stops with the sale that paid it
            store.journal.append(
                card_reversed(card_fact), operator=operator.number, business_date=till.business_date
            )
        voided = VoidedSale(
            sale_id=sale.sale_id,
            sale_number=sale.receipt_number,
            receipt_number=number,
            business_date=till.business_date,
            operator_name=operator.name,
            completed_us=fact.time.wall_us,
            refund=refund,
            tenders=paid_by(sale.tenders),
            reason=reason,
            allowed_by=allowed_by,
        )
        store.sales.add_behind(voided, fact)
        store.tills.save(
            replace(
                till,
                cash_sales=till.cash_sales - cash_of(sale.tenders, sale.to_pay.currency),
                tenders=without_tenders(till.tenders, sale.tenders),
                sale_count=till.sale_count - 1,
                voided=(*till.voided, refund.total),
            )
        )
        store.print_queue.add(fact.fact_id, PrintKind.VOID)
        return voided

    def _card_facts(self, sale: CompletedSale) -> tuple[FactId, ...]:
        """What the sale did to the cards that were sold or loaded by it."""
        has_cards = any(line.item.is_card for line in sale.lines)
        return self._store.sales.card_facts(sale) if has_cards else ()

    def _open_drawer(self) -> Fault | None:
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None
