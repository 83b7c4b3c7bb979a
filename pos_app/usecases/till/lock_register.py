"""Lock register knows that a cashier who leaves takes the right to act along; the basket stays."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import operator_signed_off
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody is signed on."""

    changes: Changes = Changes.OPERATOR | Changes.SENDING


class LockRegister:
    """Sign off; locking a locked register does nothing."""

    def __init__(self, store: Store, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._session = session
        self._days = days

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
        return Locked()
