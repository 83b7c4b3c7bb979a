"""Application identifiers knows how the data behind each GS1 identifier is made, and what may stand beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pos_app.domain.gs1 import check_digit
from pos_app.domain.gs1_dates import is_date, is_date_or_month
from pos_app.domain.gs1_dictionary import ENTRIES

# Lengths of identifiers; none is the beginning of another.
IDENTIFIER_LENGTHS = (2, 3, 4)
# GS1 General Specifications 7.11: character sets 82 and 39, and base64 for the web.
_CHARACTERS = {
    "N": "0-9",
    "X": "!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z",
    "Y": "#\\-/0-9A-Z",
    "Z": "A-Za-z0-9_=\\-",
}
_COMPONENT = re.compile(r"(\[)?([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)")
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the data: how many characters of which set, and the checks that it stands."""

    characters: str
    length_min: int
    length_max: int
    optional: bool
    checks: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """A group of a regular expression."""
        group = f"([{_CHARACTERS[self.characters]}]{{{self.length_min},{self.length_max}}})"
        return group + "?" if self.optional else group


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """What the dictionary says of one identifier.

    requires: of each group one alternative has to be there, an alternative being identifiers that stand together;
    link_key: the orders of qualifiers that may follow it in a Digital Link, None when it is no key.
    """

    number: str
    title: str
    has_fixed_length: bool
    is_link_attribute: bool
    components: tuple[Component, ...]
    requires: tuple[tuple[tuple[str, ...], ...], ...]
    excludes: tuple[str, ...]
    link_key: tuple[tuple[str, ...], ...] | None

    @property
    def length(self) -> int:
        """Characters of the data where the length is fixed."""
        return sum(component.length_max for component in self.components)

    def accepts(self, value: str) -> bool:
        """Whether the data has the right characters, length, check digit and dates."""
        found = _pattern_of(self.number).fullmatch(value)
        return found is not None and all(
            part is None or all(_CHECKS.get(check, _anything)(part) for check in component.checks)
            for part, component in zip(found.groups(), self.components, strict=True)
        )

    def parts(self, value: str) -> tuple[str | None, ...]:
        """The data of each component, None for one that is not there; the data was accepted before."""
        found = _pattern_of(self.number).fullmatch(value)
        assert found is not None, f"no data of ({self.number}): {value}"
        return found.groups()


def identifier(number: str) -> ApplicationIdentifier | None:
    """What is known of an identifier, None when GS1 has none of this number."""
    return all_identifiers().get(number)


def identifier_at(text: str, place: int) -> ApplicationIdentifier | None:
    """The identifier that begins at this place of an element string."""
    known = all_identifiers()
    for length in IDENTIFIER_LENGTHS:
        found = known.get(text[place : place + length])
        if found is not None:
            return found
    return None


@cache
def all_identifiers() -> dict[str, ApplicationIdentifier]:
    """Every identifier by its number; read at the first code that needs it."""
    return {
        entry.number: entry for line in ENTRIES.strip().splitlines() for entry in _entries(line)
    }


def _entries(line: str) -> list[ApplicationIdentifier]:
    body, _, title = line.partition(" # ")
    numbers, *words = body.split()
    flags = words.pop(0) if set(words[0]) <= set("*?") else ""
    attributes = [word for word in words if "=" in word or word == "dlpkey"]
    components = tuple(_component(word) for word in words if word not in attributes)
    span = _RANGE.fullmatch(numbers)
    assert span is not None, f"no identifier: {numbers}"
    first, last = int(span[1]), int(span[2] or span[1])
    return [
        ApplicationIdentifier(
            number=str(number).zfill(len(span[1])),
            title=title,
            has_fixed_length="*" in flags,
            is_link_attribute="?" in flags,
            components=components,
            requires=tuple(
                tuple(tuple(choice.split("+")) for choice in listed.split(","))
                for listed in _listed(attributes, "req")
            ),
            excludes=tuple(
                number for listed in _listed(attributes, "ex") for number in listed.split(",")
            ),
            link_key=_link_key(attributes),
        )
        for number in range(first, last + 1)
    ]


def _component(word: str) -> Component:
    found = _COMPONENT.fullmatch(word)
    assert found is not None, f"no component: {word}"
    length = int(found[4])
    return Component(
        characters=found[2],
        length_min=1 if found[3] else length,
        length_max=length,
        optional=found[1] is not None,
        checks=tuple(filter(None, found[5].split(","))),
    )


def _listed(attributes: list[str], name: str) -> list[str]:
    return [word.partition("=")[2] for word in attributes if word.startswith(name + "=")]


def _link_key(attributes: list[str]) -> tuple[tuple[str, ...], ...] | None:
    if "dlpkey" in attributes:
        return ((),)
    orders = _listed(attributes, "dlpkey")
    return tuple(tuple(order.split(",")) for order in orders[0].split("|")) if orders else None


@cache
def _pattern_of(number: str) -> re.Pattern[str]:
    found = all_identifiers()[number]
    return re.compile("".join(component.pattern for component in found.components))


def _is_checked(text: str) -> bool:
    return check_digit(text[:-1]) == text[-1]


def _is_clock(text: str) -> bool:
    limits = ("23", "59", "59")
    pairs = (text[place : place + 2] for place in range(0, len(text), 2))
    return all(pair <= limit for pair, limit in zip(pairs, limits, strict=False))


def _is_part_of_whole(text: str) -> bool:
    part, whole = text[: len(text) // 2], text[len(text) // 2 :]
    return int(part) > 0 and part <= whole


def _anything(_text: str) -> bool:
    """What a till has no use for, as a country, stops no sale; `gs1_content` looks at it."""
    return True


_CHECKS: dict[str, Callable[[str], bool]] = {
    "csum": _is_checked,
    "yymmdd": is_date,
    "yymmd0": is_date_or_month,
    "yyyymmdd": lambda text: is_date(text[2:]),
    "hhmi": _is_clock,
    "hh": _is_clock,
    "mi": lambda text: text <= "59",
    "ss": lambda text: text <= "59",
    "zero": lambda text: set(text) == {"0"},
    "nonzero": lambda text: set(text) != {"0"},
    "nozeroprefix": lambda text: text == "0" or not text.startswith("0"),
    "yesno": lambda text: text in "01",
    "hyphen": lambda text: text == "-",
    "hasnondigit": lambda text: not text.isdigit(),
    "pieceoftotal": _is_part_of_whole,
}
