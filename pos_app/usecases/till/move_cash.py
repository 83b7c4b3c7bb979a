"""Move cash knows that money beside a sale moves with a reason, and as a fact before the drawer opens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.cash_moves import CashMove
from pos_app.domain.fact_bodies import cash_moved
from pos_app.domain.ids import Workstation
from pos_app.domain.money import Money
from pos_app.domain.operations.day import (
    BORROW_FROM_TILL,
    CHANGE_ORDER,
    LEND_TO_TILL,
    PAID_IN,
    PAID_OUT,
    TENDER_LOAN,
    TENDER_PICKUP,
)
from pos_app.domain.refusals.payment import NotAnAmount, NotInDrawer, OwnRegister
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session

OPERATION_OF = {
    CashMove.PAID_IN: PAID_IN,
    CashMove.PAID_OUT: PAID_OUT,
    CashMove.PICKUP: TENDER_PICKUP,
    CashMove.LOAN: TENDER_LOAN,
    CashMove.LENT: LEND_TO_TILL,
    CashMove.BORROWED: BORROW_FROM_TILL,
    CashMove.CHANGE: CHANGE_ORDER,
}


@dataclass(frozen=True, slots=True)
class MovedCash:
    """The fact is written; the drawer itself may have failed."""

    move: CashMove
    amount: Money
    drawer_fault: Fault | None
    register: str = ""
    changes: Changes = Changes.TILL | Changes.SENDING


class MoveCash:
    """Put cash in or take it out; what another register lends or takes names that register.

    Errors: NotAllowed, TillNotOpen, DayNotClosed, NotAnAmount, NotInDrawer, OwnRegister.
    """

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        drawer: CashDrawer,
        workstation: Workstation,
    ) -> None:
        self._workstation = workstation
        self._store = store
        self._session = session
        self._days = days
        self._drawer = drawer

    def __call__(
        self, *, move: CashMove, amount: Money, reason: str, seal: str = "", register: str = ""
    ) -> MovedCash:
        """amount: more than nothing; reason: short words; seal: of a closed cash bag; register: the other one."""
        operator = self._session.require(OPERATION_OF[move])
        till = self._days.open_till()
        if amount.amount_minor <= 0:
            raise NotAnAmount(str(amount.amount_minor))
        if move.is_between_tills and register in ("", self._workstation):
            raise OwnRegister
        if not move.is_into_drawer and amount > till.expected:
            raise NotInDrawer
        with self._store.write():
            self._store.journal.append(
                cash_moved(move, amount, reason, seal, register),
                operator=operator.number,
                business_date=till.business_date,
            )
            self._store.tills.save(replace(till, moves=till.moves.with_one_more(move, amount)))
        try:
            self._drawer.open()
        except Fault as fault:
            return MovedCash(move, amount, fault, register)
        return MovedCash(move, amount, None, register)
