"""Open drawer knows that a drawer opened without a sale leaves a fact with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.fact_bodies import drawer_opened
from pos_app.domain.operations.day import OPEN_DRAWER
from pos_app.ports.changes import Changes
from pos_app.ports.devices import CashDrawer
from pos_app.ports.faults import Fault
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class OpenedDrawer:
    """The fact is written; the drawer itself may have failed."""

    drawer_fault: Fault | None
    changes: Changes = Changes.TILL | Changes.SENDING


class OpenDrawer:
    """Open the drawer for a reason. Errors: NotAllowed, TillNotOpen, DayNotClosed."""

    def __init__(
        self, store: Store, session: Session, days: BusinessDays, drawer: CashDrawer
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._drawer = drawer

    def __call__(self, *, reason: str) -> OpenedDrawer:
        """reason: a short word such as "change"."""
        operator = self._session.require(OPEN_DRAWER)
        till = self._days.open_till()
        with self._store.write():
            self._store.journal.append(
                drawer_opened(reason),
                operator=operator.number,
                business_date=till.business_date,
            )
            self._store.tills.save(replace(till, drawer_opened_count=till.drawer_opened_count + 1))
        try:
            self._drawer.open()
        except Fault as fault:
            return OpenedDrawer(fault)
        return OpenedDrawer(None)
