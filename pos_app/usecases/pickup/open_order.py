"""Open order knows what the counter may show of an order, and of the person who comes for it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer import Customer
from pos_app.domain.handover import PersonCheck
from pos_app.domain.ids import OrderNumber
from pos_app.domain.money import Money
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.pickup_code import CheckMethod
from pos_app.ports.replica import StoreConfiguration
from pos_app.usecases.pickup.check_person import CheckPerson
from pos_app.usecases.pickup.habits import Habit
from pos_app.usecases.pickup.order_desk import CheckedPeople, OpenedOrder, OrderDesk
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff

PROOF_SETTING = "pickup_proof"


@dataclass(frozen=True, slots=True)
class CounterCard:
    """One order with its person: check is None until they have shown who they are, method before it is known here.

    others: all orders under the same check, this one first; known: what the buyer may see of themselves, None for
    anybody else and for a gift; usual: what they come back to; proof: "", "name" or "signature", as the
    store wants it; placed_by: names of staff.
    """

    opened: OpenedOrder
    check: PersonCheck | None
    method: CheckMethod | None
    tries_left: int
    others: tuple[OrderNumber, ...]
    known: Customer | None
    usual: tuple[Habit, ...]
    to_pay: Money
    proof: str
    placed_by: dict[str, str]


class OpenOrder:
    """Errors: NotAllowed, UnknownOrder, OrderGone."""

    def __init__(
        self,
        desk: OrderDesk,
        people: CheckedPeople,
        checking: CheckPerson,
        configuration: StoreConfiguration,
        session: Session,
        staff: Staff,
    ) -> None:
        self._desk = desk
        self._people = people
        self._checking = checking
        self._configuration = configuration
        self._session = session
        self._staff = staff

    def __call__(self, *, number: OrderNumber) -> CounterCard:
        """What is private of a buyer is not even read before they were checked."""
        self._session.require(FIND_ORDER)
        opened = self._desk.open(number)
        check = self._people.of(number)
        others: tuple[OrderNumber, ...] = (number,)
        if check is not None:
            others = (number, *(other for other in check.orders if self._is_waiting(other, number)))
        order = opened.order
        pickers = {piece.operator for piece in order.pieces if piece.operator}
        if order.picking is not None:
            pickers.add(order.picking.operator)
        known = self._known(opened, check)
        if known is not None:
            pickers |= {note.operator for note in known.notes}
        return CounterCard(
            opened,
            check,
            self._checking.method(number),
            self._checking.tries_left(number),
            others,
            known,
            self._desk.habits.of(known) if known is not None else (),
            opened.to_pay(self._desk.currency),
            self._configuration.text(PROOF_SETTING),
            {str(picker): self._staff.name_of(picker) for picker in sorted(pickers)},
        )

    def _is_waiting(self, other: OrderNumber, than: OrderNumber) -> bool:
        order = self._desk.orders.order(other)
        return other != than and order is not None and order.is_open

    def _known(self, opened: OpenedOrder, check: PersonCheck | None) -> Customer | None:
        is_gift = opened.customer is None or opened.customer.is_gift
        if check is None or not check.is_buyer or is_gift:
            return None
        return self._desk.buyer(check.customer)
