"""Next sale knows what becomes of a scan while money is taken: it waits behind the change, and is never lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos_app.usecases.checkout.open_basket import BasketView
from ui.navigation import Navigation
from ui.routes import Route


class NextSale:
    """The change to give stays in front until somebody turns to the next customer."""

    def __init__(
        self,
        navigation: Navigation,
        begun: Callable[[BasketView], None],
        has_question: Callable[[], None],
    ) -> None:
        self._navigation = navigation
        self._begun = begun
        self._has_question = has_question
        self._asked: QWidget | None = None

    def item_added(self, basket: BasketView) -> None:
        """An item came into a basket: the next one, or this one when the money was refused."""
        if self._navigation.current is Route.DONE:
            self._begun(basket)
        elif self._navigation.current is not Route.TILL:
            self._navigation.go(Route.TILL)

    def asks(self, sheet: QWidget) -> None:
        """The checkout asks something; what it asks of the next sale waits until that one is in front."""
        if self._navigation.current is Route.DONE:
            self._asked = sheet
            self._has_question()
            return
        if self._navigation.current is not Route.TILL:
            self._navigation.go(Route.TILL)
        self._navigation.open_sheet(sheet)

    def opened(self, checkout_opened: Callable[[], None]) -> None:
        """The checkout came to the front."""
        checkout_opened()
        asked, self._asked = self._asked, None
        if asked is not None:
            self._navigation.open_sheet(asked)
