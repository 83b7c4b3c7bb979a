"""Facts come up: every one is held once, whatever the network does, and none stops those behind it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central.centre import Centre, new_id
from central.core.refused import Refused
from pos_app.domain.facts import FactDraft
from sync.wire.messages import JournalReply
from tests.central.head_office import (
    ITEMS,
    NOW_US,
    ON_HAND_MILLI,
    HeadOffice,
    Register,
    statuses,
)

STRETCHES = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12)), max_size=12)


@settings(max_examples=25)
@given(stretches=STRETCHES)
def test_any_order_of_any_batches_counts_every_sale_once(
    office: HeadOffice, stretches: list[tuple[int, int]]
) -> None:
    register = office.register()
    for number in range(12):
        register.sells(ITEMS[number % 3], pieces=number + 1)
    held = 0
    for first, length in stretches:
        reply = register.sends(first, first + length - 1)
        last = min(first + length - 1, 12)
        assert reply.result == ("gap" if first - 1 > held else "acknowledged")
        if reply.result == "acknowledged":
            held = max(held, last)
        assert reply.tail.sequence == held
    assert register.sends(held + 1).tail.sequence == 12
    sold = dict.fromkeys(ITEMS, 0)
    for number in range(12):
        sold[ITEMS[number % 3]] += (number + 1) * 1000
    assert office.stock(register.unit) == {i: ON_HAND_MILLI - sold[i] for i in ITEMS}
    assert office.sale_count(register.unit) == 12


def test_a_gap_tells_from_where_to_send_again(office: HeadOffice) -> None:
    register = office.register()
    for _ in range(5):
        register.sells()
    register.sends(1, 2)
    reply = register.sends(4)
    assert (reply.result, reply.tail.sequence) == ("gap", 2)
    assert reply.tail.hash == register.tail(2).hash.hex()
    assert register.sends(3).tail.sequence == 5


def _clone(register: Register, *, same: int) -> Register:
    """The same device from an older image of its disk: it shares so many links."""
    clone = Register(register.office, register.device, register.incarnation)
    clone.facts = register.facts[:same]
    return clone


def test_a_fork_tells_the_last_link_that_both_have(office: HeadOffice) -> None:
    register = office.register()
    for _ in range(4):
        register.sells()
    clone = _clone(register, same=2)
    clone.sells()
    clone.sells()
    register.sends()
    reply = clone.sends(2)
    assert (reply.result, reply.tail.sequence) == ("fork", 2)
    assert reply.tail.hash == clone.tail(2).hash.hex()


def test_a_fork_below_the_offered_tail_is_found_by_asking_lower(office: HeadOffice) -> None:
    register = office.register()
    for _ in range(8):
        register.sells()
    clone = _clone(register, same=3)
    for _ in range(3):
        clone.sells()
    register.sends()
    asked = len(clone.facts)
    reply = clone.sends(asked + 1)
    while reply.tail.hash != clone.tail(reply.tail.sequence).hash.hex():
        assert reply.result == "fork"
        asked //= 2
        reply = clone.sends(asked + 1)
    assert (reply.result, reply.tail.sequence) == ("fork", 3)


def test_a_chain_that_is_a_beginning_of_ours_is_told_our_end(office: HeadOffice) -> None:
    register = office.register()
    for _ in range(4):
        register.sells()
    register.sends()
    reply = _clone(register, same=2).sends(3)
    assert (reply.result, reply.tail.sequence) == ("acknowledged", 4)


def test_a_fact_in_two_incarnations_is_applied_once(office: HeadOffice) -> None:
    register = office.register()
    fact = register.sells(1, pieces=3)
    register.sends()
    again = Register(office, register.device, "b")
    again.says(FactDraft(fact.kind, msgspec.json.decode(fact.body)), fact.fact_id.hex)
    new = again.sells(1, pieces=2)
    assert again.sends().result == "acknowledged"
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 5_000
    assert office.sale_count(register.unit) == 2
    assert statuses([fact, new], office.receipts(register.unit)) == ["applied", "applied"]


def _sells_at(register: Register, second: int) -> JournalReply:
    register.clock_us = NOW_US + second * 1_000_000
    register.sells()
    return register.sends(len(register.facts), now_us=register.clock_us + 1)


def test_two_programs_under_one_name_are_told_once_a_day_and_both_count(office: HeadOffice) -> None:
    """SYNC T12."""
    register = office.register()
    for second in range(3):
        _sells_at(register, second)
    clone = Register(office, register.device, "copied")
    for second in (10, 11):
        _sells_at(clone, second)
    assert _sells_at(register, 20).result == "acknowledged"
    assert office.exceptions(register.unit) == {}, "its disk may have been put back"
    for second in (21, 22):
        assert _sells_at(clone, second).result == "acknowledged"
        _sells_at(register, second)
    [kind] = office.exceptions(register.unit).values()
    assert kind == "device_copied"
    assert office.sale_count(register.unit) == 10


def test_a_journal_that_goes_on_in_a_new_chain_is_no_copy(office: HeadOffice) -> None:
    """After a restore the older chain is silent; what a file brings of it later was made before."""
    register = office.register()
    for second in range(3):
        _sells_at(register, second)
    register.clock_us = NOW_US + 3_000_000
    register.sells()
    restored = Register(office, register.device, "restored")
    for second in (10, 11):
        _sells_at(restored, second)
    register.sends(4, now_us=NOW_US + 60_000_000)
    _sells_at(restored, 90)
    assert office.exceptions(register.unit) == {}
    assert office.sale_count(register.unit) == 7


def test_live_clones_that_bring_the_same_facts_at_once_count_them_once(office: HeadOffice) -> None:
    register = office.register()
    facts = [register.sells(1) for _ in range(20)]
    clones = [Register(office, register.device, f"clone-{number}") for number in range(6)]
    for clone in clones:
        for fact in facts:
            clone.says(FactDraft(fact.kind, msgspec.json.decode(fact.body)), fact.fact_id.hex)
    with ThreadPoolExecutor(len(clones)) as threads:
        replies = [threads.submit(clone.sends) for clone in clones]
        assert {reply.result().tail.sequence for reply in replies} == {20}
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 20_000
    assert office.sale_count(register.unit) == 20


POISON: list[tuple[str, FactDraft]] = [
    ("unknown_version", FactDraft("gift_card_sold", {"amount_minor": 1})),
    ("unknown_version", FactDraft("sale_completed", {}, version=2)),
    ("unknown_version", FactDraft("damaged", {"bytes": ""})),
    ("unreadable_body", FactDraft("sale_completed", {})),
    ("unreadable_body", FactDraft("sale_completed", {"sale_id": 4, "lines": [{}]})),
]


def test_what_cannot_be_applied_is_parked_and_blocks_nothing(office: HeadOffice) -> None:
    register = office.register()
    expected: dict[str, tuple[str, str]] = {}
    for reason, draft in POISON:
        expected[register.says(draft).fact_id.hex] = ("parked", reason)
        expected[register.sells().fact_id.hex] = ("applied", "")
    expected[register.sells(item_id=99).fact_id.hex] = ("parked", "unknown_item")
    expected[register.sells(total_minor=1).fact_id.hex] = ("parked", "sum_differs")
    expected[register.sells(receipt_number="a\x00b").fact_id.hex] = ("parked", "unreadable_body")
    huge = [{"item_id": 1, "quantity_milli": 2**70, "amount_minor": 0}]
    expected[register.sells(lines=huge).fact_id.hex] = ("parked", "unreadable_body")
    twice = new_id()
    expected[register.sells(sale_id=twice).fact_id.hex] = ("applied", "")
    expected[register.sells(sale_id=twice).fact_id.hex] = ("parked", "sale_known")
    reply = register.sends()
    assert (reply.result, reply.tail.sequence) == ("acknowledged", len(register.facts))
    assert office.receipts(register.unit) == expected
    parked = {fact: reason for fact, (status, reason) in expected.items() if status == "parked"}
    assert office.exceptions(register.unit) == parked
    applied = len(expected) - len(parked)
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - applied * 1000


@settings(max_examples=40)
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["sale_id", "lines", "tenders", "total_minor", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    )
)
def test_any_body_moves_the_head(office: HeadOffice, shared: Register, body: object) -> None:
    shared.says(FactDraft("sale_completed", {"lines": body, "total_minor": body}))
    sequence = len(shared.facts)
    assert shared.sends(sequence).tail.sequence == sequence


@pytest.fixture(scope="module")
def shared(office: HeadOffice) -> Register:
    return office.register()


def test_a_sale_for_another_store_is_parked(office: HeadOffice) -> None:
    register = office.register()
    honest = register.sells()
    register.device = replace(register.device, business_unit=office.open_store())
    assert register.sends().result == "acknowledged"
    receipts = office.receipts(register.unit)
    assert receipts[honest.fact_id.hex] == ("parked", "other_business_unit")


def test_what_is_no_chain_is_refused_whole(office: HeadOffice) -> None:
    register = office.register()
    for _ in range(3):
        register.sells()
    batch = register.batch()
    forged = msgspec.structs.replace(batch.facts[1], body="e30=")
    swapped = [batch.facts[1], batch.facts[0], batch.facts[2]]
    unnamed = msgspec.structs.replace(batch.facts[0], kind="a\x00b")
    broken = (
        ("broken_chain", [batch.facts[0], forged, batch.facts[2]]),
        ("broken_chain", swapped),
        ("broken_envelope", [unnamed]),
        ("broken_envelope", [msgspec.structs.replace(batch.facts[0], hash="zz")]),
        ("broken_envelope", [msgspec.structs.replace(batch.facts[0], wall_us=2**63)]),
        ("batch_too_large", batch.facts * 67),
    )
    for code, facts in broken:
        with pytest.raises(Refused) as refused:
            register.sends_batch(msgspec.structs.replace(batch, facts=facts))
        assert refused.value.problem.code == code
    assert office.receipts(register.unit) == {}


def test_every_chain_is_listed_with_its_end(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    register.sells()
    register.sends()
    other = Register(office, register.device, "b")
    other.sells()
    other.sells()
    other.sends()
    tails = centre.read(lambda t: t.journals.tails(register.device.device_id))
    assert tails == {"a": register.tail(1), "b": other.tail(2)}
    assert all(before != after for before, after in pairwise(tails.values()))
