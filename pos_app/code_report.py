"""Code report knows how the meaning of a code is told to a person at a command line, with what is doubtful in it."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date

from pos_app.domain.application_identifiers import identifier
from pos_app.domain.element_string import Elements, Problem, doubts, value_of
from pos_app.domain.gs1_content import odd_parts
from pos_app.domain.in_store_codes import InStoreCode
from pos_app.domain.measure import Measure, MeasureKind
from pos_app.domain.product_facts import LOT, SERIAL, best_before, expiry, measures
from pos_app.domain.scan import MisreadCode, ProductCode, ScannedCode

_REASONS = {
    Problem.CHECK_DIGIT: "the last digit does not fit the others",
    Problem.UNKNOWN_IDENTIFIER: "GS1 has no such Application Identifier",
    Problem.BAD_VALUE: "the data has a wrong length, character, check digit or date",
    Problem.CONTRADICTION: "the same is said twice and differently, or in an order that GS1 does not have",
    Problem.COMPRESSED_LINK: "a compressed GS1 Digital Link is not read here; scan the bars of the same item",
}
_UNITS = {MeasureKind.WEIGHT: " kg", MeasureKind.PRICE: "", MeasureKind.COUNT: ""}

Report = dict[str, object]


def report(code: ScannedCode, today: date) -> Report:
    """What a code means, ready for JSON; what is not in the code is not in the report."""
    plain = {
        field.name: getattr(code, field.name)
        for field in fields(code)
        if field.name not in ("elements", "in_store")
    }
    said: Report = {"kind": type(code).__name__, **plain}
    if isinstance(code, MisreadCode):
        said["reason"] = _REASONS[code.problem]
    elements: Elements = getattr(code, "elements", ())
    warnings: list[str] = []
    if elements:
        said |= _elements(elements, today)
        warnings += _doubts(elements, today)
    if isinstance(code, ProductCode) and code.in_store is not None:
        said |= _in_store(code.in_store)
        if code.in_store.measure is None:
            warnings.append("the check digit of the price or weight is wrong")
    if warnings:
        said["warnings"] = warnings
    return {name: value for name, value in said.items() if value not in ("", None)}


def _elements(elements: Elements, today: date) -> Report:
    return {
        "identifiers": [
            {**asdict(element), "title": _title(element.identifier)} for element in elements
        ],
        **_measures(measures(elements)),
        "expiry": expiry(elements, today),
        "best_before": best_before(elements, today),
        "lot": value_of(elements, LOT),
        "serial": value_of(elements, SERIAL),
    }


def _in_store(code: InStoreCode) -> Report:
    told = () if code.measure is None else (code.measure,)
    return {"item": code.item_number, "item_gtin": code.item_gtin, **_measures(told)}


def _measures(found: tuple[Measure, ...]) -> Report:
    said: Report = {}
    for measure in found:
        said[measure.kind.value] = measure.text + _UNITS[measure.kind]
        if measure.currency:
            said["currency"] = measure.currency
    return said


def _doubts(elements: Elements, today: date) -> list[str]:
    found = []
    for doubt in doubts(elements):
        found += [f"({doubt.identifier}) needs beside it {lacking}" for lacking in doubt.lacks]
        found += [f"({doubt.identifier}) excludes ({other})" for other in doubt.clashes]
    found += [f"({number}) does not hold {words}" for number, words in odd_parts(elements)]
    last_day, best_day = expiry(elements, today), best_before(elements, today)
    if last_day is not None and last_day < today:
        found.append("its last day has passed")
    if best_day is not None and best_day < today:
        found.append("it was at its best before today")
    return found


def _title(number: str) -> str:
    known = identifier(number)
    assert known is not None, "an element that was not checked"
    return known.title
