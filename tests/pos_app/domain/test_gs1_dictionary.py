"""Every Application Identifier of GS1's dictionary is understood as its line says: form, checks, company, title."""

from __future__ import annotations

from datetime import date

import pytest

from pos_app.code_report import report
from pos_app.domain.application_identifiers import (
    ApplicationIdentifier,
    Component,
    all_identifiers,
)
from pos_app.domain.element_string import FNC1, Element, Misreading, doubts, read_elements
from pos_app.domain.gs1 import check_digit
from pos_app.domain.gs1_content import odd_parts
from pos_app.domain.gs1_dictionary import ENTRIES
from pos_app.domain.scan import parse_scan
from tests.pos_app.domain.elements import GTIN

TODAY = date(2026, 11, 22)
_CHECKED = {
    "yymmdd": "261121",
    "yymmd0": "261100",
    "yyyymmdd": "19800229",
    "hhmi": "2359",
    "hh": "23",
    "mi": "59",
    "ss": "59",
    "pieceoftotal": "0203",
    "zero": "0",
    "yesno": "1",
    "hyphen": "-",
}
_FILL = {"N": "1", "X": "a", "Y": "A", "Z": "a"}
# Bodies of checks that look at what stands in the data, right and wrong.
_CONTENT = [
    ("421", "826LS1", "999LS1", "a country's number"),
    ("425", "826276", "826277", "a country's number"),
    ("426", "826", "001", "a country's number"),
    ("7030", "999ABC", "998ABC", "a country's number"),
    ("4307", "GB", "XX", "a country's two letters"),
    ("4309", "02790858483015297971", "18000000013015297971", "a latitude"),
    ("4309", "02790858483015297971", "02790858483600000001", "a longitude"),
    ("4300", "Caf%C3%A9", "Caf%C", "text with % only before two hexadecimal digits"),
    ("7040", "1ABC", "1AB.", "one letter or digit"),
    ("7241", "10", "11", "a type from 01 to 10 or from 80"),
    ("7252", "9", "3", "0, 1, 2 or 9"),
    ("7258", "1/3", "3/1", "a position of so many, as 1/3"),
    ("8001", "11112345678911", "11112345678921", "0, 1 or 9"),
    ("8007", "GB82WEST12345698765432", "GB82WEST12345698765433", "an account's number"),
    ("8013", "1987654Ad4X4bL5ttr2310c2K", "1987654Ad4X4bL5ttr2310c2L", "a number with its right"),
]


def of_length(component: Component, length: int) -> str:
    """Data that fits the component, of so many characters."""
    for check in component.checks:
        if check == "csum":
            body = "1" * (length - 1)
            return body + check_digit(body)
        if check in _CHECKED:
            return (_CHECKED[check] * length)[:length]
    body = _FILL[component.characters] * length
    return "a" * length if "hasnondigit" in component.checks else body


def least(known: ApplicationIdentifier) -> str:
    """The shortest data."""
    wanted = (each for each in known.components if not each.optional)
    return "".join(of_length(each, each.length_min) for each in wanted)


def most(known: ApplicationIdentifier) -> str:
    """The longest data."""
    return "".join(of_length(each, each.length_max) for each in known.components)


EVERY = tuple(all_identifiers().values())


def test_each_takes_its_shortest_and_longest_data_and_nothing_beyond() -> None:
    for known in EVERY:
        assert known.accepts(least(known)) and known.accepts(most(known)), known.number
        assert not known.accepts(most(known) + "1"), known.number
        assert not known.accepts(least(known)[:-1]), known.number
        assert not known.accepts("€" + most(known)[1:]), known.number
        if known.components[0].characters == "N":
            assert not known.accepts("x" + most(known)[1:]), known.number


def test_each_check_digit_and_date_counts() -> None:
    for known in EVERY:
        whole, place = most(known), 0
        for component in known.components:
            end = place + component.length_max
            if "csum" in component.checks:
                digit = "0" if whole[end - 1] != "0" else "1"
                assert not known.accepts(whole[: end - 1] + digit + whole[end:]), known.number
            if {"yymmdd", "yymmd0"} & set(component.checks):
                assert not known.accepts(whole[:place] + "261301" + whole[end:]), known.number
            place = end


def test_each_ends_where_the_dictionary_says() -> None:
    """Behind a fixed length the next identifier follows at once, behind any other only after FNC1."""
    for known in EVERY:
        element, behind = Element(known.number, most(known)), Element("99", "next")
        if known.number == behind.identifier:
            continue
        text = known.number + element.value
        tail = behind.identifier + behind.value
        assert read_elements(text + FNC1 + tail) == (element, behind), known.number
        without = read_elements(text + tail)
        if known.has_fixed_length:
            assert without == (element, behind), known.number
        else:
            assert isinstance(without, Misreading), known.number


def test_each_says_its_title_and_what_it_lacks() -> None:
    titles = {line.partition(" # ")[2] for line in ENTRIES.strip().splitlines()}
    for known in EVERY:
        meaning = report(parse_scan(f"]C1{known.number}{most(known)}"), TODAY)
        told = {"identifier": known.number, "value": most(known), "title": known.title}
        assert meaning["identifiers"] == [told] and known.title in titles
        [*lacking] = doubts((Element(known.number, most(known)),))
        assert bool(lacking) == bool(known.requires), known.number


def test_each_stands_beside_no_other_that_it_excludes() -> None:
    for known in EVERY:
        for other in EVERY:
            excluded = any(
                len(pattern) == len(other.number)
                and all(a in ("n", b) for a, b in zip(pattern, other.number, strict=True))
                for pattern in known.excludes
            )
            if excluded and other is not known:
                pair = (Element(known.number, most(known)), Element(other.number, most(other)))
                clashes = {doubt.identifier: doubt.clashes for doubt in doubts(pair)}
                assert clashes[known.number] == (other.number,), (known.number, other.number)


@pytest.mark.parametrize(("number", "right", "wrong", "words"), _CONTENT)
def test_data_that_names_what_does_not_exist_is_told_and_stops_nothing(
    number: str, right: str, wrong: str, words: str
) -> None:
    assert odd_parts((Element(number, right),)) == ()
    [(odd, should)] = odd_parts((Element(number, wrong),))
    assert odd == number and should.startswith(words)
    code = parse_scan(f"]C1{GTIN.identifier}{GTIN.value}{number}{wrong}")
    assert f"({number}) does not hold {should}" in str(report(code, TODAY)["warnings"])
