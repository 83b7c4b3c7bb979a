"""How picking and packing went: from facts alone, whoever told them first."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactDraft, FactOrigin, link
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)
from pos_app.domain.work_measures import measure

SECOND_US = 1_000_000
ORIGIN = FactOrigin(
    DeviceId("d"),
    BusinessUnit("12"),
    Workstation("2"),
    OperatorNumber("5"),
    BusinessDate("2026-11-22"),
)


def told(kind: str, second: int, **body: Any) -> Fact:
    time = TimeReading(second * SECOND_US, 0, "b", 0)
    return link(
        FactDraft(kind, body),
        fact_id=FactId(UUID(int=second + 1)),
        incarnation=IncarnationId("a"),
        after=EMPTY_TAIL,
        origin=ORIGIN,
        time=time,
    )


def hour_of(at_us: int) -> int:
    return at_us // SECOND_US // 3600


def fetched(order: str, second: int, *reasons: str) -> Fact:
    lines = [{"line_number": 1, "short_reason": reason} for reason in reasons]
    return told("order_picked", second, order_number=order, lines=lines)


DAY = [
    told("pick_list_claimed", 0, list_id="l"),
    told("item_picked", 20, list_id="l", order_number="1", caught=2),
    told("item_picked", 60, list_id="l", order_number="2", caught=0),
    # a break is no work
    told("item_picked", 3620, list_id="l", order_number="1", caught=1),
    told("item_short", 3640, list_id="l", order_number="2"),
    fetched("1", 3700, ""),
    fetched("2", 3701, "", "damaged"),
    fetched("3", 3702, ""),
    fetched("4", 3703, ""),
    told("item_packed", 3710, order_number="1", caught=1),
    told("item_packed", 3718, order_number="1", caught=0),
    told("carton_voided", 3800, order_number="3"),
    told("order_packed", 3900, order_number="4", lines=[]),
]


def test_a_day_in_figures() -> None:
    found = measure(reversed(DAY), {"1": 4000 * SECOND_US, "4": 3800 * SECOND_US}, hour_of)
    assert (found.lines, found.short, found.caught) == (4, 1, 4)
    assert (found.working_seconds, found.pick_step_seconds, found.pack_step_seconds) == (80, 20, 8)
    assert found.lines_an_hour == 180
    assert found.short_permille == 250
    # of four: one short, one with a label anew, one too late
    assert (found.orders, found.perfect, found.perfect_permille) == (4, 1, 250)
    assert found.by_hour[:3] == (2, 2, 0)


def test_of_nothing_nothing_is_said() -> None:
    found = measure([], {}, hour_of)
    assert (found.lines_an_hour, found.short_permille, found.perfect_permille) == (None, None, None)
    assert (found.pick_step_seconds, found.pack_step_seconds) == (None, None)
    odd = [replace(DAY[1], body=body) for body in (b"no", b"[]", b'{"caught":"x"}', b'{"lines":1}')]
    assert measure(odd, {}, hour_of).lines == 0
