"""Typed amount knows how digits fill an amount from the right: 1250 is twelve pounds fifty."""

from __future__ import annotations

from pos_app.domain.money import Money
from pos_app.domain.tender import AMOUNT_DIGITS_MAX, amount_of_digits


class TypedAmount:
    """Digits of one amount; what does not fit any more is passed over."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._digits = ""

    @property
    def is_empty(self) -> bool:
        """True while nothing is typed."""
        return not self._digits

    @property
    def amount(self) -> Money:
        """What is typed so far; nothing typed is nothing."""
        if self.is_empty:
            return Money(0, self._currency)
        return amount_of_digits(self._digits, self._currency)

    def press(self, digits: str) -> bool:
        """A digit, or 00; False when it did not fit."""
        typed = (self._digits + digits).lstrip("0")
        fits = len(typed) <= AMOUNT_DIGITS_MAX
        if fits:
            self._digits = typed
        return fits

    def erase(self) -> None:
        """The last digit was wrong."""
        self._digits = self._digits[:-1]

    def clear(self) -> None:
        """Begin anew."""
        self._digits = ""
