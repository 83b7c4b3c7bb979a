"""Typed quantity knows what digits mean as pieces, or as a weight that fills from the right."""

from __future__ import annotations

from pos_app.domain.quantity import EACH, MILLI, Quantity
from ui.figures import quantity_text

_DIGITS_MAX = 5
_DIGITS_OF_WEIGHT = 6


class TypedQuantity:
    """A number that starts as one scanned piece; the first digit replaces what the scanner has said."""

    def __init__(self) -> None:
        self._digits = ""
        self._scanned_milli = 0
        self._unit = EACH

    def begin(self, unit: str, scanned_milli: int = 0) -> None:
        """Another item, of which the scanner has seen so much."""
        self._digits, self._scanned_milli, self._unit = "", scanned_milli, unit

    def add(self, milli: int) -> None:
        """One more was scanned."""
        self._scanned_milli, self._digits = self.milli + milli, ""

    def press(self, digit: str) -> None:
        """One more digit."""
        room = _DIGITS_MAX if self._unit == EACH else _DIGITS_OF_WEIGHT
        if len(self._digits) < room:
            self._digits += digit
            self._scanned_milli = 0

    def erase(self) -> None:
        """The last digit was wrong, or what was scanned."""
        self._digits, self._scanned_milli = self._digits[:-1], 0

    @property
    def milli(self) -> int:
        """So much, in thousandths."""
        if not self._digits:
            return self._scanned_milli
        return int(self._digits) * (MILLI if self._unit == EACH else 1)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said a number; 0 that was typed is one."""
        return not self._digits and not self._scanned_milli

    @property
    def text(self) -> str:
        """As people read it."""
        return quantity_text(Quantity(self.milli, self._unit))
