"""Counting keys knows what the keys do on a screen where a drawer is counted: the float, and the end of the day."""

from __future__ import annotations

from collections.abc import Callable

from ui.cash_count import CashCounting


class CountingKeys:
    """Each key changes the count and is drawn at once; a count that was handed in changes no more."""

    def __init__(self, currency: str, changed: Callable[[], None]) -> None:
        self._currency = currency
        self._changed = changed
        self.counting = CashCounting(currency)
        self.is_handed_in = False

    def begin(self) -> None:
        """An empty count."""
        self.counting = CashCounting(self._currency)
        self.is_handed_in = False

    def denomination_touched(self, key: str) -> None:
        """Digits go to this note or coin."""
        self.counting.choose(key)
        self._changed()

    def next_touched(self) -> None:
        """On to the next note or coin."""
        self.counting.choose_next()
        self._changed()

    @property
    def ends(self) -> bool:
        """Whether Enter has nowhere to go on to: the last coin is counted, or the count was handed in."""
        return self.is_handed_in or self.counting.is_last

    def digit_pressed(self, digit: str) -> None:
        """So many pieces."""
        if not self.is_handed_in:
            self.counting.press(digit)
            self._changed()

    def erased(self) -> None:
        """The last digit was wrong."""
        if not self.is_handed_in:
            self.counting.erase()
            self._changed()
