"""Money knows amounts in minor units of one currency, and the only ways they may be rounded or shared out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pos_app.domain.quantity import Quantity


class Rounding(Enum):
    """How a fraction of a minor unit is settled; every caller names one."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units; two currencies never mix in one sum."""

    amount_minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(self.amount_minor + self._same_currency(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount_minor - self._same_currency(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def _same_currency(self, other: Money) -> int:
        assert other.currency == self.currency, "two currencies in one sum"
        return other.amount_minor


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """The price of one unit, in thousandths of a minor unit, tax included."""

    minor_milli: int
    currency: str

    @staticmethod
    def of_minor(price_minor: int, currency: str) -> UnitPrice:
        """A price in whole minor units, as price lists carry it."""
        return UnitPrice(price_minor * 1000, currency)

    @property
    def price_minor(self) -> int:
        """The price in whole minor units, rounded half up."""
        return divide(self.minor_milli, 1000, Rounding.HALF_UP)


def divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Divide two integers; DOWN is towards zero, UP away from it, and halves go away from it or to even."""
    assert denominator > 0, "a share of nothing"
    sign = -1 if numerator < 0 else 1
    whole, rest = divmod(abs(numerator), denominator)
    twice = 2 * rest
    up = (
        (rounding is Rounding.HALF_UP and twice >= denominator)
        or (
            rounding is Rounding.HALF_EVEN
            and (twice > denominator or (twice == denominator and whole % 2 == 1))
        )
        or (rounding is Rounding.UP and rest > 0)
    )
    return sign * (whole + 1 if up else whole)


def extend(unit_price: UnitPrice, quantity: Quantity) -> Money:
    """What a quantity costs: unit price × thousandths of a unit, rounded half up once."""
    exact = unit_price.minor_milli * quantity.milli
    return Money(divide(exact, 1_000_000, Rounding.HALF_UP), unit_price.currency)


def allocate(total_minor: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """Share an amount in proportion to weights so that the parts add up to it exactly.

    Largest remainders get the odd minor units, earlier parts first. All weights zero: the first part takes all.
    """
    whole = sum(weights)
    if whole == 0:
        return (total_minor, *(0 for _ in weights[1:])) if weights else ()
    parts = [total_minor * weight // whole for weight in weights]
    rests = [total_minor * weight % whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda index: (-rests[index], index))
    for index in by_rest[: total_minor - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def total(amounts: tuple[Money, ...], currency: str) -> Money:
    """The sum of amounts, zero of the given currency when there are none."""
    return sum(amounts, Money(0, currency))
