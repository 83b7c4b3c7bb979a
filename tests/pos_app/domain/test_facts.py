"""A chain shows every change to what was written."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import (
    EMPTY_TAIL,
    Fact,
    FactDraft,
    FactOrigin,
    Tail,
    first_break,
    freeze_body,
    link,
    read_body,
    relink,
    tail_of,
)
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    OperatorNumber,
    Workstation,
)

ORIGIN = FactOrigin(
    DeviceId("d-1"),
    BusinessUnit("12"),
    Workstation("2"),
    OperatorNumber("11"),
    BusinessDate("2025-11-21"),
)
LIFE = IncarnationId("ab" * 16)
VALUES = st.integers() | st.text() | st.booleans() | st.none()


def chain(length: int) -> list[Fact]:
    """So many facts, one after the other."""
    facts: list[Fact] = []
    after: Tail = EMPTY_TAIL
    for number in range(length):
        fact = link(
            FactDraft("drawer_opened", {"reason": f"reason {number}"}),
            fact_id=FactId(UUID(int=number)),
            incarnation=LIFE,
            after=after,
            origin=ORIGIN,
            time=TimeReading(number, number, "boot", None),
        )
        facts.append(fact)
        after = tail_of(fact)
    return facts


def test_a_whole_chain_holds_from_any_link_on() -> None:
    facts = chain(5)
    assert first_break(facts) is None
    assert first_break(facts[2:], tail_of(facts[1])) is None
    assert first_break([]) is None


@given(st.integers(0, 4), st.data())
def test_any_flipped_byte_of_a_body_or_hash_is_found(place: int, data: st.DataObject) -> None:
    facts = chain(5)
    field = data.draw(st.sampled_from(["body", "hash", "previous_hash"]))
    spoilt = bytearray(getattr(facts[place], field))
    spoilt[data.draw(st.integers(0, len(spoilt) - 1))] ^= data.draw(st.integers(1, 255))
    change: dict[str, Any] = {field: bytes(spoilt)}
    facts[place] = replace(facts[place], **change)
    assert first_break(facts) == place + 1


@pytest.mark.parametrize(
    "change",
    [
        {"fact_id": FactId(UUID(int=99))},
        {"kind": "till_opened"},
        {"version": 2},
        {"sequence": 9},
        {"incarnation": IncarnationId("cd" * 16)},
        {"origin": replace(ORIGIN, operator=OperatorNumber("12"))},
        {"time": TimeReading(1, 1, "boot", 0)},
    ],
)
def test_any_changed_field_is_found(change: dict[str, Any]) -> None:
    facts = chain(3)
    facts[1] = replace(facts[1], **change)
    assert first_break(facts) == 2


def test_a_missing_a_doubled_and_a_swapped_fact_are_found() -> None:
    facts = chain(4)
    assert first_break(facts[:1] + facts[2:]) == 2
    assert first_break([*facts[:2], facts[1]]) == 3
    assert first_break([facts[1], facts[0]]) == 1


def test_parts_of_a_fact_cannot_flow_into_each_other() -> None:
    fact = chain(1)[0]
    shifted = replace(
        fact,
        origin=replace(ORIGIN, business_unit=BusinessUnit("1"), workstation=Workstation("22")),
    )
    assert first_break([shifted]) == 1


def test_the_same_fact_at_the_end_of_another_chain_keeps_its_id_and_body() -> None:
    facts = chain(3)
    other = IncarnationId("ef" * 16)
    moved = relink(facts[2], incarnation=other, after=EMPTY_TAIL)
    assert (moved.fact_id, moved.body, moved.sequence) == (facts[2].fact_id, facts[2].body, 1)
    assert first_break([moved]) is None


@given(st.dictionaries(st.text(), VALUES))
def test_a_body_comes_back_as_it_was_frozen(body: dict[str, object]) -> None:
    fact = replace(chain(1)[0], body=freeze_body(body))
    assert read_body(fact) == body


@pytest.mark.parametrize("value", [b"x", {1}, object(), 0.5, [{"price": 1.0}]])
def test_only_whole_numbers_text_and_truth_have_a_place_in_a_fact(value: object) -> None:
    with pytest.raises(TypeError):
        freeze_body({"value": value})
