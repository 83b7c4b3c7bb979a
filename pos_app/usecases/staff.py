"""Staff knows the people of this register: those head office named, and those let in for the day."""

from __future__ import annotations

from pos_app.domain.ids import OperatorNumber
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.people import UnknownOperator
from pos_app.ports.journal import GuestOperators
from pos_app.ports.replica import OperatorDirectory
from pos_app.usecases.business_days import BusinessDays


class Staff:
    """Who may act here; head office's word goes before the day's guest list."""

    def __init__(
        self, directory: OperatorDirectory, guests: GuestOperators, days: BusinessDays
    ) -> None:
        self._directory = directory
        self._guests = guests
        self._days = days

    def all(self) -> tuple[Operator, ...]:
        """Everybody, guests of the day last."""
        known = self._directory.all()
        numbers = {operator.number for operator in known}
        return known + tuple(guest for guest in self._of_the_day() if guest.number not in numbers)

    def find(self, number: OperatorNumber) -> Operator | None:
        """One person, None when this register does not know them."""
        known = self._directory.by_number(number)
        if known is not None:
            return known
        return next((guest for guest in self._of_the_day() if guest.number == number), None)

    def get(self, number: OperatorNumber) -> Operator:
        """One person. Errors: UnknownOperator."""
        found = self.find(number)
        if found is None:
            raise UnknownOperator(number)
        return found

    def name_of(self, number: OperatorNumber) -> str:
        """The name to show, the number itself for somebody who has left."""
        found = self.find(number)
        return number if found is None else found.name

    def is_known_to_head_office(self, number: OperatorNumber) -> bool:
        """True for somebody who is no guest."""
        return self._directory.by_number(number) is not None

    def _of_the_day(self) -> tuple[Operator, ...]:
        return self._guests.on(self._days.current())
