"""Questions knows what a person has to look at although nothing is parked: goods sold that were not there, prices."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from central.core.records import OpenQuestion, Row, StockMovement

OVERSOLD = "oversold"
FACTS_LOST = "facts_lost"
PRICE_VARIANCE = "price_variance"


def question(kind: str, business_unit: str, fact_id: str, about: str, detail: str) -> OpenQuestion:
    """An open exception; the same thing about the same fact is asked once."""
    name = hashlib.sha256(f"{kind} {fact_id} {about}".encode()).hexdigest()[:32]
    return OpenQuestion(name, business_unit, kind, fact_id, "open", detail)


def question_row(asked: OpenQuestion) -> Row:
    """The row of the feed's exception table."""
    return (asked.exception_id, asked.kind, asked.fact_id, asked.state, asked.detail)


def oversold(
    business_unit: str, movements: Sequence[StockMovement], figures: Sequence[Row]
) -> list[OpenQuestion]:
    """One for each item whose stock has just gone below zero; not again while it stays there."""
    differences: dict[int, int] = {}
    last: dict[int, str] = {}
    for movement in movements:
        so_far = differences.get(movement.item_id, 0)
        differences[movement.item_id] = so_far + movement.difference_milli
        if movement.difference_milli < 0:
            last[movement.item_id] = movement.source
    asked = []
    for item_id, on_hand, *_ in figures:
        assert isinstance(item_id, int), "a stock row begins with its item"
        assert isinstance(on_hand, int), "and goes on with its figure"
        if on_hand < 0 <= on_hand - differences[item_id]:
            detail = f"{item_id}: {on_hand}"
            asked.append(question(OVERSOLD, business_unit, last[item_id], str(item_id), detail))
    return asked
