"""Attaching knows whose sale it is: a card that was scanned, or somebody who was found by phone or name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.customer import Customer
from pos_app.domain.ids import CustomerNumber
from pos_app.usecases.checkout.attach_customer import AttachedCustomer
from pos_app.usecases.register import Register
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.translation import tr


class Attaching:
    """The name stands at the till while the sale is open, and goes with it."""

    def __init__(
        self, register: Register, desk: Desk, attached: Callable[[AttachedCustomer], None]
    ) -> None:
        self._register = register
        self._desk = desk
        self._attached = attached
        self.customer: Customer | None = None

    def words(self) -> str:
        """Who it is, and how many points they have."""
        who = self.customer
        if who is None:
            return ""
        return tr("{name} · {points} points", name=who.name, points=str(who.points))

    def card_scanned(self, card: str) -> None:
        """A loyalty card, wherever one is."""
        self._desk.runner.run(partial(self._register.attach_customer, card=card), self._done)

    def chosen(self, number: str) -> None:
        """Somebody of those who were found."""
        step = partial(self._register.attach_customer, number=CustomerNumber(number))
        self._desk.runner.run(step, self._done)

    def taken_off(self) -> None:
        """It is nobody's sale."""
        self._desk.runner.run(self._register.detach_customer, self._done)

    def _done(self, result: AttachedCustomer) -> None:
        self.customer = result.customer
        self._desk.go(Route.TILL)
        self._attached(result)
        words = self.words() or tr("The sale is nobody’s now.")
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))
