"""Pick facts knows how a fact of picking is written: durable before the picker hears of it, in their own name."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.facts import FactDraft
from pos_app.domain.operation import Operation
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Clock
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session

PICKED = Changes.ORDERS | Changes.SENDING


class PickFacts:
    """Appends facts of the person who is signed on. Errors: NotAllowed."""

    def __init__(self, store: Store, session: Session, days: BusinessDays, clock: Clock) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._clock = clock

    def check(self, operation: Operation) -> str:
        """The number of who works here. Errors: NotAllowed."""
        return self._session.require(operation).number

    def append(
        self,
        operation: Operation,
        drafts: Sequence[FactDraft],
        stock_effects: tuple[tuple[int, int], ...] = (),
    ) -> Changes:
        """All of them or none is on disk when this ends; effects on stock are those of the first one."""
        operator = self._session.require(operation)
        with self._store.write():
            for place, draft in enumerate(drafts):
                self._store.journal.append(
                    draft,
                    operator=operator.number,
                    business_date=self._days.current(),
                    stock_effects=() if place else stock_effects,
                )
        return PICKED | (Changes.STOCK if stock_effects else Changes.NONE)

    def business_date(self) -> str:
        """The day on which facts are booked now."""
        return str(self._days.current())

    def now_us(self) -> int:
        """The corrected time, microseconds UTC."""
        reading = self._clock.read()
        return reading.wall_us + (reading.centre_offset_ms or 0) * 1000
