"""Kits knows which goods the lines of an order are on the shelves: parts and pieces, each at its share of the price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from central.core.records import NewOrderLine
from central.core.routing import PartsOfKits
from pos_app.domain.money import Rounding, allocate, divide
from pos_app.domain.quantity import MILLI


def with_parts(
    lines: Sequence[NewOrderLine], kits: PartsOfKits, prices: Mapping[int, int]
) -> list[NewOrderLine]:
    """The lines with the parts of kits in their place, which together cost to the minor unit what the kits do.

    prices: of one of each part, in minor units, which say whose share is how large.
    """
    found: list[NewOrderLine] = []
    for line in lines:
        parts = kits.get(line.item_id)
        found += [line] if parts is None else _parts_of(line, parts, prices)
    return found


def at_price(line: NewOrderLine, total_minor: int) -> list[NewOrderLine]:
    """Goods that cost so much together: one line, or two whose prices differ by one minor unit."""
    milli = line.quantity_milli
    price = total_minor * MILLI // milli
    rest = total_minor - divide(price * milli, MILLI, Rounding.HALF_UP)
    dearer = min(rest * MILLI, milli)
    lines = [(milli - dearer, price), (dearer, price + 1)]
    return [replace(line, quantity_milli=m, price_minor=each) for m, each in lines if m]


def _parts_of(
    line: NewOrderLine, parts: Sequence[tuple[int, int]], prices: Mapping[int, int]
) -> list[NewOrderLine]:
    total_minor = divide(line.price_minor * line.quantity_milli, MILLI, Rounding.HALF_UP)
    # a part without a price takes the share of its amount among parts that have none either
    known = all(prices.get(part) for part, _ in parts)
    weights = tuple(in_one * (prices[part] if known else 1) for part, in_one in parts)
    shares = allocate(total_minor, weights)
    found = []
    for (part, in_one), share in zip(parts, shares, strict=True):
        milli = line.quantity_milli * in_one // MILLI
        goods = replace(line, item_id=part, quantity_milli=milli, kit_id=line.item_id)
        found += at_price(goods, share)
    return found
