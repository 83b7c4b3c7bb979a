"""Quantity knows how much of something: whole thousandths of a named unit."""

from __future__ import annotations

from dataclasses import dataclass

EACH = "each"
KILOGRAM = "kg"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Thousandths of a unit; negative only on a return line."""

    milli: int
    unit: str = EACH

    @staticmethod
    def pieces(count: int) -> Quantity:
        """A number of pieces."""
        return Quantity(count * 1000, EACH)

    def __add__(self, other: Quantity) -> Quantity:
        assert other.unit == self.unit, "two units in one quantity"
        return Quantity(self.milli + other.milli, self.unit)

    @property
    def is_whole(self) -> bool:
        """True for a number without a fraction."""
        return self.milli % 1000 == 0
