"""Lock register knows that a cashier who leaves takes the right to act along; the basket stays."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import operator_signed_off
from pos_app.domain.operator import IDLE_MINUTES, Operator, is_left_alone
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody is signed on; operator: who was until now, None where nobody had to be signed off."""

    operator: Operator | None
    changes: Changes = Changes.OPERATOR | Changes.SENDING


class LockRegister:
    """Sign off; locking a locked register does nothing."""

    def __init__(
        self,
        store: Store,
        session: Session,
        days: BusinessDays,
        configuration: StoreConfiguration,
    ) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._configuration = configuration

    def __call__(self) -> Locked:
        """The open basket waits for its operator, or for one who takes it over."""
        operator = self._session.operator
        if operator is not None:
            with self._store.write():
                self._store.journal.append(
                    operator_signed_off(),
                    operator=operator.number,
                    business_date=self._days.current(),
                )
            self._session.sign_off()
        return Locked(operator)

    def when_idle(self, *, minutes: int) -> Locked:
        """Sign off where the store has set that so long is enough; minutes: since the last touch, key or scan."""
        if is_left_alone(self._configuration.text(IDLE_MINUTES), minutes):
            return self()
        return Locked(None, Changes.NONE)
