"""Customer asked knows how the till is asked whose sale it is, and brings the answer to the checkout."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pos_app.ports.late import load
from pos_app.usecases.checkout.attach_customer import CustomersFound
from pos_app.usecases.register import Register
from ui.navigation import Navigation
from ui.runner import Runner
from ui.screens.checkout.attaching import Attaching

if TYPE_CHECKING:
    from ui.screens.checkout.customer_sheet import CustomerSheet


class CustomerAsked:
    """One key opens the sheet; whoever is chosen closes it."""

    def __init__(
        self, register: Register, runner: Runner, navigation: Navigation, attaching: Attaching
    ) -> None:
        self._register = register
        self._runner = runner
        self._navigation = navigation
        self._attaching = attaching
        self._sheet: CustomerSheet | None = None

    def asked(self) -> None:
        """The key was pressed."""
        sheet = self._sheet = load("customer_sheet")(self._attaching.words())
        sheet.typed.connect(self._typed)
        sheet.chosen.connect(self._chosen)
        sheet.taken_off.connect(self._taken_off)
        sheet.left.connect(self._navigation.close_sheet)
        self._navigation.tell_sheet(sheet)
        sheet.setFocus()

    def _typed(self, words: str) -> None:
        self._runner.run(partial(self._register.find_customers, words=words), self._found)

    def _found(self, result: CustomersFound) -> None:
        if self._sheet is not None and self._navigation.told is self._sheet:
            self._sheet.render_found(result.words, result.people)

    def _chosen(self, number: str) -> None:
        self._navigation.close_sheet()
        self._attaching.chosen(number)

    def _taken_off(self) -> None:
        self._navigation.close_sheet()
        self._attaching.taken_off()
