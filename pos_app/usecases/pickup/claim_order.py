"""Claim order knows that one person goes to a customer, and that everybody sees who."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.handover import order_claimed
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.pickup import CLAIM_ORDER
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import OrderDesk
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class ClaimedOrder:
    """The claim is on disk."""

    number: OrderNumber
    changes: Changes = Changes.ORDERS | Changes.SENDING


class ClaimOrder:
    """I go. Errors: NotAllowed, UnknownOrder, OrderGone."""

    def __init__(self, store: Store, desk: OrderDesk, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._desk = desk
        self._session = session
        self._days = days

    def __call__(self, *, number: OrderNumber) -> ClaimedOrder:
        """Whoever goes later takes it over: two people at one car talk to each other."""
        operator = self._session.require(CLAIM_ORDER)
        self._desk.open(number)
        with self._store.write():
            self._store.journal.append(
                order_claimed(number),
                operator=operator.number,
                business_date=self._days.current(),
            )
        return ClaimedOrder(number)
