"""Stock facts knows how a fact of the stock room is written: durable before anybody hears of it, with its effect."""

from __future__ import annotations

from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import BusinessDate
from pos_app.domain.operation import Operation
from pos_app.domain.stock_effects import effects_of
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session

CHANGED = Changes.STOCK | Changes.SENDING


class StockFacts:
    """Appends facts of the person who is signed on. Errors: NeedsApproval, NotAllowed."""

    def __init__(self, store: Store, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._session = session
        self._days = days

    def check(self, operation: Operation, what: str = "") -> None:
        """what: what is asked for, in words of the store. Errors: NeedsApproval, NotAllowed."""
        self._session.require(operation, what)

    def business_date(self) -> BusinessDate:
        """The day that the next fact bears."""
        return self._days.current()

    def now_us(self) -> int:
        """The store's time, microseconds UTC."""
        return int(self._days.local_now().timestamp()) * 1_000_000

    def append(self, operation: Operation, draft: FactDraft, what: str = "") -> Changes:
        """On disk when this ends, with what it does to the figure of its item."""
        operator = self._session.require(operation, what)
        with self._store.write():
            self._store.journal.append(
                draft,
                operator=operator.number,
                business_date=self._days.current(),
                stock_effects=effects_of(draft.kind, draft.body),
            )
        return CHANGED
