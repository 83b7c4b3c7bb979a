"""Pickup check presenter knows what a person has to show in this store, and what was typed of it so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.handover import Person
from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operations.pickup import VOUCH_FOR_PERSON
from pos_app.domain.operator import FREE_TRIES
from pos_app.domain.pickup_code import LENGTH, CheckMethod, ShownCode, read_code
from pos_app.ports.changes import Changes
from pos_app.usecases.pickup.check_person import PHONE_DIGITS, CheckedPerson
from pos_app.usecases.pickup.open_order import CounterCard
from ui.application import Application
from ui.desk import Desk
from ui.pickup_flow import PickupFlow, initials_text
from ui.screens.pickup_check.view_state import CheckState
from ui.translation import tr, tr_count

_EMPTY_PLACE = "_"


class PickupCheckPresenter:
    """Only the way that the store has set; nothing that was typed is kept."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        flow: PickupFlow,
        show: Callable[[CheckState], None],
    ) -> None:
        self._pickup = application.places.pickup
        self._staff = application.register.staff
        self._desk = desk
        self._flow = flow
        self._show = show
        self._typed = ""
        self._managers: tuple[tuple[str, str], ...] = ()
        self._busy = False

    def opened(self) -> None:
        """The screen came to the front."""
        self._typed, self._busy = "", False
        self._desk.runner.run(self._read_managers, self._managers_read)
        self._flow.reread(self._reread)

    def changes_heard(self, changes: Changes) -> None:
        """What the person has to show may have come meanwhile; what was typed stays."""
        if changes & Changes.ORDERS and not self._busy:
            self._flow.reread(self._reread)

    def typed(self, text: str) -> None:
        """A letter or a digit, from our own keys or a keyboard."""
        card = self._flow.card
        if card is None or self._busy:
            return
        if text == "\b":
            self._typed = self._typed[:-1]
        elif card.method is CheckMethod.CODE and text.isalnum():
            self._typed = (self._typed + read_code(text))[:LENGTH]
        elif card.method is CheckMethod.NAME_PHONE and text.isdecimal():
            self._typed = (self._typed + text)[:PHONE_DIGITS]
        self._render()
        if self._is_whole(card):
            self.primary_touched()

    def person_touched(self) -> None:
        """Somebody else came, whom the buyer has named; once more: it is the buyer after all."""
        is_buyer = self._flow.person is Person.BUYER
        self._flow.person = Person.ALTERNATE if is_buyer else Person.BUYER
        self._render()

    def primary_touched(self) -> None:
        """What was typed or seen is to be compared."""
        card = self._flow.card
        if card is None or self._busy:
            return
        check, number = self._pickup.check_person, card.opened.order.number
        person = self._flow.person
        if card.method is CheckMethod.CODE:
            shown = ShownCode(self._typed, number)
            self._run(partial(check.by_code, shown=shown, person=person))
        elif card.method is CheckMethod.ID:
            self._run(partial(check.by_id, number=number, is_same_name=True, person=person))
        elif card.method is CheckMethod.NAME_PHONE:
            digits = self._typed
            self._run(partial(check.by_phone, number=number, digits=digits, person=person))

    def refused_touched(self) -> None:
        """The identity card says another name."""
        if self._flow.number is not None and not self._busy:
            by_id = self._pickup.check_person.by_id
            number, person = self._flow.number, self._flow.person
            self._run(partial(by_id, number=number, is_same_name=False, person=person))

    def approved(self, manager: str, pin: str) -> None:
        """A manager vouches."""
        if self._flow.number is not None and not self._busy:
            step = partial(
                self._pickup.check_person.by_manager,
                number=self._flow.number,
                manager=OperatorNumber(manager),
                pin=pin,
                person=self._flow.person,
            )
            self._run(step)

    def back_touched(self) -> None:
        """Not now."""
        self._flow.left()

    def _run(self, step: Callable[[], CheckedPerson]) -> None:
        self._busy = True
        self._render()
        self._desk.runner.run(step, self._passed, self._failed)

    def _passed(self, result: CheckedPerson) -> None:
        self._typed, self._busy = "", False
        self._flow.checked(result)

    def _failed(self, error: Exception) -> bool:
        self._typed, self._busy = "", False
        self._flow.reread(self._reread)
        return False

    def _reread(self, card: CounterCard) -> None:
        self._render()

    def _read_managers(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (str(person.number), person.name)
            for person in self._staff.all()
            if VOUCH_FOR_PERSON.is_for(person)
        )

    def _managers_read(self, managers: tuple[tuple[str, str], ...]) -> None:
        self._managers = managers
        self._render()

    def _is_whole(self, card: CounterCard) -> bool:
        length = {CheckMethod.CODE: LENGTH, CheckMethod.NAME_PHONE: PHONE_DIGITS}
        return card.method is not None and len(self._typed) == length.get(card.method)

    def _render(self) -> None:
        card = self._flow.card
        if card is None:
            return
        customer = card.opened.customer
        name = "" if customer is None else customer.name
        other = "" if customer is None else customer.alternate_person
        is_other = self._flow.person is Person.ALTERNATE
        vouching = not card.tries_left or card.method is None
        by_id = card.method is CheckMethod.ID
        wants_code, wants_digits = _pads(card.method, vouching=vouching)
        left = card.tries_left
        self._show(
            CheckState(
                title=tr(
                    "Order {number} for {name}", number=card.opened.order.number, name=_said(name)
                ),
                ask=_ask(card, other if is_other else name),
                typed="" if vouching or by_id else _places(self._typed, card.method),
                tries=_tries(left),
                letters=wants_code,
                digits=wants_digits,
                other_person=other,
                is_other=is_other,
                managers=self._managers if vouching else (),
                refuse=tr("Another name") if by_id and not vouching else "",
                primary=_primary(card.method, vouching=vouching),
                can_go_on=not self._busy and not vouching and (by_id or self._is_whole(card)),
                busy=self._busy,
            )
        )


