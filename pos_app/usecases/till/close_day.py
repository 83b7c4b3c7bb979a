"""Close day knows how a drawer is settled and its business day ends, with its own date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import day_closed, suspended_sale_cancelled, till_settled
from pos_app.domain.foreign_notes import count_foreign, with_counts
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operations.day import CLOSE_DAY
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.basket import BasketNotEmpty
from pos_app.domain.refusals.people import SamePerson
from pos_app.domain.refusals.till import TillNotOpen
from pos_app.domain.till import CashCount, Settlement, figures_of, left_behind
from pos_app.ports.changes import Changes
from pos_app.ports.faults import Fault
from pos_app.ports.journal import PrintKind, Store
from pos_app.usecases.pin_gate import PinGate
from pos_app.usecases.printing import Printing
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Approver:
    """A second person with their PIN."""

    number: OperatorNumber
    pin: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """What the count found, and whether its report is on paper or waits."""

    settlement: Settlement
    printer_fault: Fault | None
    changes: Changes = Changes.TILL | Changes.SENDING | Changes.PRINTER


class CloseDay:
    """Settle the drawer, end the day and print its report; what is not sent yet never blocks.

    Sales that are still held end with their day: each is cancelled by a fact, and counts as cancelled in the report.

    Errors: NotAllowed, TillNotOpen when no day is open, BasketNotEmpty, SamePerson when the difference needs a second
    person and none, or the same, approved; WrongPin and LockedOut of the approver.
    """

    def __init__(self, store: Store, session: Session, gate: PinGate, printing: Printing) -> None:
        self._store = store
        self._session = session
        self._gate = gate
        self._printing = printing

    def __call__(self, *, count: CashCount, approver: Approver | None = None) -> ClosedDay:
        """count: the drawer by denomination, counted without knowing what should be in it."""
        operator = self._session.require(CLOSE_DAY)
        settlement = self._settlement(count)
        if settlement.needs_second_person:
            self._check_approval(operator, approver)
        self._close(operator, count, settlement)
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

    def _check_approval(self, operator: Operator, approver: Approver | None) -> None:
        if approver is None or approver.number == operator.number:
            raise SamePerson
        CLOSE_DAY.check(self._gate.check(approver.number, approver.pin))

    def _close(self, operator: Operator, count: CashCount, settlement: Settlement) -> None:
        store, day = self._store, settlement.business_date
        with store.write():
            for held in store.suspended.of_day(day):
                store.journal.append(
                    suspended_sale_cancelled(held), operator=operator.number, business_date=day
                )
            settled = with_counts(till_settled(count, settlement.expected), settlement.foreign)
            store.journal.append(settled, operator=operator.number, business_date=day)
            closed = store.journal.append(
                with_counts(day_closed(settlement), settlement.foreign),
                operator=operator.number,
                business_date=day,
            )
            store.print_queue.add(closed.fact_id, PrintKind.SETTLEMENT)
            store.tills.close_day()
