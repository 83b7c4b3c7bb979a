"""Resolve order knows what the customer may decide about an order that is not whole."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer_order import OrderState
from pos_app.domain.handover import ShortWay, order_put_back, order_resolved
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.pickup import PUT_BACK, RESOLVE_ORDER
from pos_app.domain.refusals.orders import NotChecked, NothingHandedOver, OrderNotReady
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import CheckedPeople, OrderDesk
from pos_app.usecases.session import Session

# Money and goods that move need somebody who was checked; to wait does not.
_NEEDS_CHECK = frozenset({ShortWay.PART_NOW, ShortWay.OTHER_STORE, ShortWay.CANCEL})


@dataclass(frozen=True, slots=True)
class ResolvedOrder:
    """The decision is on disk."""

    number: OrderNumber
    way: ShortWay
    changes: Changes = Changes.ORDERS | Changes.SENDING


class ResolveOrder:
    """Wait, take what is here, have the rest from another store, or give all of it up.

    Errors: NotAllowed, UnknownOrder, OrderGone, NotChecked, OrderNotReady for what is only being picked,
    NothingHandedOver when nothing was found.
    """

    def __init__(
        self,
        store: Store,
        desk: OrderDesk,
        people: CheckedPeople,
        session: Session,
        days: BusinessDays,
    ) -> None:
        self._store = store
        self._desk = desk
        self._people = people
        self._session = session
        self._days = days

    def __call__(self, *, number: OrderNumber, way: ShortWay) -> ResolvedOrder:
        """The centre does the same with its copy of the order: refund, another store, stock."""
        operator = self._session.require(RESOLVE_ORDER)
        opened = self._desk.open(number)
        if way in _NEEDS_CHECK and self._people.of(number) is None:
            raise NotChecked(number)
        parts = way in (ShortWay.PART_NOW, ShortWay.OTHER_STORE)
        if parts and opened.order.state is not OrderState.SHORT:
            raise OrderNotReady(number)
        if parts and not any(line.picked_milli for line in opened.order.lines):
            raise NothingHandedOver
        with self._store.write():
            self._store.journal.append(
                order_resolved(number, way),
                operator=operator.number,
                business_date=self._days.current(),
            )
        if way is ShortWay.CANCEL:
            self._people.end(number)
        return ResolvedOrder(number, way)


class PutBack:
    """The goods of an order that nobody comes for lie on their shelves again. Errors: NotAllowed, OrderNotReady."""

    def __init__(self, store: Store, desk: OrderDesk, session: Session, days: BusinessDays) -> None:
        self._store = store
        self._desk = desk
        self._session = session
        self._days = days

    def __call__(self, *, number: OrderNumber) -> ResolvedOrder:
        """All of its bags are emptied."""
        operator = self._session.require(PUT_BACK)
        opened = self._desk.open(number)
        if not opened.order.is_to_put_back:
            raise OrderNotReady(number)
        with self._store.write():
            self._store.journal.append(
                order_put_back(number),
                operator=operator.number,
                business_date=self._days.current(),
            )
        return ResolvedOrder(number, ShortWay.CANCEL)
