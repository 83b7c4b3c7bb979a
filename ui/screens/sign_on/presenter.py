"""Sign-on presenter knows who may be touched, how a PIN is typed, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operations.day import CLOSE_DAY
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.people import LockedOut, UnknownBadge, UnknownOperator, WrongPin
from pos_app.ports.replica import SendingStatus
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.till.read_till import TillReading
from pos_app.usecases.till.signing_on import SignedOn
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.figures import day_text
from ui.screens.sign_on.view_state import NewcomerState, SignOnState
from ui.screens.sign_on.words import (
    basket_words,
    operator_tiles,
    place_state,
    prompt,
    remarks,
    search_words,
    unclosed_words,
)
from ui.translation import tr

PIN_DIGITS = 4
_TILES_MAX = 12


@dataclass(frozen=True, slots=True)
class _Reading:
    """What sign-on shows of the store, read in one step."""

    operators: tuple[Operator, ...]
    till: TillReading
    basket: BasketReading
    known_to_us: int | None
    status: SendingStatus
    recent: tuple[OperatorNumber, ...]
    demo_pins: str


class SignOnPresenter:
    """An operator is known before the PIN is tried; the last digit tries it."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        show: Callable[[SignOnState], None],
        signed_on: Callable[[SignedOn], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._show = show
        self._signed_on = signed_on
        self._reading: _Reading | None = None
        self._letters = ""
        self._chosen = ""
        self._pin = ""
        self._refusal = ""
        self._locked_until_us = 0
        self._busy = False
        self._closes = False
        self._newcomer: NewcomerState | None = None
        # who was signed on when the register locked by itself
        self.left_by = ""

    def opened(self) -> None:
        """The screen came to the front: the register is locked, or has just started."""
        self._chosen = self._pin = self._refusal = self._letters = ""
        self.left_by = ""
        self._busy = self._closes = False
        self.reread()

    def reread(self) -> None:
        """Something changed: people, the day, or contact."""
        self._desk.runner.run(self._read, self._was_read)

    def second_passed(self) -> None:
        """The clock moves, a lock-out counts down."""
        if self._locked_until_us:
            left_us = self._locked_until_us - self._desk.now_us()
            if left_us <= 0:
                self._locked_until_us = 0
                self._refusal = ""
            else:
                self._refusal = notice_of(LockedOut(-(-left_us // 1_000_000))).text
        self._render()

    def close_first_touched(self) -> None:
        """Somebody wants to close the old day: only who may is left to touch."""
        self._closes = True
        self._chosen = self._pin = self._letters = ""
        self._render()

    def operator_touched(self, number: str) -> None:
        """A name was chosen, or none to see the names again; the PIN starts anew."""
        self._chosen, self._pin, self._refusal = number, "", ""
        self._locked_until_us = 0
        if not number:
            self._letters = ""
        self._render()

    def letter_typed(self, letter: str) -> None:
        """Letters look for a name."""
        self._letters += letter.casefold()
        if not self._matching():
            self._letters = letter.casefold()
        self._render()

    def digit_pressed(self, digit: str) -> None:
        """A digit of the PIN; the last one signs on."""
        if self._busy or not self._chosen or self._locked_until_us:
            return
        self._pin = (self._pin + digit)[:PIN_DIGITS]
        self._refusal = ""
        if len(self._pin) == PIN_DIGITS:
            pin, number = self._pin, OperatorNumber(self._chosen)
            self._busy = True
            self._desk.runner.run(
                lambda: self._application.register.sign_on_with_pin(operator=number, pin=pin),
                self._done,
                self._refused,
            )
        self._render()

    def erased(self) -> None:
        """The last digit was wrong; with none left, another name is looked for."""
        if self._pin:
            self._pin = self._pin[:-1]
        else:
            self._letters = ""
            self._closes = False
        self._render()

    def badge_scanned(self, badge: str) -> None:
        """A badge signs on at once."""
        self._busy = True
        self._desk.runner.run(
            lambda: self._application.register.sign_on_with_badge(badge=badge),
            self._done,
            self._refused,
        )

    def let_in_touched(self) -> None:
        """Somebody is here whom this device does not know."""
        known_to = None if self._reading is None else self._reading.known_to_us
        until = tr("This device knows people up to its last news from head office.")
        if known_to is not None:
            time = self._desk.local.clock(known_to)
            until = tr("This device knows people up to {time}.", time=time)
        detail = tr("A manager can let somebody in for today. The first PIN they type is theirs.")
        self._newcomer = NewcomerState(tr("Somebody new here"), f"{until} {detail}")
        self._render()

    def newcomer_answered(self, number: str, name: str, manager: str, pin: str) -> None:
        """A manager vouches for somebody."""
        if not (number and name and manager and pin):
            return
        self.newcomer_left()
        self._desk.runner.run(
            lambda: self._application.register.let_operator_in(
                manager_number=OperatorNumber(manager),
                manager_pin=pin,
                newcomer_number=OperatorNumber(number),
                name=name,
            ),
            self._done,
            self._refused,
        )

    def newcomer_left(self) -> None:
        """Not now."""
        self._newcomer = None
        self._render()

    def _read(self) -> _Reading:
        application = self._application
        return _Reading(
            operators=application.register.staff.all(),
            till=application.register.read_till(),
            basket=application.register.read_basket(),
            known_to_us=application.operators.known_to_us(),
            status=application.sending.status(),
            recent=application.recent.latest_first(),
            demo_pins=application.configuration.text("demo_pins"),
        )

    def _was_read(self, reading: _Reading) -> None:
        self._reading = reading
        self._render()

    def _done(self, signed_on: SignedOn) -> None:
        self._busy = False
        number = signed_on.operator.number
        self._desk.runner.run(lambda: self._application.recent.used_by(number), _let_go)
        self._signed_on(signed_on)

    def _refused(self, error: Exception) -> bool:
        self._busy = False
        self._pin = ""
        if isinstance(error, LockedOut):
            self._locked_until_us = self._desk.now_us() + error.seconds_left * 1_000_000
        self._refusal = notice_of(error).text
        self._render()
        return not isinstance(error, UnknownBadge | UnknownOperator) and isinstance(
            error, WrongPin | LockedOut
        )

    def _matching(self) -> tuple[Operator, ...]:
        reading = self._reading
        if reading is None:
            return ()
        recent = {number: at for at, number in enumerate(reading.recent)}
        found = [
            person
            for person in reading.operators
            if person.name.casefold().startswith(self._letters)
            and (CLOSE_DAY.is_for(person) or not self._closes)
        ]
        return tuple(sorted(found, key=lambda person: recent.get(person.number, len(recent))))

    def _render(self) -> None:
        reading = self._reading
        if reading is None:
            return
        facts, local = self._application.facts, self._desk.local
        matching = self._matching()
        people = matching[:_TILES_MAX]
        unclosed = reading.till.unclosed_day
        closing = day_text(unclosed) if self._closes and unclosed is not None else ""
        chosen = next((person for person in people if person.number == self._chosen), None)
        self._show(
            SignOnState(
                place=place_state(
                    facts,
                    reading.status,
                    reading.till.print_jobs_waiting,
                    local,
                    self._desk.now_us(),
                ),
                operators=operator_tiles(people, reading.demo_pins),
                chosen="" if chosen is None else chosen.number,
                prompt=prompt(chosen, closing, self.left_by),
                digits=len(self._pin),
                pin_length=PIN_DIGITS,
                refusal=self._refusal,
                unclosed_day=unclosed_words(unclosed),
                basket=basket_words(reading.basket),
                search=search_words(self._letters, len(people), len(matching) - len(people)),
                remarks=remarks(facts),
                busy=self._busy,
                newcomer=self._newcomer,
            )
        )


def _let_go(result: object) -> None:
    return None
