"""Open till knows how a counted float begins the drawer, and with it the business day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import day_opened, till_opened
from pos_app.domain.operations.day import OPEN_TILL
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.till import TillAlreadyOpen
from pos_app.domain.till import CashCount, TillState
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class OpenedTill:
    """The drawer with its float."""

    till: TillState
    changes: Changes = Changes.TILL | Changes.SENDING


class OpenTill:
    """Open the drawer with a float, and the day with it. Errors: NotAllowed, DayNotClosed, TillAlreadyOpen."""

    def __init__(self, store: Store, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._session = session
        self._days = days

    def __call__(self, *, count: CashCount) -> OpenedTill:
        """count: the float by denomination."""
        operator = self._session.require(OPEN_TILL)
        self._days.check_closed()
        with self._store.write():
            till = self._store.tills.current() or self._open_day(operator)
            if till.is_open:
                raise TillAlreadyOpen
            till = replace(till, float_=count.total, opened_by=operator.number)
            self._store.journal.append(
                till_opened(count), operator=operator.number, business_date=till.business_date
            )
            self._store.tills.save(till)
        return OpenedTill(till)

    def _open_day(self, operator: Operator) -> TillState:
        day = self._days.current()
        # What was taken and never claimed was listed when its day was closed, and is head office's to settle; what went
        # back waits for its return to be written, and what was taken for an order for its handover.
        doubtful = tuple(
            one
            for one in self._store.payments.open()
            if one.is_in_doubt or one.back is not None or one.order
        )
        self._store.journal.append(
            day_opened(day, doubtful), operator=operator.number, business_date=day
        )
        self._store.tills.open_day(day)
        till = self._store.tills.current()
        assert till is not None, "the day was opened just now"
        return till
