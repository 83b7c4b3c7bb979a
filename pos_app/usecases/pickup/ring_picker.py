"""Ring picker knows how the counter asks whoever fetches an order, and how the answer comes back."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer_order import CustomerOrder, RingAnswer
from pos_app.domain.handover import order_rung, ring_answered
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.pickup import ANSWER_RING, RING_PICKER
from pos_app.domain.operator import Operator, Permission
from pos_app.domain.refusals.orders import NobodyHears, OrderGone, UnknownOrder
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.orders import OrderBook
from pos_app.ports.replica import Sending
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.pickup.order_desk import OrderDesk
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff


@dataclass(frozen=True, slots=True)
class RungPicker:
    """The question, or its answer, is on disk and on its way."""

    number: OrderNumber
    changes: Changes = Changes.ORDERS | Changes.SENDING


@dataclass(frozen=True, slots=True)
class Ring:
    """The counter asks about an order; asked_us: when, asked_by: who, as the store calls them."""

    number: OrderNumber
    asked_by: str
    asked_us: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to whoever asked at a workstation; answered_by: as the store calls them."""

    number: OrderNumber
    asked_at: str
    answer: RingAnswer
    answered_by: str
    answered_us: int


@dataclass(frozen=True, slots=True)
class Rings:
    """What whoever works here is asked, and what was answered to them."""

    asked: tuple[Ring, ...]
    answers: tuple[Answer, ...]
    changes: Changes = Changes.NONE


class RingPicker:
    """Ask whoever fetches an order how long it takes; the customer stands there.

    Errors: NotAllowed, UnknownOrder, OrderGone; NobodyHears while there is no line to other devices.
    """

    def __init__(
        self,
        store: Store,
        desk: OrderDesk,
        session: Session,
        days: BusinessDays,
        sending: Sending,
    ) -> None:
        self._store = store
        self._desk = desk
        self._session = session
        self._days = days
        self._sending = sending

    def __call__(self, *, number: OrderNumber) -> RungPicker:
        """Their device rings as soon as the centre has told it."""
        operator = self._session.require(RING_PICKER)
        self._desk.open(number)
        offline_since_us = self._sending.status().offline_since_us
        if offline_since_us is not None:
            raise NobodyHears(offline_since_us)
        with self._store.write():
            self._store.journal.append(
                order_rung(number),
                operator=operator.number,
                business_date=self._days.current(),
            )
        return RungPicker(number)


class ReadRings:
    """Who fetches an order is asked; where nobody has it yet, everybody who picks. Needs nobody in particular."""

    def __init__(self, desk: OrderDesk, session: Session, staff: Staff) -> None:
        self._desk = desk
        self._session = session
        self._staff = staff

    def __call__(self) -> Rings:
        """Nothing for a device where nobody works."""
        me = self._session.operator
        if me is None:
            return Rings((), ())
        rung = [order for order in self._desk.orders.queue() if order.rung is not None]
        asked = [self._ring(order) for order in rung if _is_asked(order, me)]
        answers = [self._answer(order) for order in rung if _is_told(order)]
        return Rings(tuple(asked), tuple(answers))

    def _ring(self, order: CustomerOrder) -> Ring:
        assert order.rung is not None, "only what was asked is asked"
        return Ring(order.number, self._staff.name_of(order.rung.operator), order.rung.at_us)

    def _answer(self, order: CustomerOrder) -> Answer:
        rung, answered = order.rung, order.answered
        assert rung is not None and answered is not None, "only what was answered is told"
        name = self._staff.name_of(answered.by.operator)
        at = rung.workstation
        return Answer(order.number, at, answered.answer, name, answered.by.at_us)


class AnswerRing:
    """One touch. Errors: NotAllowed, UnknownOrder, OrderGone for what has ended meanwhile."""

    def __init__(
        self, store: Store, orders: OrderBook, session: Session, days: BusinessDays
    ) -> None:
        self._store = store
        self._orders = orders
        self._session = session
        self._days = days

    def __call__(self, *, number: OrderNumber, answer: RingAnswer) -> RungPicker:
        """Whoever asked reads it; without a line as soon as there is one."""
        operator = self._session.require(ANSWER_RING)
        order = self._orders.order(number)
        if order is None:
            raise UnknownOrder(number)
        if not order.is_open:
            raise OrderGone(number, order.state.value)
        with self._store.write():
            self._store.journal.append(
                ring_answered(number, answer),
                operator=operator.number,
                business_date=self._days.current(),
            )
        return RungPicker(number)


def _is_asked(order: CustomerOrder, me: Operator) -> bool:
    rung, fetches = order.rung, order.picking
    if rung is None or not order.waits_for_answer or rung.operator == me.number:
        return False
    return me.may(Permission.PICK) if fetches is None else fetches.operator == me.number


def _is_told(order: CustomerOrder) -> bool:
    return order.rung is not None and order.answered is not None and not order.waits_for_answer
