"""A power cut at any moment of forgetting people: at the next contact no byte is left, and nothing else is lost."""

from __future__ import annotations

import pytest

from pos_app.domain.fact_bodies import operator_let_in
from pos_app.domain.facts import Body, first_break
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.operator import Operator, Role
from pos_app.domain.side_record import commit
from pos_app.files.database import Connection
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.scrubbing import clear_log
from pos_app.storage.opening import OpenStore
from pos_app.storage.pruning import KEPT_US, Pruned, prune
from pos_app.storage.sqlite_side_records import SqliteSideRecords
from sync.notebook import ContactTable, StoredDocuments
from sync.wire.messages import ErasedDocument
from tests.crash_states.aftermath import check_register, register_goes_on
from tests.crash_states.disk import Disk
from tests.crash_states.examination import Lost, Said, examine
from tests.crash_states.machine import copied, disk_now
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import IDS_LATER, JOURNAL, two_sales
from tests.crash_states.test_feed import store_replica
from tests.crash_states.till_day import CountedIds, device, start
from tests.pos_app.fakes import START_US
from tests.pos_app.storage.device import agent

GUESTS = ("guest-1", "guest-2", "guest-3")
GONE, STAY = GUESTS[:2], GUESTS[2:]
MANAGER = Operator(OperatorNumber("1"), "Mary", Role.MANAGER, "", "")
ERASED = "erased"
ALL_WRITTEN = object()
VERSION = "v1"
NAMED_BY_OLDER_RELEASE = "UPDATE main.sale SET operator_name = ?"
COMMITMENTS = "SELECT commitment FROM main.side_record"
ACKNOWLEDGE = "INSERT INTO acknowledged VALUES (?, ?, ?, 7)"
RECEIPT = "INSERT INTO receipt VALUES (?, 'applied')"
HOLD = "INSERT INTO side_record_held VALUES (?, 'e')"
SIDE_RECORDS = "SELECT subject FROM main.side_record"
IDS_OF_CONTACT = 3_000_000


def name_of(subject: str) -> str:
    """Long, so that a table has more than a page."""
    return f"Nominal Person of {subject} " * 30


def with_people() -> Disk:
    """A register with three guests beside two sales."""
    disk = copied(two_sales())
    replica = store_replica()
    with replica.transaction():
        ContactTable(replica._file).put("clock_offset_ms", "0")
    replica.close()
    opened = start(CountedIds(IDS_LATER))
    for number, subject in enumerate(GUESTS):
        # The first has sold already, and was named as older releases did.
        _let_in(opened, subject, OperatorNumber(f"{number + 7}"))
    opened.connection.execute(NAMED_BY_OLDER_RELEASE, (name_of(GUESTS[0]),))
    opened.close()
    return copied(disk)


def _let_in(opened: OpenStore, subject: str, number: OperatorNumber) -> None:
    till = opened.store.tills.current()
    assert till is not None
    day: BusinessDate = till.business_date
    said: Body = {"operator": number, "business_date": day, "name": name_of(subject)}
    record = commit(subject, said, bytes(range(32)))
    newcomer = Operator(number, name_of(subject), Role.CASHIER, "", "")
    with opened.store.write():
        fact = opened.store.journal.append(
            operator_let_in(number, MANAGER, record),
            operator=MANAGER.number,
            business_date=day,
        )
        opened.store.side_records.keep(record, fact)
        opened.store.guests.let_in(newcomer, day)


def contact() -> None:
    """The agent writes down whom the centre names; how it writes its own file anew, test_rewriting holds."""
    replica = store_replica()
    documents = StoredDocuments(replica._file, lambda: START_US)
    if documents.versions().get(ERASED) != VERSION:
        pieces = documents.put(ERASED, VERSION, ErasedDocument(list(GONE)))
        is_written = False
        while not is_written:
            with replica.transaction():
                is_written = next(pieces, ALL_WRITTEN) is ALL_WRITTEN
    replica.close()


