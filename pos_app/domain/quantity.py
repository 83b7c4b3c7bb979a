"""Quantity knows how much of something: whole thousandths of a named unit."""

from __future__ import annotations

from dataclasses import dataclass

MILLI = 1000
EACH = "each"
KILOGRAM = "kg"
METRE = "m"


@dataclass(frozen=True, slots=True)
class Quantity:
    """Thousandths of a unit; negative only on a return line."""

    milli: int
    unit: str = EACH

    @staticmethod
    def pieces(count: int) -> Quantity:
        """A number of pieces."""
        return Quantity(count * MILLI, EACH)

    def __add__(self, other: Quantity) -> Quantity:
        assert other.unit == self.unit, "two units in one quantity"
        return Quantity(self.milli + other.milli, self.unit)

    @property
    def piece_count(self) -> int:
        """How many pieces somebody carries; whatever is weighed counts as one."""
        return self.milli // MILLI if self.unit == EACH else 1

    @property
    def is_whole(self) -> bool:
        """True for a number without a fraction."""
        return self.milli % MILLI == 0
