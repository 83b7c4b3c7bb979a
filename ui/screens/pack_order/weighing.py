"""Weighing knows what is typed of a parcel's weight, and whether somebody was asked about it."""

from __future__ import annotations

from collections.abc import Callable

from ui.desk import Desk
from ui.shipping_messages import WEIGHT

GRAMS_DIGITS_MAX = 6


class Weighing:
    """Digits that change take the question back: another weight is another question."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        self._desk = desk
        self._changed = changed
        self.is_on = False
        self.typed = ""
        self.asked_grams: int | None = None

    @property
    def grams(self) -> int:
        """What is typed."""
        return int(self.typed or "0")

    def begin(self, *, is_on: bool = False) -> None:
        """Nothing is typed, nothing is asked."""
        self.is_on, self.typed, self.asked_grams = is_on, "", None
        self._desk.mend(WEIGHT)

    def digit_pressed(self, digit: str) -> None:
        """One more digit of the weight in grams."""
        if len(self.typed) < GRAMS_DIGITS_MAX:
            self._type((self.typed + digit).lstrip("0"))

    def erased(self) -> None:
        """The last digit was wrong."""
        self._type(self.typed[:-1])

    def _type(self, digits: str) -> None:
        self.typed, self.asked_grams = digits, None
        self._desk.mend(WEIGHT)
        self._changed()
