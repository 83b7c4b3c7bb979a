"""Measured item knows how the weight, count or price that a code carries becomes quantity and unit price of a line."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.measure import Measure
from pos_app.domain.money import Money, Rounding, UnitPrice, divide, extend
from pos_app.domain.quantity import EACH, Quantity

# thousandths of a minor unit in a price × thousandths of a unit in a quantity
_MILLIONTHS = 1_000_000
_ONE_UNIT_MILLI = 1000


def measured(item: Item, measures: tuple[Measure, ...]) -> tuple[Item, Quantity | None]:
    """The item as its label sells it, and how much of it; no quantity when the label says nothing that fits the item.

    A label's price is what the line costs, to the minor unit. The unit price of the list is kept where some quantity
    of it costs just that; otherwise the line has the unit price that does, and says that it is the label's.
    """
    quantities = (measure.quantity for measure in measures)
    quantity = next((each for each in quantities if each and each.unit == item.unit), None)
    currency = item.unit_price.currency
    prices = (measure.price_minor(currency) for measure in measures)
    price_minor = next((price for price in prices if price is not None), None)
    if price_minor is None:
        return item, quantity
    quantity = quantity or _bought_for(price_minor, item)
    if extend(item.unit_price, quantity) == Money(price_minor, currency):
        return item, quantity
    exact = divide(price_minor * _MILLIONTHS, quantity.milli, Rounding.HALF_UP)
    unit_price = UnitPrice(exact, currency)
    return replace(item, unit_price=unit_price, price_from=PriceFrom.LABEL), quantity


def _bought_for(price_minor: int, item: Item) -> Quantity:
    list_price = item.unit_price.minor_milli
    if item.unit == EACH or list_price <= 0:
        return Quantity(_ONE_UNIT_MILLI, item.unit)
    milli = divide(price_minor * _MILLIONTHS, list_price, Rounding.HALF_UP)
    return Quantity(max(1, milli), item.unit)
