"""Basket units know a line as promotions see it: alike units with their prices, and what touches them."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rounding, divide
from pos_app.domain.pricing.basket import BasketLine
from pos_app.domain.pricing.price_book import Touch


@dataclass(frozen=True, slots=True)
class LineUnits:
    """A line before promotions: `pieces` are (price of a unit, count), none where promotions do not come in.

    milli: the weight of a line that is a single unit, 0 for pieces. counted_milli: how many
    units it counts for, in thousandths; what is weighed is one.
    """

    line: BasketLine
    price_milli: int
    amount_minor: int
    pieces: tuple[tuple[int, int], ...]
    milli: int
    counted_milli: int
    touch: Touch


def line_units(line: BasketLine, price_milli: int, touch: Touch) -> LineUnits:
    """Split a line into units whose prices add up to it; a price finer than the minor unit makes two kinds of them."""
    amount = divide(price_milli * line.milli, 1_000_000, Rounding.HALF_UP)
    if not line.promotions or line.milli <= 0 or amount <= 0:
        return LineUnits(line, price_milli, amount, (), 0, 0, touch)
    if not line.is_pieces:
        return LineUnits(line, price_milli, amount, ((amount, 1),), line.milli, 1000, touch)
    count = line.milli // 1000
    each, dearer = divmod(amount, count)
    pieces = ((each + 1, dearer), (each, count - dearer)) if dearer else ((each, count),)
    return LineUnits(line, price_milli, amount, pieces, 0, line.milli, touch)
