"""PIN gate knows that a PIN is tried against one person's hash, and that wrong ones cost time."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operator import Operator, WrongPins
from pos_app.domain.refusals.people import LockedOut, WrongPin
from pos_app.ports.clock import Clock
from pos_app.ports.devices import PinCheck
from pos_app.ports.journal import Store
from pos_app.usecases.business_days import BusinessDays
from pos_app.usecases.staff import Staff


class PinGate:
    """Lets a person pass by PIN; the wait after wrong ones grows and survives a restart."""

    def __init__(
        self, store: Store, staff: Staff, days: BusinessDays, pins: PinCheck, clock: Clock
    ) -> None:
        self._store = store
        self._staff = staff
        self._days = days
        self._pins = pins
        self._clock = clock

    def check(self, number: OperatorNumber, pin: str) -> Operator:
        """The person whose PIN this is. Errors: UnknownOperator, WrongPin, LockedOut."""
        operator = self._staff.get(number)
        wrong = self._wrong_pins(number)
        seconds = wrong.seconds_left(self._clock.read())
        if seconds > 0:
            raise LockedOut(seconds)
        if not operator.pin_hash and not self._staff.is_known_to_head_office(number):
            return self._choose_pin(operator, pin)
        if not self._pins.matches(pin, operator.pin_hash):
            self._count(number, wrong)
        if wrong.failures:
            with self._store.write():
                self._store.attempts.clear(number)
        return operator

    def _wrong_pins(self, number: OperatorNumber) -> WrongPins:
        wrong = self._store.attempts.wrong_pins(number)
        now = self._clock.read()
        if wrong.clock_went_back(now):
            wrong = replace(wrong, last=now)
            with self._store.write():
                self._store.attempts.keep(number, wrong)
        return wrong

    def _count(self, number: OperatorNumber, wrong: WrongPins) -> None:
        now = self._clock.read()
        wrong = wrong.one_more(now)
        with self._store.write():
            self._store.attempts.keep(number, wrong)
        seconds = wrong.seconds_left(now)
        if seconds > 0:
            raise LockedOut(seconds)
        raise WrongPin(wrong.tries_left)

    def _choose_pin(self, guest: Operator, pin: str) -> Operator:
        """The first PIN that a guest of the day types is theirs until the day closes."""
        guest = replace(guest, pin_hash=self._pins.hash_pin(pin))
        with self._store.write():
            self._store.guests.let_in(guest, self._days.current())
        return guest
