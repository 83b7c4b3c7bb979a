"""Pickup flow knows which order is being handed over, and the way from finding it to the customer's hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pos_app.domain.handover import Person
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operator import initials_of
from pos_app.domain.pickup_code import ShownCode, read_shown
from pos_app.domain.refusals.orders import OtherProofNeeded, TooManyTries, UnknownOrder
from pos_app.usecases.pickup.check_person import CheckedPerson
from pos_app.usecases.pickup.open_order import CounterCard
from pos_app.usecases.pickup_desk import PickupDesk
from ui.desk import Desk
from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState
from ui.onward import Onward
from ui.routes import Route
from ui.translation import tr
from ui.unseen_flow import UnseenFlow


class PickupFlow:
    """One order at a time; who was checked stays checked until the goods are theirs."""

    def __init__(self, pickup: PickupDesk, desk: Desk, onward: Onward) -> None:
        self._pickup = pickup
        self._desk = desk
        self.card: CounterCard | None = None
        self.unseen = UnseenFlow(pickup, desk)
        # who the associate says stands there
        self.person = Person.BUYER
        self._onward = onward

    @property
    def number(self) -> OrderNumber | None:
        """Which order is at hand."""
        return None if self.card is None else self.card.opened.order.number

    def open(self, number: OrderNumber, said: NoticeState = EMPTY_NOTICE) -> None:
        """An order was chosen; said: what is told once it is in front, where the next key counts."""
        self.person = Person.BUYER
        self._desk.tell(EMPTY_NOTICE)
        self._read(number, partial(self._opened, said=said))

    def reread(self, then: Callable[[CounterCard], None]) -> None:
        """Something may be different: read the order at hand again; one that is gone ends the flow."""
        if self.number is not None:
            step = partial(self._pickup.open_order, number=self.number)
            self._desk.runner.run(step, partial(self._keep, then), self._lost)

    def code_scanned(self, text: str) -> None:
        """What a customer shows was scanned."""
        self.code_shown(read_shown(text))

    def code_shown(self, shown: ShownCode) -> None:
        """A code was scanned or typed: it opens its order, and checks its person."""
        if shown.number is not None and shown.number != self.number:
            # who else came was said of the order at hand
            self.person = Person.BUYER
        step = partial(self._pickup.check_person.by_code, shown=shown, person=self.person)
        self._desk.runner.run(step, self.checked, partial(self._code_refused, shown))

    def checked(self, result: CheckedPerson) -> None:
        """They may have their goods."""
        at_hand = self.number
        number = at_hand if at_hand in result.check.orders else result.check.orders[0]
        assert number is not None, "a check is for an order"
        self._read(number, self._go_on)

    def check_first(self) -> None:
        """What was asked for needs somebody who has shown who they are."""
        self._desk.go(Route.PICKUP_CHECK)

    def pay_first(self) -> None:
        """What they take besides is paid at the till; the change leads back to their goods."""
        self._onward.lead(Route.HANDOVER, tr("Back to order {number}", number=self.number))
        self._desk.go(Route.TILL)
        words = tr("Take the money; then order {number} goes on.", number=self.number)
        self._desk.tell(NoticeState(NoticeKind.CALM, words))

    def is_back(self) -> None:
        """The goods are in front again, paid or not."""
        self._onward.clear()

    def left(self) -> None:
        """Back to the others who wait."""
        self._onward.clear()
        self.card = None
        self.person = Person.BUYER
        self._desk.go(Route.PICKUP)

    def handed_over(self) -> bool:
        """The order at hand has left: open the next one of the same person; False when there is none."""
        card, self.card = self.card, None
        self.person = Person.BUYER
        others = () if card is None else card.others[1:]
        if not others:
            return False
        self._read(others[0], self._open_next)
        return True

    def _read(self, number: OrderNumber, then: Callable[[CounterCard], None]) -> None:
        step = partial(self._pickup.open_order, number=number)
        self._desk.runner.run(step, partial(self._keep, then))

    def _keep(self, then: Callable[[CounterCard], None], card: CounterCard) -> None:
        self.card = card
        then(card)

    def _opened(self, card: CounterCard, said: NoticeState = EMPTY_NOTICE) -> None:
        is_ready = card.opened.order.is_in_bays
        self._desk.go(Route.PICKUP_CHECK if is_ready and card.check is None else Route.HANDOVER)
        if said is not EMPTY_NOTICE:
            self._desk.tell(said)

    def _go_on(self, card: CounterCard) -> None:
        name = card.check.name if card.check is not None else ""
        self._desk.go(Route.HANDOVER)
        if name:
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("It is {name}.", name=name)))

    def _open_next(self, card: CounterCard) -> None:
        self._desk.go(Route.HANDOVER)

    def _lost(self, error: Exception) -> bool:
        self.left()
        return False

    def _code_refused(self, shown: ShownCode, error: Exception) -> bool:
        """After too many tries the screen of the check asks for a manager, and for a card where the store wants one."""
        is_unknown = isinstance(error, UnknownOrder) and not error.store
        if is_unknown and (shown.number is not None or shown.code.isdecimal()):
            self.unseen.begin(replace(shown, number=shown.number or OrderNumber(shown.code)))
            return True
        if isinstance(error, OtherProofNeeded):
            self._read(OrderNumber(error.order), self._opened)
        elif isinstance(error, TooManyTries) and shown.number is not None:
            self._read(shown.number, self._opened)
        elif self.number is not None:
            self._read(self.number, self._opened)
        return False


def initials_text(name: str) -> str:
    """What stands on a list that everybody can see."""
    return ". ".join(initials_of(name)) + "." if name else ""
