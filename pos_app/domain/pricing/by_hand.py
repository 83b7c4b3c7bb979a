"""By hand knows what a person takes off lines and off the whole basket, after the promotions and before taxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.domain.money import Rounding, allocate, divide
from pos_app.domain.pricing.line_discount import LineDiscount

_WHOLE_BP = 10_000


class Taken(Protocol):
    """So much is taken off: a share in hundredths of a percent, or else an amount in minor units."""

    @property
    def share_bp(self) -> int:
        """The share, 0 where an amount is taken off."""
        ...

    @property
    def amount_minor(self) -> int:
        """The amount, never more than there is."""
        ...

    @property
    def name(self) -> str:
        """What the receipt calls it."""
        ...


@dataclass(frozen=True, slots=True)
class ByHand:
    """A discount by hand as a document of docs/price-json.md says it."""

    share_bp: int = 0
    amount_minor: int = 0
    name: str = "Discount"


def off(taken: Taken, amount_minor: int) -> int:
    """What it takes off an amount, in minor units, rounded half up; nothing off less than nothing."""
    if amount_minor <= 0:
        return 0
    if taken.share_bp:
        return divide(amount_minor * taken.share_bp, _WHOLE_BP, Rounding.HALF_UP)
    return min(taken.amount_minor, amount_minor)


def discounts_by_hand(
    left_minor: Sequence[int], lines: Sequence[Taken | None], basket: Taken | None
) -> list[tuple[LineDiscount, ...]]:
    """What is taken off each line: its own discount first, then its part of the basket's.

    left_minor: what promotions have left of each line. The parts of the basket's discount add up to it; they follow
    what is left of the lines, the largest remainders get the odd minor units, earlier lines first.
    """
    found: list[tuple[LineDiscount, ...]] = []
    rest = []
    for amount, taken in zip(left_minor, lines, strict=True):
        part = 0 if taken is None else off(taken, amount)
        found.append((LineDiscount("", taken.name, part),) if taken is not None and part else ())
        rest.append(max(amount - part, 0))
    if basket is not None and rest:
        for place, part in enumerate(allocate(off(basket, sum(rest)), tuple(rest))):
            if part:
                found[place] += (LineDiscount("", basket.name, part),)
    return found
