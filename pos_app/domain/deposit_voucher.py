"""Deposit voucher knows what the slip of a machine that takes back empties says: which slip it is, and its amount.

A pattern has one character for each digit of the number: digits are the prefix, `S` the serial, `P` the price (small
letters are decimals), `X` any digit, `K` a check digit at the end. Without `P` a person reads the amount on the slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pos_app.domain.catalogue import UNLISTED, Item, PriceFrom
from pos_app.domain.gs1 import check_digit
from pos_app.domain.measure import Measure, MeasureKind
from pos_app.domain.money import UnitPrice
from pos_app.domain.quantity import EACH
from pos_app.domain.tax import TaxRate

# Name of the store's configuration: the patterns of its machines, apart by spaces.
DEPOSIT_VOUCHERS = "deposit_vouchers"
NAME = "Deposit return"
# The deposit was no price of goods when it was paid, and is none when it comes back.
NO_TAX = TaxRate("-", "-", 0)
LENGTH_MIN, LENGTH_MAX = 13, 32
SERIAL_LENGTH_MIN = 4
# What a person may read on a slip, in minor units.
TYPED_MAX_MINOR = 5_000
_PATTERN = re.compile(r"\d{2,8}(?:X*S+X*P+p*|X*P+p*X*S+|X*S+)X*K?")


@dataclass(frozen=True, slots=True)
class DepositVoucher:
    """One slip: its whole number tells it from any other; amount: in minor units, 0 where its bars say none."""

    number: str
    amount_minor: int

    def as_item(self, currency: str) -> Item:
        """A line that lowers what is to pay; it is no goods, and nothing is taken off it."""
        return Item(
            item_id=UNLISTED,
            number=self.number,
            name=NAME,
            department="",
            unit=EACH,
            unit_price=UnitPrice.of_minor(-self.amount_minor, currency),
            tax_rate=NO_TAX,
            price_from=PriceFrom.DEPOSIT,
        )


def read_voucher(text: str, patterns: str, currency: str) -> DepositVoucher | None:
    """The slip that digits are by the store's patterns, None when they are none, or worth nothing."""
    if not (text.isascii() and text.isdigit()):
        return None
    for rule in _rules(patterns):
        if rule.fits(text):
            return rule.read(text, currency)
    return None


def complaints(patterns: str) -> tuple[str, ...]:
    """The words of a setting that are no pattern: too short, or without a serial."""
    return tuple(word for word in patterns.split() if _rule_of(word) is None)


@dataclass(frozen=True, slots=True)
class _Rule:
    prefix: str
    length: int
    price: slice | None
    decimals: int
    is_checked: bool

    def read(self, text: str, currency: str) -> DepositVoucher | None:
        """Digits that fit; None for a slip that says it is worth nothing."""
        if self.price is None:
            return DepositVoucher(text, 0)
        figure = Measure(MeasureKind.PRICE, int(text[self.price]), self.decimals)
        minor = figure.price_minor(currency)
        return DepositVoucher(text, minor) if minor else None

    def fits(self, text: str) -> bool:
        if len(text) != self.length or not text.startswith(self.prefix):
            return False
        return not self.is_checked or check_digit(text[:-1]) == text[-1]


@cache
def _rules(patterns: str) -> tuple[_Rule, ...]:
    return tuple(rule for rule in map(_rule_of, patterns.split()) if rule is not None)


def _rule_of(pattern: str) -> _Rule | None:
    is_long = LENGTH_MIN <= len(pattern) <= LENGTH_MAX
    if not (is_long and _PATTERN.fullmatch(pattern)) or pattern.count("S") < SERIAL_LENGTH_MIN:
        return None
    price = [place for place, sign in enumerate(pattern) if sign in "Pp"]
    return _Rule(
        prefix=pattern.rstrip("SXPpK"),
        length=len(pattern),
        price=slice(price[0], price[-1] + 1) if price else None,
        decimals=pattern.count("p"),
        is_checked=pattern.endswith("K"),
    )
