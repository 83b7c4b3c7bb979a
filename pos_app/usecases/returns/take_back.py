"""Take back knows the order of a return without a terminal: durable first, then the drawer, then the paper."""

from __future__ import annotations

from collections.abc import Mapping

from pos_app.domain.ids import LineNumber, SaleId
from pos_app.domain.operations.returns import RETURN_WITH_RECEIPT
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.returns import CardOutOfReach
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.returns.open_return import operation_of, returnable_sale
from pos_app.usecases.returns.refund_plan import PlannedRefund
from pos_app.usecases.returns.return_rules import ReturnRules
from pos_app.usecases.returns.return_writing import ReturnWriting, TakenBack


class TakeBack:
    """Take goods back; no drawer opens and nothing prints before the return is durable.

    Errors: NotAllowed, TillNotOpen, DayNotClosed, UnknownSale, AllBroughtBack, NothingToReturn, MoreThanBought,
    RefundNotInDrawer, CardOutOfReach for what a terminal has to give, NeedsApproval when it comes too late, should not,
    or goes back in cash though it was paid otherwise, DiskFull, StorageBroken. A fault of drawer or printer is in the
    result: the return stands.
    """

    def __init__(
        self, store: Store, days: BusinessDays, rules: ReturnRules, writing: ReturnWriting
    ) -> None:
        self._store = store
        self._days = days
        self._rules = rules
        self._writing = writing

    def __call__(
        self,
        *,
        sale_id: SaleId,
        parts: Mapping[LineNumber, int],
        reason: ReturnReason,
        condition: ReturnCondition,
        way: RefundWay = RefundWay.SAME,
    ) -> TakenBack:
        """parts: what comes back, in thousandths by line of the sale; way: of all that has not gone back yet."""
        self._rules.session.require(RETURN_WITH_RECEIPT)
        till = self._days.open_till()
        with self._store.write():
            # read within the step: what came back before is what is on disk now
            returnable = returnable_sale(
                self._store, sale_id, cash_unit_minor=self._rules.cash_unit_minor
            )
            operator = self._rules.session.require(operation_of(returnable.sale))
            plan = PlannedRefund.of(self._rules, returnable, parts, reason, condition, way)
            for tender in plan.ways:
                if tender.asks_terminal:
                    raise CardOutOfReach(tender.amount)
            plan.check_drawer(till)
            tenders = (*returnable.begun, *plan.ways)
            returned = self._writing.write_down(
                returnable, plan.refund, tenders, plan.draft, operator, till
            )
        return self._writing.see_off(returned)
