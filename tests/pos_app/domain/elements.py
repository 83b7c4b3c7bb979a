"""Any GS1 data that its dictionary allows, and the samples that the tests of codes share."""

import re
from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

from pos_app.domain.application_identifiers import (
    ApplicationIdentifier,
    Component,
    all_identifiers,
)
from pos_app.domain.element_string import Element
from pos_app.domain.gs1 import check_digit
from pos_app.domain.gs1_dates import date_digits

GTIN = Element("01", "09501101530003")
LOT = Element("10", "AB-123")
USE_BY = Element("17", "261231")

_DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31)).map(date_digits)
_CLOCK = st.times().map(lambda time: time.strftime("%H%M"))
_MADE: dict[str, Callable[[int], st.SearchStrategy[str]]] = {
    "csum": lambda length: st.from_regex(rf"[0-9]{{{length - 1}}}", fullmatch=True).map(
        lambda body: body + check_digit(body)
    ),
    "yymmdd": lambda _length: _DAYS,
    "yymmd0": lambda _length: _DAYS | _DAYS.map(lambda day: day[:4] + "00"),
    "yyyymmdd": lambda _length: _DAYS.map(lambda day: "20" + day),
    "hhmi": lambda _length: _CLOCK,
    "hh": lambda _length: _CLOCK.map(lambda time: time[:2]),
    "mi": lambda _length: _CLOCK.map(lambda time: time[2:]),
    "ss": lambda _length: _CLOCK.map(lambda time: time[2:]),
    "zero": lambda length: st.just("0" * length),
    "pieceoftotal": lambda _length: st.just("0103"),
    "yesno": lambda _length: st.sampled_from("01"),
    "hyphen": lambda _length: st.just("-"),
}


def _data(component: Component) -> st.SearchStrategy[str]:
    for check in component.checks:
        if check in _MADE:
            return _MADE[check](component.length_max)
    pattern = re.compile(component.pattern.removesuffix("?"))
    return st.from_regex(pattern, fullmatch=True)


def _element(known: ApplicationIdentifier) -> st.SearchStrategy[Element]:
    data = st.tuples(*(_data(component) for component in known.components)).map("".join)
    return data.filter(known.accepts).map(lambda value: Element(known.number, value))


def elements(*numbers: str) -> st.SearchStrategy[Element]:
    """One element of any identifier, or of one of those named."""
    known = all_identifiers()
    return st.sampled_from(sorted(numbers or known)).flatmap(lambda number: _element(known[number]))


ELEMENT_STRINGS = st.lists(
    elements(), min_size=1, max_size=6, unique_by=lambda element: element.identifier
).map(tuple)
