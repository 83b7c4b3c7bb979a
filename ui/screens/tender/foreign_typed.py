"""Foreign typed knows how notes of another currency are typed, and what they are worth meanwhile."""

from __future__ import annotations

from typing import TypedDict

from pos_app.domain.foreign_notes import ForeignRate
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money, format_short
from pos_app.usecases.checkout.open_basket import BasketView
from ui.translation import tr
from ui.typed_amount import TypedAmount

_KEY = "notes:"


class NotesWords(TypedDict):
    """What stands beside the digits."""

    given_caption: str
    given: str
    balance_caption: str
    balance: str
    primary: str
    parts: tuple[tuple[str, str], ...]


class ForeignTyped:
    """Nothing typed means the least in notes that pays what is left."""

    def __init__(self) -> None:
        self._rate: ForeignRate | None = None
        self._typed = TypedAmount("")

    def keys(self, basket: BasketView) -> tuple[tuple[str, str], ...]:
        """A key for each currency whose notes are taken, with what is needed of them."""
        return tuple(
            (
                f"{_KEY}{rate.currency}",
                tr("Notes: {amount}", amount=format_short(rate.needed(basket.left))),
            )
            for rate in basket.foreign_rates
        )

    def choose(self, key: str, basket: BasketView) -> bool:
        """Digits are notes of this currency from now on; False for another key."""
        rates = {f"{_KEY}{rate.currency}": rate for rate in basket.foreign_rates}
        rate = rates.get(key)
        if rate is None:
            return False
        self._rate, self._typed = rate, TypedAmount(rate.currency)
        return True

    def press(self, digits: str) -> None:
        """A digit, or 00: whole notes, so nothing is typed behind the point."""
        if digits.isdecimal():
            self._typed.press(digits)

    def erase(self) -> None:
        """The last digit was wrong."""
        self._typed.erase()

    def notes(self, basket: BasketView) -> Money:
        """What is handed over."""
        assert self._rate is not None, "a currency was chosen"
        return self._rate.needed(basket.left) if self._typed.is_empty else self._typed.amount

    def words(self, basket: BasketView) -> NotesWords:
        """What was typed, what it pays, and what goes back or is left."""
        assert self._rate is not None, "a currency was chosen"
        notes = self.notes(basket)
        worth = self._rate.worth(notes, basket.left.currency)
        balance = worth - basket.left
        enough = balance.amount_minor >= 0
        return NotesWords(
            given_caption=tr("Notes at {rate}", rate=self._rate.text),
            given=format_money(notes),
            balance_caption=tr("Give back") if enough else tr("Still to pay"),
            balance=format_money(balance if enough else -balance),
            primary=tr("Take {amount}", amount=format_money(notes)),
            parts=((tr("Worth here"), format_money(worth)),),
        )
