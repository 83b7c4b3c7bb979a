"""Close day knows how a drawer is settled and its business day ends, with its own date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import day_closed, suspended_sale_cancelled, till_settled
from pos_app.domain.facts import FactDraft
from pos_app.domain.far_off import (
    COUNTS_ALONE,
    DIFFERENCE_MAX,
    differences_words,
    is_far_off,
    with_counts_before,
)
from pos_app.domain.foreign_notes import count_foreign, with_counts
from pos_app.domain.operations.day import CLOSE_DAY, SETTLE_DIFFERENCE
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.basket import BasketNotEmpty
from pos_app.domain.refusals.till import CountAgain, TillNotOpen
from pos_app.domain.till import CashCount, Settlement, figures_of, left_behind
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """What the count found, and whether its report is on paper or waits."""

    settlement: Settlement
    printer_fault: Fault | None
    changes: Changes = Changes.TILL | Changes.SENDING | Changes.PRINTER


class CloseDay:
    """Settle the drawer, end the day and print its report; what is not sent yet never blocks.

    Sales that are still held end with their day: each is cancelled by a fact, and counts as cancelled in the report.

    A drawer that is far off is counted once more, then a manager has to allow it, whatever is counted afterwards; each
    count is in the fact.

    Errors: NotAllowed, TillNotOpen when no day is open, BasketNotEmpty, CountAgain, NeedsApproval.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        configuration: StoreConfiguration,
        printing: Printing,
    ) -> None:
        self._store = store
        self._session = session
        self._configuration = configuration
        self._printing = printing
        self._far_off: list[Settlement] = []

    def __call__(self, *, count: CashCount) -> ClosedDay:
        """count: the drawer by denomination, counted without knowing what should be in it."""
        operator = self._session.require(CLOSE_DAY)
        settlement = self._settlement(count)
        self._check_difference(settlement)
        self._close(operator, count, settlement)
        self._far_off.clear()
        self._session.unclosed_day = None
        return ClosedDay(settlement, self._printing.print_waiting())

    def _settlement(self, count: CashCount) -> Settlement:
        till = self._store.tills.current()
        if till is None:
            raise TillNotOpen
        sale = self._store.baskets.load()
        if sale is not None and sale.lines:
            raise BasketNotEmpty(sale.piece_count)
        held = self._store.suspended.of_day(till.business_date)
        till = replace(till, cancelled_count=till.cancelled_count + len(held))
        voided = self._store.sales.voided_line_count(till.business_date)
        return Settlement(
            figures_of(till, voided),
            counted=count.total,
            expected=till.expected,
            open_payments=left_behind(self._store.payments.open()),
            foreign=count_foreign(count.foreign, till.foreign),
        )

    def _check_difference(self, settlement: Settlement) -> None:
        if self._session.approver_of(SETTLE_DIFFERENCE) is not None:
            return
        most = self._configuration.text(DIFFERENCE_MAX)
        if not is_far_off(settlement, most) and len(self._far_off) < COUNTS_ALONE:
            return
        self._far_off.append(settlement)
        if len(self._far_off) < COUNTS_ALONE:
            raise CountAgain
        self._session.require(SETTLE_DIFFERENCE, differences_words(self._far_off))

    def _settled(self, count: CashCount, settlement: Settlement) -> FactDraft:
        counts = self._far_off
        if counts and counts[-1] != settlement:
            counts = [*counts, settlement]
        settled = with_counts(till_settled(count, settlement.expected), settlement.foreign)
        return with_counts_before(settled, counts, self._session.approver_of(SETTLE_DIFFERENCE))

    def _close(self, operator: Operator, count: CashCount, settlement: Settlement) -> None:
        store, day = self._store, settlement.business_date
        with store.write():
            for held in store.suspended.of_day(day):
                store.journal.append(
                    suspended_sale_cancelled(held), operator=operator.number, business_date=day
                )
            store.journal.append(
                self._settled(count, settlement), operator=operator.number, business_date=day
            )
            closed = store.journal.append(
                with_counts(day_closed(settlement), settlement.foreign),
                operator=operator.number,
                business_date=day,
            )
            store.print_queue.add(closed.fact_id, PrintKind.SETTLEMENT)
            store.tills.close_day()
