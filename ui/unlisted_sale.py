"""Unlisted sale knows how the till is asked to sell what no list has, and hands on what was chosen."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.ports.late import load
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.screens.checkout.adding import Adding


class UnlistedSale:
    """The code that was scanned in vain just now goes with it."""

    def __init__(
        self, application: Application, desk: Desk, navigation: Navigation, adding: Adding
    ) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._adding = adding

    def asked(self) -> None:
        """The entry of the menu was touched."""
        self._desk.runner.run(self._application.catalogue.departments, self._ask)

    def _ask(self, departments: tuple[str, ...]) -> None:
        code = self._adding.unknown_code
        sheet = load("unlisted_sheet")(departments, code, self._desk.currency)
        sheet.chosen.connect(self._chosen)
        sheet.left.connect(self._navigation.close_sheet)
        self._navigation.tell_sheet(sheet)

    def _chosen(self, department: str, price_minor: int) -> None:
        self._navigation.close_sheet()
        self._adding.unlisted(department, Money(price_minor, self._desk.currency))
