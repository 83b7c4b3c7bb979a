"""Foreign notes knows what notes of another currency pay here, and how many of them lie in the drawer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.facts import Body, FactDraft
from pos_app.domain.money import Money, Rounding, divide
from pos_app.domain.tender import TenderLine

# Name of the store's configuration: what one unit of each currency pays here, as "EUR=0.85;USD=0.74".
FOREIGN_NOTES = "foreign_notes"
_RATE = re.compile(r"([A-Z]{3})=([0-9]{1,6}(?:\.[0-9]{1,6})?)")
_MICRO_DIGITS = 6
_MICRO = 1_000_000
_NAME = "foreign"


@dataclass(frozen=True, slots=True)
class ForeignRate:
    """What one unit of a currency pays in the store's own; text: as head office wrote it."""

    currency: str
    text: str

    def worth(self, notes: Money, home: str) -> Money:
        """What notes pay: rounded down to what the store's currency has, so that no note is taken for too much."""
        numerator = notes.amount_minor * self._micro * CURRENCIES[home].unit
        denominator = _MICRO * CURRENCIES[self.currency].unit
        return Money(divide(numerator, denominator, Rounding.DOWN), home)

    def needed(self, left: Money) -> Money:
        """The least in notes that pays an amount."""
        scale = _MICRO * CURRENCIES[self.currency].unit
        unit = self._micro * CURRENCIES[left.currency].unit * self.smallest.amount_minor
        pieces = divide(max(0, left.amount_minor) * scale, unit, Rounding.UP)
        return Money(pieces * self.smallest.amount_minor, self.currency)

    @property
    def smallest(self) -> Money:
        """The smallest note: coins of other countries are not taken."""
        return Money(CURRENCIES[self.currency].note_min, self.currency)

    @property
    def _micro(self) -> int:
        whole, _, part = self.text.partition(".")
        return int(whole) * _MICRO + int(part.ljust(_MICRO_DIGITS, "0") or 0)


@dataclass(frozen=True, slots=True)
class ForeignCount:
    """Notes of one currency as they were counted, and as the sales of the day say."""

    counted: Money
    expected: Money

    @property
    def difference(self) -> Money:
        """Over (positive) or short (negative)."""
        return self.counted - self.expected


def read_rates(setting: str, home: str) -> tuple[ForeignRate, ...]:
    """What a setting says; a currency that is the store's own, or whose notes nobody knows here, is passed over."""
    found = (_RATE.fullmatch(part.strip()) for part in setting.split(";"))
    rates = (ForeignRate(one[1], one[2]) for one in found if one is not None)
    return tuple(
        rate
        for rate in rates
        if rate.currency != home and rate.currency in CURRENCIES and rate.text.strip("0.")
    )


def notes_of(currency: str) -> tuple[int, ...]:
    """The notes of a currency in its minor units, largest first."""
    return CURRENCIES[currency].notes


def with_foreign(sums: tuple[Money, ...], tenders: Iterable[TenderLine]) -> tuple[Money, ...]:
    """What lies in the drawer after a sale, by currency."""
    by_currency = {one.currency: one for one in sums}
    for tender in tenders:
        proof = tender.proof
        if proof.foreign_currency:
            before = by_currency.get(proof.foreign_currency, Money(0, proof.foreign_currency))
            after = before + Money(proof.foreign_minor, proof.foreign_currency)
            by_currency[proof.foreign_currency] = after
    return tuple(by_currency[currency] for currency in sorted(by_currency))


def count_foreign(
    counted: tuple[Money, ...], expected: tuple[Money, ...]
) -> tuple[ForeignCount, ...]:
    """What was counted beside what should be there, by currency."""
    there = {one.currency: one for one in counted}
    due = {one.currency: one for one in expected}
    return tuple(
        ForeignCount(there.get(name, Money(0, name)), due.get(name, Money(0, name)))
        for name in sorted({*there, *due})
    )


def with_counts(draft: FactDraft, counts: tuple[ForeignCount, ...]) -> FactDraft:
    """The fact of a close with what was found of other currencies; as it is where there was none."""
    if not counts:
        return draft
    told: Body = {
        one.counted.currency: {
            "counted_minor": one.counted.amount_minor,
            "expected_minor": one.expected.amount_minor,
        }
        for one in counts
    }
    return FactDraft(draft.kind, {**draft.body, _NAME: told}, draft.version)


def read_counts(body: Body) -> tuple[ForeignCount, ...]:
    """What `with_counts` wrote."""
    told = body.get(_NAME, {})
    assert isinstance(told, dict), "a fact of a close says it by currency"
    return tuple(
        ForeignCount(Money(one["counted_minor"], name), Money(one["expected_minor"], name))
        for name, one in sorted(told.items())
    )
