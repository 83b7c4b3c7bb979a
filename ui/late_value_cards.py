"""Late value cards knows that gift cards are seldom: what they need is loaded with the first of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from pos_app.ports.late import load
from pos_app.usecases.checkout.completing import PaidSale
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.screens.checkout.adding import Adding

if TYPE_CHECKING:
    from ui.value_card_asked import ValueCardAsked


class LateValueCards:
    """Stands where a gift card may come in."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        adding: Adding,
        paid: Callable[[PaidSale], None],
    ) -> None:
        """paid: a sale is on disk."""
        self._told = (application, desk, navigation, adding, paid)

    def asked(self) -> None:
        """Somebody comes with a card; its number is not known yet."""
        self._loaded.asked()

    def scanned(self, number: str) -> None:
        """A card was held to the scanner."""
        self._loaded.scanned(number)

    @cached_property
    def _loaded(self) -> ValueCardAsked:
        made: ValueCardAsked = load("value_card_asked")(*self._told)
        return made
