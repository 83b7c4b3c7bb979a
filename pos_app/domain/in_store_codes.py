"""In-store codes knows how a store's own numbers carry a weight, a price or a count, by patterns that a store sets.

A pattern has one character for each of the 13 digits: digits are the prefix, `I` the item, `W` kilograms, `P` price,
`N` pieces (small letters are decimals), `C` the check digit of that figure, `X` any digit, `K` the last check digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pos_app.domain.gs1 import GTIN_DIGITS, check_digit, measure_check_digit
from pos_app.domain.measure import Measure, MeasureKind

DIGITS = 13
SETTING = "in_store_codes"
_PATTERN = re.compile(r"(\d{1,7})([IX]*)(C?)(W*w*|P*p*|N+)K")
_KINDS = {"W": MeasureKind.WEIGHT, "P": MeasureKind.PRICE, "N": MeasureKind.COUNT}
_CHECKED_LENGTHS = (4, 5)

# What the GS1 organisations of these countries tell their members.
_BALTIC = ("23IIIIIIWwwwK", "24IIIIIIWWwwK", "25IIIIIIWWWwK")
_SWEDISH = ("20IIIIIIPPppK", "21IIIIIIPPPpK", "22IIIIIIPPPPK", *_BALTIC)
COUNTRIES = {
    "DE": (
        *("22IIIICPPPppK", "23IIIICPPPppK", "25IIIICNNNNNK", "26IIIICNNNNNK"),
        *("28IIIICWWwwwK", "29IIIICWWwwwK"),
    ),
    "DK": (
        *("21IIIIPPPPppK", "22IIIIPPPPppK", "23IIIIPPPPppK", "24IIIIPPPPppK"),
        *("26IIIIWWWwwwK", "27IIIIIWWwwwK", "28IIIIWWWwwwK"),
    ),
    "EE": _BALTIC,
    "FI": _BALTIC,
    "GB": ("20IIIIICPPppK",),
    "LT": _BALTIC,
    "LV": _BALTIC,
    "NO": _SWEDISH,
    "SE": _SWEDISH,
    "US": ("02IIIIICPPppK",),
}


@dataclass(frozen=True, slots=True)
class InStoreRule:
    """One pattern: which of 13 digits are what. Errors when made of a wrong one: ValueError."""

    prefix: str
    item: slice
    check: int | None
    figure: slice
    kind: MeasureKind
    decimals: int

    @staticmethod
    def of(pattern: str) -> InStoreRule:
        """Read a pattern."""
        found = _PATTERN.fullmatch(pattern)
        if found is None or len(pattern) != DIGITS or not found[4]:
            message = f"no pattern of 13 characters: {pattern}"
            raise ValueError(message)
        if found[3] and len(found[4]) not in _CHECKED_LENGTHS:
            message = f"a check digit of its own needs a figure of 4 or 5 digits: {pattern}"
            raise ValueError(message)
        item = found[2].rstrip("X")
        if "X" in item or not item:
            message = f"the item's digits stand together behind the prefix: {pattern}"
            raise ValueError(message)
        return InStoreRule(
            prefix=found[1],
            item=slice(found.start(2), found.start(2) + len(item)),
            check=found.start(3) if found[3] else None,
            figure=slice(found.start(4), found.end(4)),
            kind=_KINDS[found[4][0].upper()],
            decimals=0 if found[4][0] == "N" else sum(sign.islower() for sign in found[4]),
        )

    def read(self, digits: str) -> InStoreCode:
        """What 13 digits of this rule say."""
        figure = digits[self.figure]
        is_right = self.check is None or measure_check_digit(figure) == digits[self.check]
        measure = Measure(self.kind, int(figure), self.decimals) if is_right else None
        return InStoreCode(
            digits[self.item], self.write(digits[self.item], 0).zfill(GTIN_DIGITS), measure
        )

    def write(self, item: str, figure: int) -> str:
        """The 13 digits for an item and a figure, in the units of the rule's last decimal."""
        digits = list(self.prefix.ljust(DIGITS - 1, "0"))
        digits[self.item] = item
        written = str(figure).zfill(self.figure.stop - self.figure.start)
        digits[self.figure] = written
        if self.check is not None:
            digits[self.check] = measure_check_digit(written)
        body = "".join(digits)
        return body + check_digit(body)


@dataclass(frozen=True, slots=True)
class InStoreCode:
    """What an in-store code says: the item's digits, the number that the item has without a figure, and the figure.

    measure: None when its own check digit is wrong.
    """

    item_number: str
    item_gtin: str
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class InStoreRules:
    """The rules of one store; the first whose prefix fits counts."""

    rules: tuple[InStoreRule, ...] = ()

    def rule_for(self, gtin: str) -> InStoreRule | None:
        """The rule for a 14-digit number."""
        digits = gtin[1:] if gtin.startswith("0") else ""
        return next((rule for rule in self.rules if digits.startswith(rule.prefix)), None)


@cache
def in_store_rules(text: str) -> InStoreRules:
    """The rules of a setting, countries and patterns apart by spaces; words that are neither are passed over."""
    patterns: list[str] = []
    for word in text.split():
        patterns += COUNTRIES.get(word.upper(), (word,))
    return InStoreRules(tuple(rule for rule in map(_rule_or_none, patterns) if rule is not None))


def complaints(text: str) -> tuple[str, ...]:
    """The words of a setting that are neither a country nor a pattern."""
    words = [word for word in text.split() if word.upper() not in COUNTRIES]
    return tuple(word for word in words if _rule_or_none(word) is None)


def _rule_or_none(pattern: str) -> InStoreRule | None:
    try:
        return InStoreRule.of(pattern)
    except ValueError:
        return None
