"""Counts knows what a count means among facts that come late and in any order: a difference as of its moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.core.fact_time import happened_us
from central.core.order_effects import Situation, StockCount
from central.core.ports import Transaction
from central.core.records import Cell, Row, StockMovement
from central.core.stock_ports import Moment
from pos_app.domain.facts import Fact

# A clock that is behind says of later goods that they moved earlier; so far back movements are looked at.
SLACK_US = 24 * 3600 * 1_000_000
# A movement that a count had seen is booked and taken back under this name.
SEEN = "seen "


def moment_of(fact: Fact, now_us: int) -> Moment:
    """When a fact happened; whatever a clock says, it was not later than the centre heard of it."""
    at_us = min(happened_us(fact), now_us)
    return Moment(fact.origin.device_id, fact.incarnation, fact.sequence, at_us)


@dataclass(frozen=True, slots=True)
class Booked:
    """All movements that were written, and the stock rows as they stand now, by item."""

    movements: list[StockMovement]
    rows: dict[Cell, Row]


def book_movements(
    transaction: Transaction,
    at: Situation,
    steps: Sequence[tuple[Sequence[StockMovement], StockCount | None]],
    facts: Mapping[str, Fact],
) -> Booked:
    """Book what facts moved, in their order; a count is booked when all that was told before it is."""
    booked, waiting = Booked([], {}), list[StockMovement]()
    for movements, count in steps:
        waiting += movements
        if count is not None:
            _book(transaction, at, waiting, facts, booked)
            waiting = book_count(transaction, at, count)
    _book(transaction, at, waiting, facts, booked)
    return booked


def _book(
    transaction: Transaction,
    at: Situation,
    movements: Sequence[StockMovement],
    facts: Mapping[str, Fact],
    booked: Booked,
) -> None:
    """From the first line on nobody else counts these items until the end; so a count is not missed."""
    unit, ledger = at.business_unit, transaction.ledger
    booked.rows.update({row[0]: row for row in ledger.move_stock(unit, movements, at.now_us)})
    seen = seen_by_counts(transaction, at, facts, movements)
    booked.rows.update({row[0]: row for row in ledger.move_stock(unit, seen, at.now_us)})
    booked.movements.extend([*movements, *seen])


def book_count(transaction: Transaction, at: Situation, count: StockCount) -> list[StockMovement]:
    """The difference between what was seen and what the ledger holds of before; a later count has spoken already."""
    keeping, item_id, business_unit = transaction.stock_room, count.item_id, at.business_unit
    on_hand = transaction.ledger.on_hand_milli(business_unit, item_id)
    last = keeping.last_counts(business_unit, {item_id}).get(item_id)
    if last is not None and count.moment.is_before(last):
        return []
    moment = count.moment if last is None else count.moment.not_earlier_than(last)
    since = keeping.movements(business_unit, item_id, moment.at_us - SLACK_US)
    later = sum(move.difference_milli for move in since if not move.is_before(moment))
    keeping.keep_count(business_unit, item_id, moment, at.now_us)
    difference = count.counted_milli - (on_hand - later)
    return [StockMovement(count.source, item_id, difference)] if difference else []


def seen_by_counts(
    transaction: Transaction,
    at: Situation,
    facts: Mapping[str, Fact],
    movements: Sequence[StockMovement],
) -> list[StockMovement]:
    """What takes back the movements of facts that happened before a count of their item: it has seen their effect."""
    told = [move for move in movements if move.source in facts]
    if not told:
        return []
    # Not those since then alone: what comes late may stand before a count in its chain, whatever its clock said.
    counts = transaction.stock_room.last_counts(at.business_unit, {move.item_id for move in told})
    return [
        StockMovement(f"{SEEN}{move.source}", move.item_id, -move.difference_milli)
        for move in told
        if move.item_id in counts
        and moment_of(facts[move.source], at.now_us).is_before(counts[move.item_id])
    ]