def _tries(left: int) -> str:
    """Nothing while all are left."""
    return tr_count("{count} try left", "{count} tries left", left) if 0 < left < FREE_TRIES else ""


def _said(name: str) -> str:
    return initials_text(name) or "–"


def _pads(method: CheckMethod | None, *, vouching: bool) -> tuple[bool, bool]:
    if vouching or method is CheckMethod.ID:
        return False, False
    return method is CheckMethod.CODE, True


def _places(typed: str, method: CheckMethod | None) -> str:
    """What was typed and what is to come, in two halves where it is long."""
    length = LENGTH if method is CheckMethod.CODE else PHONE_DIGITS
    places = typed.ljust(length, _EMPTY_PLACE)
    half = length // 2 if length > PHONE_DIGITS else length
    return " ".join(" ".join(places[at : at + half]) for at in range(0, length, half))


def _ask(card: CounterCard, name: str) -> str:
    if card.method is None:
        return tr(
            "Their code is on its way here: wait a moment. Or a manager looks, and types a PIN."
        )
    if not card.tries_left:
        return tr("No try is left. A manager looks, and types a PIN.")
    if card.method is CheckMethod.CODE:
        return tr("Scan their code, or type it.")
    if card.method is CheckMethod.ID:
        return tr("Look at their ID. It has to say {name}.", name=name)
    return tr("Ask for the name, and for the last 4 digits of the telephone number.")


def _primary(method: CheckMethod | None, *, vouching: bool) -> str:
    if vouching or method is None:
        return tr("A manager vouches")
    words = {
        CheckMethod.CODE: tr("Scan their code"),
        CheckMethod.ID: tr("ID says the same name"),
        CheckMethod.NAME_PHONE: tr("Type 4 digits"),
    }
    return words[method]
