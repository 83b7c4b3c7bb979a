"""Paying knows the ways in which money is taken, for every screen that has a key for one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.usecases.checkout.completing import PaidSale
from ui.card_taking import CardTaking
from ui.cash_taking import CashTaking


@dataclass(frozen=True, slots=True)
class Paying:
    """Cash and card; while a card is asked for nothing is scanned. paid: hears of a sale that is on disk."""

    cash: CashTaking
    card: CardTaking
    paid: Callable[[PaidSale], None]

    @property
    def is_running(self) -> bool:
        """True while money moves."""
        return self.cash.is_running or self.card.progress.is_running
