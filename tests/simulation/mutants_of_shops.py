"""Mutants of shops knows bugs that could be in what is done with orders, cards and drawers, and who finds them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import central.core.order_facts
import pos_app.storage.sqlite_payments
from central.core.order_effects import Doubt
from central.core.return_facts import ReturnsOfStep
from pos_app.domain.cash_moves import CashMoves
from pos_app.domain.payment_facts import read_open
from pos_app.storage.sqlite_payments import SqlitePayments
from tests.simulation.planting import Mutant, put


def _nothing(*_arguments: object) -> None:
    return None


def _holds_nothing(*_arguments: object) -> dict[int, int]:
    return {}


_book = ReturnsOfStep.book


def _goods_stay_away(self: ReturnsOfStep, fact: Any, *, by_person: bool) -> Any:
    """The money of a return counts, and its goods are no stock."""
    booked = _book(self, fact, by_person=by_person)
    return booked if isinstance(booked, Doubt) else replace(booked, movements=())


def _itself_alone(fact: Any) -> Any:
    """What a fact says of other payments that are open is not read."""
    return [pair for pair in read_open(fact) if fact.fact_id in pair]


_is_open = SqlitePayments._is_open


def _known_to_be_taken(self: SqlitePayments, payment: Any) -> bool:
    """A payment without an answer is taken for one that never was."""
    return not payment.is_in_doubt and _is_open(self, payment)


def _as_before(self: CashMoves, *_arguments: object) -> CashMoves:
    return self


MUTANTS_OF_SHOPS = (
    Mutant("an order leaves twice", put(central.core.order_facts, "ENDED", frozenset[str]()), 4),
    Mutant(
        "what was handed over is still held back",
        put(central.core.order_facts, "held_back", _holds_nothing),
        4,
    ),
    Mutant("more comes back than was sold", put(ReturnsOfStep, "_more_than_sold", _nothing), 37),
    Mutant("goods that come back are no stock", put(ReturnsOfStep, "book", _goods_stay_away), 4),
    Mutant(
        "a day forgets payments in doubt",
        put(pos_app.storage.sqlite_payments, "read_open", _itself_alone),
        4,
    ),
    Mutant("no answer is a refusal", put(SqlitePayments, "_is_open", _known_to_be_taken), 4),
    Mutant("a drawer forgets what moved", put(CashMoves, "with_one_more", _as_before), 4),
)
