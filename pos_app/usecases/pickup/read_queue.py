"""Read queue knows who waits at the counter as of now, and how old that knowledge is."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.customer_order import CustomerOrder
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.pickup_queue import QueueEntry, QueueGroup, found_in, queue_of
from pos_app.ports.clock import Clock
from pos_app.ports.replica import Sending
from pos_app.usecases.pickup.order_desk import OrderDesk
from pos_app.usecases.session import Session
from pos_app.usecases.staff import Staff

# What left in these last hours may be asked for once more.
HOUR_US = 3600 * 1_000_000
LEFT_SHOWN_US = 12 * HOUR_US


@dataclass(frozen=True, slots=True)
class PickupQueue:
    """Who waits; as_of_us: since when nothing newer came, None while there is a line to head office.

    typed: what was searched for, "" for everybody; going: who goes to a customer, gave: who gave it out, by order.
    """

    entries: tuple[QueueEntry, ...]
    as_of_us: int | None
    typed: str
    going: dict[str, str]
    gave: dict[str, str]

    def count(self, group: QueueGroup) -> int:
        """How many there are of one kind."""
        return sum(entry.group is group for entry in self.entries)

    @property
    def urgent_count(self) -> int:
        """Who is there, and what is late."""
        return self.count(QueueGroup.HERE) + self.count(QueueGroup.LATE)

    @property
    def next_outside(self) -> QueueEntry | None:
        """Who waits longest outside, with nobody on the way to them."""
        return next((entry for entry in self.entries if entry.waits_outside), None)


class ReadQueue:
    """Everybody who comes for goods, or those whom some words mean. Errors: NotAllowed."""

    def __init__(
        self, desk: OrderDesk, session: Session, staff: Staff, sending: Sending, clock: Clock
    ) -> None:
        self._desk = desk
        self._session = session
        self._staff = staff
        self._sending = sending
        self._clock = clock

    def __call__(self, *, typed: str = "") -> PickupQueue:
        """typed: a number, a name, the end of a telephone number, or the number of a loyalty card."""
        self._session.require(FIND_ORDER)
        now = self._clock.read()
        now_us = now.wall_us + (now.centre_offset_ms or 0) * 1000
        desk = self._desk
        people = {person.order_number: person for person in desk.customers.waiting()}
        # from a whole hour on, so that it is read once in an hour
        left = desk.orders.handed_over(now_us - now_us % HOUR_US - LEFT_SHOWN_US)
        orders = (*desk.orders.queue(), *desk.orders.to_put_back(), *left)
        entries = queue_of(orders, people, now_us)
        if typed.strip():
            owner = desk.customers.by_card(typed.strip())
            cards = frozenset({str(owner.number)} if owner is not None else ())
            entries = found_in(entries, typed, cards)
        offline_since = self._sending.status().offline_since_us
        return PickupQueue(entries, offline_since, typed, self._going(orders), self._gave(left))

    def _going(self, orders: tuple[CustomerOrder, ...]) -> dict[str, str]:
        return {
            str(order.number): self._staff.name_of(order.claimed.operator)
            for order in orders
            if order.claimed is not None
        }

    def _gave(self, orders: tuple[CustomerOrder, ...]) -> dict[str, str]:
        return {
            str(order.number): self._staff.name_of(order.handed_over.operator)
            for order in orders
            if order.handed_over is not None
        }
