"""A device that has let go of what a restored centre misses: the gap is a question to a person, never a silence."""

from sqlalchemy import select

from central.storage.schema import EXCEPTION
from sync.wire.fact_message import message_of, tail_message
from sync.wire.messages import JournalBatch, JournalReply
from tests.central.head_office import ITEMS, ON_HAND_MILLI, HeadOffice, Register


def _goes_on_after(register: Register, sequence: int) -> JournalReply:
    facts = [message_of(fact) for fact in register.facts[sequence:]]
    batch = JournalBatch(tail_message(register.tail(sequence)), facts, pruned_below=True)
    return register.sends_batch(batch)


def _questions(office: HeadOffice, unit: str) -> list[tuple[str, str]]:
    wanted = select(EXCEPTION.c.kind, EXCEPTION.c.detail).where(EXCEPTION.c.business_unit == unit)
    rows = office.centre.query(lambda connection: connection.execute(wanted).all())
    return [(row.kind, row.detail) for row in rows]


def _register(office: HeadOffice, sales: int) -> Register:
    register = office.register()
    for _ in range(sales):
        register.sells(ITEMS[0])
    return register


def test_exactly_what_is_lost_is_asked_and_the_rest_counts(office: HeadOffice) -> None:
    register = _register(office, 9)
    register.sends(1, 2)
    for _ in range(2):
        assert _goes_on_after(register, 6).result == "acknowledged"
    device_id = register.device.device_id
    assert _questions(office, register.unit) == [("facts_lost", f"{device_id} a: 3-6")]
    assert office.stock(register.unit)[ITEMS[0]] == ON_HAND_MILLI - 5_000
    register.sells(ITEMS[0])
    assert register.sends(10).tail.sequence == 10


def test_a_device_without_newer_facts_goes_on_later(office: HeadOffice) -> None:
    register = _register(office, 4)
    assert _goes_on_after(register, 4).tail.sequence == 4
    register.sells(ITEMS[0])
    assert register.sends(5).result == "acknowledged"


def test_another_chain_behind_the_gap_is_a_fork(office: HeadOffice) -> None:
    register = _register(office, 6)
    other = Register(office, register.device)
    for _ in range(6):
        other.sells(ITEMS[1])
    _goes_on_after(register, 4)
    assert _goes_on_after(other, 5).result == "fork"


def test_what_was_lost_may_come_by_hand_later(office: HeadOffice) -> None:
    register = _register(office, 8)
    _goes_on_after(register, 5)
    assert register.sends(1, 4).tail.sequence == 8
    assert office.stock(register.unit)[ITEMS[0]] == ON_HAND_MILLI - 7_000


def test_what_another_copy_has_instead_of_what_was_lost_is_kept_up_to_where_it_parts(
    office: HeadOffice,
) -> None:
    register = _register(office, 6)
    other = Register(office, register.device)
    for _ in range(6):
        other.sells(ITEMS[1])
    _goes_on_after(register, 4)
    answer = other.sends()
    # a device goes on in a new chain behind what it is told: all before it has to be here
    assert (answer.result, answer.tail) == ("fork", tail_message(other.tail(4)))
    assert office.stock(register.unit)[ITEMS[1]] == ON_HAND_MILLI - 4_000
    assert other.sends(1, 4).result == "acknowledged"
    assert office.stock(register.unit)[ITEMS[1]] == ON_HAND_MILLI - 4_000


def test_a_centre_that_has_them_hears_nothing_new(office: HeadOffice) -> None:
    register = _register(office, 6)
    register.sends()
    assert _goes_on_after(register, 3).tail.sequence == 6
    assert _questions(office, register.unit) == []