def app_hears_of_it(ids: CountedIds) -> OpenStore:
    """The next look of the app at what the agent has written."""
    opened = start(ids)
    opened.news.changed()
    opened.resolve_forks()
    return opened


def forgetting() -> Disk:
    """The agent hears of it, then the app."""
    disk = with_people()
    contact()
    app_hears_of_it(CountedIds(IDS_OF_CONTACT)).close()
    return disk


def nobody_is_left(said: Said) -> None:
    """Agent and app start, and hear of it again unless they had: the journal has no byte of who was erased."""
    contact()
    opened = app_hears_of_it(CountedIds(IDS_OF_CONTACT + 1_000 * len(said)))
    try:
        assert _named() == set(STAY)
        people = opened.connection.execute(SIDE_RECORDS).fetchall()
        assert {row[0] for row in people} == set(STAY)
        check_register(opened, said)
    finally:
        opened.close()
    assert _named() == set(STAY)
    register_goes_on(said)


def _named() -> set[str]:
    """Whose name stands in the journal or in its log."""
    files = disk_now().image().items()
    everything = b"".join(content for name, content in files if "journal" in name)
    return {who for who in (*GONE, *STAY) if f"Person of {who} ".encode() in everything}


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_left_and_nothing_else_is_lost(seed: int) -> None:
    disk = forgetting()
    examined = examine(crash_states(disk, seed, drawn=6), JOURNAL, nobody_is_left, disk.start)
    assert examined.states > 150
    assert examined.starts > 10


def letting_go() -> Disk:
    """Before anybody is erased, the app lets go of the facts of who was let in, and with them of the names."""
    disk = with_people()
    opened = start(CountedIds(IDS_OF_CONTACT))
    life = incarnations(opened.connection)[-1]
    facts = facts_after(opened.connection, life.id, 0, 1_000)
    commitments = opened.connection.execute(COMMITMENTS).fetchall()
    opened.close()
    with agent(device()) as store:
        last = facts[-1]
        store.execute(ACKNOWLEDGE, (life.id, last.sequence, last.hash))
        store.executemany(RECEIPT, [(fact.fact_id.bytes,) for fact in facts])
        store.executemany(HOLD, commitments)
    disk = copied(disk)
    opened = start(CountedIds(IDS_OF_CONTACT))
    pruned = prune(opened.connection, START_US + 2 * KEPT_US)
    assert pruned == Pruned(len(facts), names_people=True)
    assert clear_log(opened.connection)
    opened.close()
    return disk


def nobody_gone_is_named(_: Said) -> None:
    """As above, of a register that may have let go of everything; its chain goes on from where it was let go of."""
    contact()
    opened = app_hears_of_it(CountedIds(IDS_OF_CONTACT))
    try:
        assert not _named() & set(GONE)
        life = incarnations(opened.connection)[-1]
        facts = facts_after(opened.connection, life.id, life.start.sequence, 1_000)
        assert first_break(facts, life.start) is None
    finally:
        opened.close()
    assert not _named() & set(GONE)


@pytest.mark.parametrize("seed", range(2))
def test_what_was_let_go_of_can_be_erased(seed: int) -> None:
    disk = letting_go()
    examined = examine(crash_states(disk, seed, drawn=6), JOURNAL, nobody_gone_is_named, disk.start)
    assert examined.states > 30
    assert examined.starts > 2


def test_a_log_that_a_start_does_not_clear_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = SqliteSideRecords.__init__

    def trusting(self: SqliteSideRecords, connection: Connection) -> None:
        begin(self, connection)
        self._log_is_due = False

    monkeypatch.setattr(SqliteSideRecords, "__init__", trusting)
    disk = forgetting()
    with pytest.raises(Lost):
        examine(crash_states(disk, 1, drawn=2), {}, nobody_is_left, disk.start)
