"""Reading knows how a JSON document becomes values, and says of a wrong one where it is wrong and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

AMOUNT_MAX = 10**12
MILLION = 1_000_000
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


class BadDocument(ValueError):
    """A document that cannot be read; `path` leads to the place, `reason` says what is expected there."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def scaled(value: object, path: str, digits: int) -> int:
    """A whole number or a decimal written as text, in units of 10^-digits; never a binary fraction."""
    text = value if isinstance(value, str) else str(value) if type(value) is int else ""
    if _DECIMAL.fullmatch(text) is None:
        raise BadDocument(path, "is a whole number, or a decimal number as text")
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    if len(rest) > digits:
        raise BadDocument(path, f"has at most {digits} digits behind the point")
    return int(whole + rest.ljust(digits, "0"))


@dataclass(frozen=True, slots=True)
class Fields:
    """One object of a document: every field is read by its kind, and one that nobody knows is refused."""

    values: Mapping[str, object]
    path: str

    @staticmethod
    def of(document: object, path: str, known: frozenset[str]) -> Fields:
        """An object with no other fields than those known."""
        if not isinstance(document, Mapping):
            raise BadDocument(path, "is an object")
        for name in document:
            if name not in known:
                raise BadDocument(f"{path}.{name}", "is not a field that is known here")
        return Fields(cast(Mapping[str, object], document), path)

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}.{name}"

    def has(self, name: str) -> bool:
        """True when the field is there and not null."""
        return self.values.get(name) is not None

    def wrong(self, name: str, reason: str) -> BadDocument:
        """What to raise about a field."""
        return BadDocument(self.at(name), reason)

    def text(self, name: str, default: str | None = None) -> str:
        """A text of 1 to 200 characters."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not 0 < len(value) <= 200:
            raise self.wrong(name, "is a text of 1 to 200 characters")
        return value

    def choice(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words."""
        value = self.text(name, default)
        if value not in choices:
            raise self.wrong(name, f"is one of {', '.join(choices)}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.wrong(name, "is true or false")
        return value

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if type(value) is not int or not low <= value <= high:
            raise self.wrong(name, f"is a whole number from {low} to {high}")
        return value

    def amount(self, name: str, default: int | None = None) -> int:
        """An amount of money in minor units, not negative."""
        return self.whole(name, 0, AMOUNT_MAX, default)

    def amount_or_none(self, name: str) -> int | None:
        """An amount that may be missing."""
        return self.amount(name) if self.has(name) else None

    def whole_or_none(self, name: str, low: int, high: int) -> int | None:
        """A whole number that may be missing."""
        return self.whole(name, low, high) if self.has(name) else None

    def percent(self, name: str, high: int = 100, default: str | None = None) -> int:
        """A percentage, in parts per million."""
        value = self.values.get(name, default) if default is not None else self.values.get(name)
        parts = scaled(value, self.at(name), 4)
        if not 0 <= parts <= high * 10_000:
            raise self.wrong(name, f"is a percentage from 0 to {high}")
        return parts

    def items(self, name: str) -> list[tuple[str, object]]:
        """The entries of a list with their paths; none when it is missing."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            raise self.wrong(name, "is a list")
        return [(f"{self.at(name)}[{index}]", entry) for index, entry in enumerate(value)]

    def names(self, name: str) -> frozenset[str]:
        """A list of texts, as a set."""
        return frozenset(self.ordered_names(name))

    def ordered_names(self, name: str) -> tuple[str, ...]:
        """A list of texts in its order."""
        found: list[str] = []
        for path, entry in self.items(name):
            if not isinstance(entry, str) or not entry:
                raise BadDocument(path, "is a text")
            found.append(entry)
        return tuple(found)

    def counts(self, name: str) -> dict[str, int]:
        """An object of whole numbers that are not negative."""
        value = self.values.get(name)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self.wrong(name, "is an object")
        for key, count in value.items():
            if type(count) is not int or count < 0:
                raise BadDocument(f"{self.at(name)}.{key}", "is a whole number, not negative")
        return {str(key): cast(int, count) for key, count in value.items()}
