"""Signing on knows what is written and said once a person has shown who they are."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.fact_bodies import operator_signed_on
from pos_app.domain.ids import BusinessDate
from pos_app.domain.operator import Operator
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class OthersBasket:
    """A basket that another person left open."""

    operator_name: str
    piece_count: int


@dataclass(frozen=True, slots=True)
class SignedOn:
    """Who is signed on now, an earlier day that has to be closed first, and a basket that waits to be taken over."""

    operator: Operator
    unclosed_day: BusinessDate | None
    others_basket: OthersBasket | None
    changes: Changes = Changes.OPERATOR | Changes.BASKET | Changes.SENDING


class SigningOn:
    """Makes the sign-on a fact before the register obeys."""

    def __init__(self, store: Store, session: Session, days: BusinessDays, staff: Staff) -> None:
        self._store = store
        self._session = session
        self._days = days
        self._staff = staff

    def sign_on(self, operator: Operator, how: str) -> SignedOn:
        """how: "pin", "badge" or "let_in"."""
        with self._store.write():
            self._store.journal.append(
                operator_signed_on(how),
                operator=operator.number,
                business_date=self._days.current(),
            )
        self._session.sign_on(operator, self._days.unclosed())
        return SignedOn(operator, self._session.unclosed_day, self._others_basket(operator))

    def _others_basket(self, operator: Operator) -> OthersBasket | None:
        sale = self._store.baskets.load()
        if sale is None or sale.operator == operator.number:
            return None
        return OthersBasket(self._staff.name_of(sale.operator), sale.piece_count)
