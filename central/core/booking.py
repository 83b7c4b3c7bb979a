"""Booking knows how facts are applied so that one that cannot be booked holds nothing up behind it (SYNC T15)."""

from __future__ import annotations

from collections.abc import Sequence

from central.core.apply import PARKED, apply_facts, park_fact
from central.core.feed import Change
from central.core.ports import CannotBook, Transaction
from central.core.records import Outcome
from pos_app.domain.facts import Fact

UNREADABLE = "unreadable_body"


def book_facts(
    transaction: Transaction, business_unit: str, facts: Sequence[Fact], now_us: int
) -> dict[str, list[Change]]:
    """Apply facts that were never decided before; gives what feeds are to be told, that of their store first.

    Where one of them cannot be booked each is applied by itself, and that one waits for a person.
    """
    try:
        with transaction.attempt():
            return apply_facts(transaction, business_unit, facts, now_us)
    except CannotBook:
        changes: dict[str, list[Change]] = {}
        for fact in facts:
            for feed, told in _book_one(transaction, business_unit, fact, now_us).items():
                changes.setdefault(feed, []).extend(told)
        return changes


def _book_one(
    transaction: Transaction, business_unit: str, fact: Fact, now_us: int
) -> dict[str, list[Change]]:
    try:
        with transaction.attempt():
            return apply_facts(transaction, business_unit, [fact], now_us)
    except CannotBook as error:
        outcome = Outcome(fact.fact_id.hex, PARKED, UNREADABLE, f"{fact.kind}: {error}")
        return park_fact(transaction, business_unit, outcome, now_us)
