"""Price changing knows how the till is asked for another price, and hands what was chosen on."""

from __future__ import annotations

from pos_app.ports.late import load
from ui.navigation import Navigation
from ui.screens.checkout.presenter import CheckoutPresenter
from ui.screens.checkout.price_changes import PriceChoice


class PriceChanging:
    """One touch opens the sheet, for the chosen line; whatever comes next closes it, a scan too."""

    def __init__(self, checkout: CheckoutPresenter, navigation: Navigation) -> None:
        self._checkout = checkout
        self._navigation = navigation

    def asked(self) -> None:
        """The key was pressed."""
        state = self._checkout.price_state()
        if state is not None:
            sheet = load("price_sheet")(state)
            sheet.chosen.connect(self._chosen)
            sheet.left.connect(self._navigation.close_sheet)
            self._navigation.tell_sheet(sheet)

    def _chosen(self, choice: PriceChoice) -> None:
        self._navigation.close_sheet()
        self._checkout.prices.change(choice)
