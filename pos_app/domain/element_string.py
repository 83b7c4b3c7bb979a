"""Element string knows how GS1 data is strung together in a code: identifier, data, and FNC1 where a length varies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.application_identifiers import identifier, identifier_at

# FNC1 between two fields comes out of a scanner as GS (GS1 General Specifications 7.8).
FNC1 = "\x1d"
_BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*(?:\((?!\d{2,4}\))[^(]*)*)")


class Problem(StrEnum):
    """Why a code is not read as what it seems to be."""

    CHECK_DIGIT = "check_digit"
    UNKNOWN_IDENTIFIER = "unknown_identifier"
    # wrong length, characters, check digit or date behind an identifier
    BAD_VALUE = "bad_value"
    # one identifier twice with different data
    CONTRADICTION = "contradiction"
    # a Digital Link in the short form that only its web service can spell out
    COMPRESSED_LINK = "compressed_link"


@dataclass(frozen=True, slots=True)
class Element:
    """One Application Identifier with its data."""

    identifier: str
    value: str

    @property
    def is_valid(self) -> bool:
        """Whether GS1 has the identifier and the data fits it."""
        known = identifier(self.identifier)
        return known is not None and known.accepts(self.value)


@dataclass(frozen=True, slots=True)
class Misreading:
    """What is wrong, and in which identifier's data."""

    problem: Problem
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An element that lacks others beside it, or stands beside one that excludes it."""

    identifier: str
    lacks: tuple[str, ...]
    clashes: tuple[str, ...]


Elements = tuple[Element, ...]


def read_elements(text: str) -> Elements | Misreading:
    """The elements of a code as a scanner sends it, or as people write it with the identifiers in brackets."""
    if text.startswith("("):
        return _read_bracketed(text)
    elements: list[Element] = []
    place = 0
    while place < len(text):
        if text[place] == FNC1:
            place += 1
            continue
        known = identifier_at(text, place)
        if known is None:
            return Misreading(Problem.UNKNOWN_IDENTIFIER, text[place : place + 2])
        begin = place + len(known.number)
        end = text.find(FNC1, begin)
        end = len(text) if end < 0 else end
        if known.has_fixed_length:
            end = min(end, begin + known.length)
        elements.append(Element(known.number, text[begin:end]))
        place = end
    return checked(tuple(elements))


def write_elements(elements: Elements) -> str:
    """What a code carries: those of fixed length first, so that FNC1 is needed as seldom as possible."""
    text = ""
    waits_for_fnc1 = False
    for element in sorted(elements, key=_varies):
        text += (FNC1 if waits_for_fnc1 else "") + element.identifier + element.value
        waits_for_fnc1 = _varies(element)
    return text


def bracketed(elements: Elements) -> str:
    """What stands for people beside the bars."""
    return "".join(f"({element.identifier}){element.value}" for element in elements)


def checked(elements: Elements) -> Elements | Misreading:
    """The elements, each once, when the data of all is right."""
    values: dict[str, str] = {}
    for element in elements:
        if not element.is_valid:
            return Misreading(Problem.BAD_VALUE, element.identifier)
        if values.setdefault(element.identifier, element.value) != element.value:
            return Misreading(Problem.CONTRADICTION, element.identifier)
    return tuple(Element(number, value) for number, value in values.items())


def value_of(elements: Elements, number: str) -> str | None:
    """The data behind one identifier."""
    return next((each.value for each in elements if each.identifier == number), None)


def doubts(elements: Elements) -> tuple[Doubt, ...]:
    """What GS1 would have stand beside these elements, or not beside them; the code can be used all the same."""
    there = tuple(element.identifier for element in elements)
    found = []
    for number in there:
        known = identifier(number)
        assert known is not None, "an element that was not checked"
        lacks = tuple(
            " or ".join("+".join(choice) for choice in group)
            for group in known.requires
            if not any(all(_is_there(part, there) for part in choice) for choice in group)
        )
        clashes = tuple(
            other
            for other in there
            if other != number and any(_matches(other, pattern) for pattern in known.excludes)
        )
        if lacks or clashes:
            found.append(Doubt(number, lacks, clashes))
    return tuple(found)


def _read_bracketed(text: str) -> Elements | Misreading:
    found = [Element(match[1], match[2]) for match in _BRACKETED.finditer(text)]
    if bracketed(tuple(found)) != text:
        return Misreading(Problem.UNKNOWN_IDENTIFIER)
    unknown = next((each for each in found if identifier(each.identifier) is None), None)
    if unknown is not None:
        return Misreading(Problem.UNKNOWN_IDENTIFIER, unknown.identifier)
    return checked(tuple(found))


def _varies(element: Element) -> bool:
    known = identifier(element.identifier)
    return known is None or not known.has_fixed_length


def _is_there(pattern: str, there: tuple[str, ...]) -> bool:
    return any(_matches(number, pattern) for number in there)


def _matches(number: str, pattern: str) -> bool:
    """`n` in the dictionary's patterns is any digit."""
    return len(number) == len(pattern) and all(
        wanted in ("n", digit) for digit, wanted in zip(number, pattern, strict=True)
    )
