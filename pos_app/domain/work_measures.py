"""Work measures knows how picking and packing went on a day, from facts alone: figures of a store, not of people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.domain.facts import Fact, FactKind

# A longer pause between two steps is no work on them.
STEP_SECONDS_MAX = 600
HOURS = 24
_SECOND_US = 1_000_000
_Told = tuple[Fact, dict[str, Any]]
_HOUR_SECONDS = 3600
_PICKS = frozenset({FactKind.ITEM_PICKED, FactKind.ITEM_SHORT})
WORK_FACTS = (
    FactKind.PICK_LIST_CLAIMED,
    FactKind.PICK_LIST_TAKEN_OVER,
    FactKind.ITEM_PICKED,
    FactKind.ITEM_SHORT,
    FactKind.ORDER_PICKED,
    FactKind.ITEM_PACKED,
    FactKind.CARTON_PACKED,
    FactKind.CARTON_VOIDED,
    FactKind.ORDER_PACKED,
    FactKind.ORDER_HANDED_OVER,
)


@dataclass(frozen=True, slots=True)
class WorkMeasures:
    """Figures of a day; by_hour: lines by the hour in which they were settled; steps: the seconds in the middle,
    None where nothing can be said.

    A line is one pick, or one that was short; an order is perfect when it was complete, on time, undamaged, and no
    paper of it had to be made anew.
    """

    lines: int
    short: int
    caught: int
    working_seconds: int
    pick_step_seconds: int | None
    pack_step_seconds: int | None
    orders: int
    perfect: int
    by_hour: tuple[int, ...]

    @property
    def lines_an_hour(self) -> int | None:
        """How fast goods are fetched, None before anything can be said."""
        working = self.working_seconds
        return self.lines * _HOUR_SECONDS // working if working else None

    @property
    def short_permille(self) -> int | None:
        """How many lines were not found whole."""
        return self.short * 1000 // self.lines if self.lines else None

    @property
    def perfect_permille(self) -> int | None:
        """How many orders were perfect."""
        return self.perfect * 1000 // self.orders if self.orders else None


def measure(
    facts: Iterable[Fact], promised: Mapping[str, int], hour_of: Callable[[int], int]
) -> WorkMeasures:
    """facts: of one store and day, of any number of devices; promised: by order, microseconds UTC, where it is known.

    hour_of: the store's own hour of a moment.
    """
    told = [each for each in map(_read, facts) if each is not None]
    told.sort(key=lambda each: each[0].time.wall_us)
    picks = _gaps(told, _PICKS, "list_id", _BEGINS_LIST)
    packs = _gaps(told, frozenset({FactKind.ITEM_PACKED}), "order_number", frozenset())
    settled = [fact for fact, _ in told if fact.kind in _PICKS]
    by_hour = [0] * HOURS
    for fact in settled:
        by_hour[hour_of(fact.time.wall_us)] += 1
    orders = _orders(told, promised)
    return WorkMeasures(
        lines=len(settled),
        short=sum(fact.kind == FactKind.ITEM_SHORT for fact in settled),
        caught=sum(body.get("caught", 0) for _, body in told),
        working_seconds=sum(picks),
        pick_step_seconds=_middle(picks),
        pack_step_seconds=_middle(packs),
        orders=len(orders),
        perfect=sum(orders.values()),
        by_hour=tuple(by_hour),
    )


def _read(fact: Fact) -> _Told | None:
    """What a fact says; None when it says nothing that could be measured."""
    try:
        body = json.loads(fact.body)
    except ValueError:
        return None
    is_plain = isinstance(body, dict) and isinstance(body.get("caught", 0), int)
    return (fact, body) if is_plain and isinstance(body.get("lines", []), list) else None


_BEGINS_LIST = frozenset({FactKind.PICK_LIST_CLAIMED, FactKind.PICK_LIST_TAKEN_OVER})


def _gaps(
    told: Sequence[_Told], steps: frozenset[FactKind], named: str, beginnings: frozenset[FactKind]
) -> list[int]:
    """Seconds from one step of a piece of work to its next, pauses left out."""
    last: dict[object, int] = {}
    gaps = []
    for fact, body in told:
        if fact.kind not in steps | beginnings:
            continue
        key, at_us = str(body.get(named)), fact.time.wall_us
        seconds = (at_us - last.get(key, at_us)) // _SECOND_US
        if fact.kind in steps and key in last and seconds <= STEP_SECONDS_MAX:
            gaps.append(seconds)
        last[key] = at_us
    return gaps


def _orders(told: Sequence[_Told], promised: Mapping[str, int]) -> dict[str, bool]:
    """Each order that was fetched, and whether it is perfect so far."""
    found: dict[str, bool] = {}
    for fact, body in told:
        number = str(body.get("order_number", ""))
        if fact.kind == FactKind.ORDER_PICKED:
            lines = [line for line in body.get("lines", ()) if isinstance(line, dict)]
            found[number] = not any(line.get("short_reason") for line in lines)
        if number in found:
            is_late = fact.kind in _ENDS and fact.time.wall_us > promised.get(
                number, fact.time.wall_us
            )
            is_spoilt = fact.kind == FactKind.CARTON_VOIDED or bool(body.get("refused"))
            found[number] = found[number] and not is_late and not is_spoilt
    return found


_ENDS = frozenset({FactKind.ORDER_PICKED, FactKind.ORDER_PACKED})


def _middle(seconds: Sequence[int]) -> int | None:
    return sorted(seconds)[len(seconds) // 2] if seconds else None
