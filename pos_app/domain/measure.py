"""Measure knows how much of an item a code says there is, or what it says this piece of it costs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Rounding, divide
from pos_app.domain.quantity import EACH, KILOGRAM, Quantity

_MILLI_DIGITS = 3


class MeasureKind(StrEnum):
    """What a figure in a code counts."""

    WEIGHT = "weight"
    PRICE = "price"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as the code has it: digits × 10^-decimals of kilograms, of a currency or of pieces.

    currency: of a price, "" where it is the store's own.
    """

    kind: MeasureKind
    digits: int
    decimals: int = 0
    currency: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """Kilograms or pieces, rounded half up to a thousandth; None for a price and for nothing at all."""
        if self.kind is MeasureKind.PRICE or self.digits == 0:
            return None
        unit = KILOGRAM if self.kind is MeasureKind.WEIGHT else EACH
        milli = _scaled(self.digits, _MILLI_DIGITS - self.decimals)
        return Quantity(milli, unit) if milli else None

    def price_minor(self, currency: str) -> int | None:
        """The price in minor units, rounded half up; None when it is none, zero, or of another currency."""
        if self.kind is not MeasureKind.PRICE or self.currency not in ("", currency):
            return None
        return _scaled(self.digits, CURRENCIES[currency].digits - self.decimals) or None

    @property
    def text(self) -> str:
        """The figure with its point, as it stands on the label."""
        digits = str(self.digits).zfill(self.decimals + 1)
        whole, fraction = (
            digits[: len(digits) - self.decimals],
            digits[len(digits) - self.decimals :],
        )
        return f"{whole}.{fraction}" if fraction else whole


def _scaled(digits: int, by: int) -> int:
    return digits * 10**by if by >= 0 else divide(digits, 10**-by, Rounding.HALF_UP)
