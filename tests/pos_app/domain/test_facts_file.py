"""What lies in a facts file is read back as the same fact, or refused."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.clock import TimeReading
from pos_app.domain.facts import EMPTY_TAIL, Fact, FactDraft, FactOrigin, fact_bytes, link
from pos_app.domain.facts_file import (
    FactsFile,
    read_fact,
    read_facts_file,
    read_records,
    record_of,
    write_facts_file,
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
from pos_app.domain.side_record import SideRecord, commit


def _fact(number: int, word: str, offset_ms: int | None) -> Fact:
    return link(
        FactDraft("drawer_opened", {"reason": word}),
        fact_id=FactId(UUID(int=number)),
        incarnation=IncarnationId("life-1"),
        after=EMPTY_TAIL,
        origin=FactOrigin(
            DeviceId("d-1"),
            BusinessUnit("12"),
            Workstation("1"),
            OperatorNumber(""),
            BusinessDate("2025-11-21"),
        ),
        time=TimeReading(-7, 8, "boot", offset_ms),
    )


FACTS = st.builds(
    _fact,
    st.integers(0, 2**128 - 1),
    st.text(max_size=40),
    st.none() | st.integers(-(10**9), 10**9),
)


RECORDS = st.builds(
    commit,
    st.text(max_size=9),
    st.dictionaries(st.text(), st.text()),
    st.binary(min_size=32, max_size=32),
)


@given(st.lists(FACTS, max_size=3), st.lists(RECORDS, max_size=3), st.binary(min_size=1))
def test_a_file_is_read_back_and_names_nobody_to_those_without_its_key(
    facts: list[Fact], records: list[SideRecord], key: bytes
) -> None:
    named = commit("somebody", {"name": "Marigold Quickly"}, bytes(32))
    file = FactsFile(DeviceId("d-1"), 7, tuple(facts), (*records, named))
    content = write_facts_file(file, key)
    assert read_facts_file(content, key) == file
    assert b"Marigold" not in content
    with pytest.raises(ValueError, match="seal"):
        read_facts_file(content, key + b"x")


@given(st.lists(FACTS, max_size=5), st.integers(0, 50))
def test_records_are_read_back_as_far_as_they_are_whole(facts: list[Fact], cut: int) -> None:
    content = b"".join(record_of(fact) for fact in facts)
    assert [read_fact(*record) for record in read_records(content)] == facts
    if facts and cut:
        whole = content[: len(content) - cut]
        read = [read_fact(*record) for record in read_records(whole)]
        assert read == facts[: len(read)]
        assert len(read) < len(facts)


@given(FACTS, st.binary(max_size=200), st.integers(0, 10_000))
def test_other_bytes_are_refused(fact: Fact, noise: bytes, place: int) -> None:
    stored = fact_bytes(fact)
    spoilt = stored[: place % len(stored)] + noise
    if spoilt != stored:
        with pytest.raises(ValueError):
            read_fact(spoilt, fact.hash)
