"""One fact that cannot be booked, by mistake or on purpose, holds up nothing of its own till and nothing of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from central.centre import Centre
from pos_app.domain.facts import FactDraft, FactKind, relink
from tests.central.head_office import HeadOffice, Register
from tests.central.order_book import write_order

DEEP = 60_000
HUGE = 2**62
MORE_THAN_A_STORE_HAS = 10**12
Poison = Callable[[Register], object]


def _nested(kind: str, register: Register) -> None:
    """A field that nobody knows, nested deeper than anybody reads."""
    fact = register.says(FactDraft(kind, {}))
    body = b'{"more":' + b"[" * DEEP + b"]" * DEEP + b"}"
    after = register.tail(len(register.facts) - 1)
    register.facts[-1] = relink(replace(fact, body=body), incarnation=fact.incarnation, after=after)


def _far_clock(register: Register) -> None:
    register.offset_ms = HUGE
    register.sells()
    register.offset_ms = 0


def _far_day(register: Register) -> None:
    register.clock_us = HUGE
    register.sells()
    register.says(FactDraft("sale_suspended", {"lines": [], "total_minor": 0}))


def _kit_of_kits(register: Register) -> None:
    parts = [{"item_id": 2, "quantity_milli": MORE_THAN_A_STORE_HAS}]
    line = {"line": 1, "item_id": 1, "amount_minor": 250, "voided": False, "parts": parts}
    register.sells(lines=[{**line, "quantity_milli": MORE_THAN_A_STORE_HAS}])


def _all_there_is(register: Register) -> None:
    line = {"line": 1, "item_id": 1, "amount_minor": 250, "voided": False}
    for _ in range(4):
        register.sells(lines=[{**line, "quantity_milli": 10**15}])


POISONS: dict[str, Poison] = {
    **{f"nested {kind}": partial(_nested, kind) for kind in sorted(map(str, FactKind))},
    "an offset of a million years": _far_clock,
    "a clock of a million years": _far_day,
    "a kit of more than there is": _kit_of_kits,
    "more than there is": _all_there_is,
}


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS.keys())
def test_nothing_waits_behind_a_fact_that_cannot_be_booked(
    office: HeadOffice, poison: Poison
) -> None:
    register = office.register()
    other = office.register(register.unit)
    before = register.sells()
    poison(register)
    register.clock_us = before.time.wall_us
    after = register.sells()
    reply = register.sends()
    assert (reply.result, reply.tail.sequence) == ("acknowledged", len(register.facts))
    honest = other.sells(pieces=2)
    other.sends()
    told = office.receipts(register.unit)
    assert {told[fact.fact_id.hex][0] for fact in (before, after, honest)} == {"applied"}
    assert {why for _, why in told.values()} <= {"", "unreadable_body", "unknown_version"}


def test_a_handover_of_a_far_year_holds_up_nobody_elses(centre: Centre, office: HeadOffice) -> None:
    first = office.register()
    second = office.register(first.unit)
    number = write_order(office, first.unit, state="ready")
    body: dict[str, object] = {"order_number": number}
    first.clock_us = HUGE
    first.says(FactDraft("order_handed_over", body, version=2))
    first.sends()
    twice = second.says(FactDraft("order_handed_over", body, version=2))
    sale = second.sells()
    second.sends()
    told = office.receipts(first.unit)
    assert told[twice.fact_id.hex] == ("parked", "double_handover")
    assert told[sale.fact_id.hex] == ("applied", "")
    assert centre.auditor.audit(first.clock_us) >= 1
