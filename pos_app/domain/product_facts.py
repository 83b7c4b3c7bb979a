"""Product facts knows what GS1 data says of one piece beside its number: until when, how much, and what it costs."""

from __future__ import annotations

from datetime import date

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.element_string import Elements, value_of
from pos_app.domain.gs1_dates import date_of
from pos_app.domain.measure import Measure, MeasureKind

GTIN, LOT, SERIAL, VARIABLE_COUNT = "01", "10", "21", "30"
BEST_BEFORE, SELL_BY, USE_BY, EXPIRY_TIME = "15", "16", "17", "7003"
_CODES = {currency.number: code for code, currency in CURRENCIES.items()}
_NET_KILOGRAMS, _PRICE, _PRICE_WITH_CURRENCY = "310", "392", "393"
_CURRENCY_DIGITS = 3
_DATE_DIGITS = 6


def expiry(elements: Elements, today: date) -> date | None:
    """The last day on which it may be sold: the earliest of use by, sell by and expiry time."""
    found = (value_of(elements, number) for number in (SELL_BY, USE_BY, EXPIRY_TIME))
    days = [date_of(value[:_DATE_DIGITS], today) for value in found if value is not None]
    return min(days, default=None)


def best_before(elements: Elements, today: date) -> date | None:
    """Until when it is at its best; it may be sold after that."""
    value = value_of(elements, BEST_BEFORE)
    return None if value is None else date_of(value, today)


def measures(elements: Elements) -> tuple[Measure, ...]:
    """Net weight, count and price, as far as they are there; pounds and other units are not the till's."""
    found = []
    for element in elements:
        number, value = element.identifier, element.value
        if number == VARIABLE_COUNT:
            found.append(Measure(MeasureKind.COUNT, int(value)))
        elif number.startswith(_NET_KILOGRAMS):
            found.append(Measure(MeasureKind.WEIGHT, int(value), int(number[-1])))
        elif number.startswith(_PRICE):
            found.append(Measure(MeasureKind.PRICE, int(value), int(number[-1])))
        elif number.startswith(_PRICE_WITH_CURRENCY):
            code = value[:_CURRENCY_DIGITS]
            amount = int(value[_CURRENCY_DIGITS:])
            currency = _CODES.get(code, code)
            found.append(Measure(MeasureKind.PRICE, amount, int(number[-1]), currency))
    return tuple(found)
