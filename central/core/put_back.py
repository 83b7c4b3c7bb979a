"""Put back knows what came back to a store and lies in no bin yet: each device sees it until somebody moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from central.core.fact_time import happened_us
from central.core.order_effects import Situation, read_body
from central.core.ports import Transaction
from central.core.records import ReturnRecord, Row
from pos_app.domain.facts import Fact, FactKind

# Who did one of these with an item had what came back in the hand.
_PLACES = frozenset({FactKind.STOCK_MOVED, FactKind.STOCK_COUNTED})


class PlacedBody(msgspec.Struct, frozen=True):
    """Which item somebody moved or counted."""

    item_id: Annotated[int, msgspec.Meta(ge=1, le=2**53)]


@dataclass(frozen=True, slots=True)
class Step:
    """A fact that was applied, and the goods that came back by it."""

    fact: Fact | None
    returned: ReturnRecord | None


def put_back_rows(transaction: Transaction, at: Situation, steps: Sequence[Step]) -> list[Row]:
    """What devices are told of it; steps: in the order in which they are applied.

    Items are gone through in their order, so that two never wait for each other.
    """
    keeping, unit = transaction.stock_room, at.business_unit
    told: dict[int, list[tuple[int, int]]] = {}
    for step in steps:
        for item_id, milli, at_us in _events(step):
            told.setdefault(item_id, []).append((milli, at_us))
    rows: list[Row] = []
    for item_id, events in sorted(told.items()):
        row: Row | None = None
        for milli, at_us in events:
            if milli:
                row = keeping.come_back(unit, item_id, milli, at_us)
            else:
                row = keeping.put_back(unit, item_id, at_us) or row
        rows += [] if row is None else [row]
    return rows


def _events(step: Step) -> list[tuple[int, int, int]]:
    """Item, how much of it came back, nothing where it was put away, and when."""
    if step.returned is not None:
        at_us = step.returned.completed_us
        return [(one.item_id, one.difference_milli, at_us) for one in step.returned.movements]
    if step.fact is None or step.fact.kind not in _PLACES:
        return []
    body = read_body(step.fact.body, PlacedBody)
    return [] if body is None else [(body.item_id, 0, happened_us(step.fact))]
