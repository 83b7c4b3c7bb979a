"""Return writing knows how goods that came back become a fact, the day's figures and paper, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.loyalty import points_of_return, with_points
from pos_app.domain.refund_tenders import RefundTender
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.return_facts import returned_stock, sale_returned
from pos_app.domain.sale_return import (
    CompletedReturn,
    Refund,
    ReturnableSale,
    ReturnCondition,
    ReturnReason,
)
from pos_app.domain.tender_sums import cash_of, with_tenders
from pos_app.domain.till import TillState
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.checkout.completing import Seller
from pos_app.usecases.printing import Printing
from pos_app.usecases.returns.store_credits import StoreCredits

RETURN_CHANGES = Changes.TILL | Changes.STOCK | Changes.SENDING | Changes.PRINTER


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A return that is on disk, and what the devices had to say; drawer_opened: cash goes back out of it."""

    returned: CompletedReturn
    printer_fault: Fault | None
    drawer_fault: Fault | None
    drawer_opened: bool
    changes: Changes = RETURN_CHANGES


class ReturnWriting:
    """Durable first, then the drawer, then the paper: `write_down` in the open transaction, `see_off` after it."""

    def __init__(
        self, store: Store, drawer: CashDrawer, printing: Printing, credits: StoreCredits
    ) -> None:
        self._store = store
        self._drawer = drawer
        self._printing = printing
        self._credits = credits

    def write_down(
        self,
        returnable: ReturnableSale,
        refund: Refund,
        tenders: tuple[RefundTender, ...],
        draft: ReturnDraft,
        by: Seller,
        till: TillState,
    ) -> CompletedReturn:
        """The fact of a return whose ways back add up to its refund, and all that follows. Errors: NoCardsHere."""
        store, sale = self._store, returnable.sale
        number = store.journal.next_receipt_number(till.business_date)
        condition = ReturnCondition(draft.condition)
        points = points_of_return(sale, returnable.given, tenders)
        fact = store.journal.append(
            with_points(sale_returned(sale, refund, tenders, draft, number), points),
            operator=by.number,
            business_date=till.business_date,
            stock_effects=returned_stock(refund, condition),
        )
        returned = CompletedReturn(
            sale_id=sale.sale_id,
            sale_number=sale.receipt_number,
            receipt_number=number,
            business_date=till.business_date,
            operator_name=by.name,
            completed_us=fact.time.wall_us,
            refund=refund,
            reason=ReturnReason(draft.reason),
            condition=condition,
            tenders=tenders,
            is_gift=draft.is_gift,
            points=points,
        )
        store.sales.add_behind(returned, fact)
        store.tills.save(
            replace(
                till,
                refunds=till.refunds + cash_of(tenders, refund.total.currency),
                refund_tenders=with_tenders(till.refund_tenders, tenders),
                return_count=till.return_count + 1,
            )
        )
        store.print_queue.add(fact.fact_id, PrintKind.REFUND)
        for tender in tenders:
            if tender.is_new_credit:
                credit = store.journal.append(
                    self._credits.draft(tender.amount),
                    operator=by.number,
                    business_date=till.business_date,
                )
                store.print_queue.add(credit.fact_id, PrintKind.CREDIT)
        return returned

    def see_off(self, returned: CompletedReturn) -> TakenBack:
        """Open the drawer where cash goes back, and print; a fault of either is in the result."""
        opens = any(tender.kind.rule.opens_drawer for tender in returned.tenders)
        return TakenBack(
            returned=returned,
            drawer_fault=self._open_drawer() if opens else None,
            printer_fault=self._printing.print_waiting(),
            drawer_opened=opens,
        )

    def _open_drawer(self) -> Fault | None:
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None
