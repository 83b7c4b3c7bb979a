"""Take back knows the order of a return: durable first, then the drawer, then the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import returned_stock, sale_returned
from pos_app.domain.ids import LineNumber, SaleId
from pos_app.domain.operations import RETURN_WITH_RECEIPT
from pos_app.domain.operator import Operator
from pos_app.domain.refusals import RefundNotInDrawer
from pos_app.domain.sale_return import (
    CompletedReturn,
    Refund,
    ReturnableSale,
    ReturnCondition,
    ReturnReason,
)
from pos_app.domain.till import TillState
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.printing import Printing
from pos_app.usecases.returns.open_return import returnable_sale
from pos_app.usecases.returns.return_rules import ReturnRules


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A return that is on disk, and what the devices had to say."""

    returned: CompletedReturn
    printer_fault: Fault | None
    drawer_fault: Fault | None
    changes: Changes = Changes.TILL | Changes.STOCK | Changes.SENDING | Changes.PRINTER


class TakeBack:
    """Take goods back for cash; no drawer opens and nothing prints before the return is durable.

    Errors: NotAllowed, TillNotOpen, DayNotClosed, UnknownSale, AllBroughtBack, NothingToReturn, MoreThanBought,
    RefundNotInDrawer, NeedsApproval when it comes too late or should not, DiskFull, StorageBroken. A fault of drawer
    or printer is in the result: the return stands.
    """

    def __init__(
        self,
        store: Store,
        days: BusinessDays,
        drawer: CashDrawer,
        printing: Printing,
        rules: ReturnRules,
    ) -> None:
        self._store = store
        self._days = days
        self._drawer = drawer
        self._printing = printing
        self._rules = rules

    def __call__(
        self,
        *,
        sale_id: SaleId,
        parts: Mapping[LineNumber, int],
        reason: ReturnReason,
        condition: ReturnCondition,
    ) -> TakenBack:
        """parts: what comes back, in thousandths by line of the sale."""
        operator = self._rules.session.require(RETURN_WITH_RECEIPT)
        till = self._days.open_till()
        with self._store.write():
            # read within the step: what came back before is what is on disk now
            returnable = returnable_sale(self._store.sales, sale_id)
            refund = returnable.refund(parts)
            if refund.total > till.expected:
                raise RefundNotInDrawer
            allowed_by = self._rules.allow(returnable.sale, parts, reason)
            why = (reason, condition, allowed_by)
            returned = self._complete(returnable, refund, why, operator, till)
        return TakenBack(
            returned=returned,
            drawer_fault=self._open_drawer(),
            printer_fault=self._printing.print_waiting(),
        )

    def _complete(
        self,
        returnable: ReturnableSale,
        refund: Refund,
        why: tuple[ReturnReason, ReturnCondition, str],
        operator: Operator,
        till: TillState,
    ) -> CompletedReturn:
        store, sale = self._store, returnable.sale
        number = store.journal.next_receipt_number(till.business_date)
        reason, condition, allowed_by = why
        fact = store.journal.append(
            sale_returned(sale, refund, reason, condition, number, allowed_by),
            operator=operator.number,
            business_date=till.business_date,
            stock_effects=returned_stock(refund, condition),
        )
        returned = CompletedReturn(
            sale_id=sale.sale_id,
            sale_number=sale.receipt_number,
            receipt_number=number,
            business_date=till.business_date,
            operator_name=operator.name,
            completed_us=fact.time.wall_us,
            refund=refund,
            reason=reason,
            condition=condition,
        )
        store.sales.add_return(returned, fact)
        store.tills.save(
            replace(till, refunds=till.refunds + refund.total, return_count=till.return_count + 1)
        )
        store.print_queue.add(fact.fact_id, PrintKind.REFUND)
        return returned

    def _open_drawer(self) -> Fault | None:
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None
