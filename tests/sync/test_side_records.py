"""Side records reach the centre once each, whatever it refuses, and again when it was restored."""

import random
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest

from pos_app.files.database import Connection, Durability, migrate, open_writer
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.files.layout import DeviceFolder
from sync.core.backoff import Backoff
from sync.core.failures import Busy, Refused, Unreachable
from sync.core.side_records import LOOK_INTERVAL_US, SideRecordSender
from sync.core.steps import Answered, Failed, SendSideRecords, Step, Woken
from sync.notebook import JournalFile
from sync.replica import FeedReplica
from sync.side_record_rows import StoredSideRecords
from sync.wire.messages import SideRecord, SideRecordsReply

KEY = "ab" * 32
STORE = "store:12"
PUT = "INSERT INTO side_record (commitment, fact_id, subject, key, record) VALUES (?, ?, ?, ?, ?)"


def record(number: int) -> SideRecord:
    return SideRecord(f"guest-{number}", f"c{number:04}", "00" * 32, "{}")


class Rows:
    """Records in memory."""

    def __init__(self, count: int) -> None:
        self.records = [record(number) for number in range(count)]
        self.held: set[str] = set()
        self.held_once: set[str] = set()

    def waiting(self, limit: int, without: Collection[str]) -> list[SideRecord]:
        out = self.held | set(without)
        return [r for r in self.records if r.commitment not in out][:limit]

    def doubtful(self, limit: int, without: Collection[str]) -> list[SideRecord]:
        asked = self.held_once - set(without)
        return [r for r in self.records if r.commitment in asked][:limit]

    def hold(self, commitments: Iterable[str]) -> None:
        named = set(commitments)
        self.held_once = (self.held_once - named) | (named - self.held)
        self.held |= named


def _sender(rows: Rows) -> SideRecordSender:
    return SideRecordSender(rows, Backoff(random.Random(1).randrange))


def _sent(step: Step) -> list[str]:
    assert isinstance(step.call, SendSideRecords)
    return [r.commitment for r in step.call.records.records]


def test_all_are_sent_in_batches_and_then_it_rests() -> None:
    rows = Rows(450)
    sender = _sender(rows)
    step, sizes = sender.on(Woken(), 0), []
    while step.call is not None:
        sizes.append(len(_sent(step)))
        step = sender.on(Answered(SideRecordsReply(_sent(step))), 1)
    assert sizes == [200, 200, 50]
    assert step.wake_us == 1 + LOOK_INTERVAL_US
    assert len(rows.held) == 450


def test_what_is_held_is_offered_once_more_later() -> None:
    """The centre that said so may have been followed by a standby that missed it, in the same epoch."""
    sender = _sender(Rows(2))
    sender.on(Woken(), 0)
    step = sender.on(Answered(SideRecordsReply(["c0000", "c0001"])), 1)
    assert (step.call, step.wake_us) == (None, 1 + LOOK_INTERVAL_US)
    assert sender.on(Woken(), LOOK_INTERVAL_US).call is None
    assert _sent(sender.on(Woken(), 1 + LOOK_INTERVAL_US)) == ["c0000", "c0001"]
    step = sender.on(Answered(SideRecordsReply(["c0000", "c0001"])), 2 + LOOK_INTERVAL_US)
    assert step.call is None
    assert sender.on(Woken(), 9 * LOOK_INTERVAL_US).call is None


def test_one_that_is_refused_holds_back_no_other() -> None:
    rows = Rows(37)
    sender = _sender(rows)
    step, now = sender.on(Woken(), 0), 0
    for _ in range(40):
        if step.call is None:
            if step.wake_us is None or step.wake_us >= LOOK_INTERVAL_US:
                break
            now = step.wake_us
            step = sender.on(Woken(), now)
        elif "c0011" in _sent(step):
            step = sender.on(Failed(Refused(422, "broken_record")), now)
        else:
            step = sender.on(Answered(SideRecordsReply(_sent(step))), now)
    assert {r.commitment for r in rows.records} - rows.held == {"c0011"}
    assert _sent(sender.on(Woken(), now + 2 * LOOK_INTERVAL_US)) == ["c0011"]


def test_who_was_erased_at_the_centre_is_offered_seldom() -> None:
    rows = Rows(2)
    sender = _sender(rows)
    sender.on(Woken(), 0)
    step = sender.on(Answered(SideRecordsReply(["c0001", "not ours"])), 5)
    assert (step.call, step.wake_us) == (None, 5 + LOOK_INTERVAL_US)
    assert rows.held == {"c0001"}
    rows.records.append(record(7))
    assert _sent(sender.on(Woken(), 6)) == ["c0007"]


@pytest.mark.parametrize("failure", [Unreachable(), Busy(7_000)])
def test_a_silence_is_waited_for_unless_somebody_asks(failure: Unreachable | Busy) -> None:
    sender = _sender(Rows(1))
    sender.on(Woken(), 0)
    step = sender.on(Failed(failure), 0)
    assert step.call is None and step.wake_us is not None
    assert sender.on(Woken(), step.wake_us - 1).call is None
    assert _sent(sender.on(Woken(at_once=True), 0)) == ["c0000"]


@pytest.fixture
def folder(tmp_path: Path) -> DeviceFolder:
    return DeviceFolder(tmp_path)


@pytest.fixture
def journal(folder: DeviceFolder) -> Iterator[Connection]:
    writer = open_writer(folder.journal, KEY, Durability.FULL)
    migrate(writer, JOURNAL_MIGRATIONS)
    yield writer
    writer.close()


@pytest.fixture
def store(folder: DeviceFolder) -> Iterator[FeedReplica]:
    replica = FeedReplica(folder, STORE, KEY, lambda: 7)
    replica.open({STORE: replica})
    yield replica
    replica.close()


def _put(journal: Connection, *numbers: int) -> None:
    journal.executemany(PUT, [(f"c{n:04}", b"f", f"guest-{n}", bytes(32), "{}") for n in numbers])


def _file(store: FeedReplica) -> Connection:
    assert store.connection is not None
    return store.connection


def _rows(folder: DeviceFolder, store: FeedReplica) -> StoredSideRecords:
    return StoredSideRecords(JournalFile(folder.journal, KEY), lambda: _file(store))


def test_what_is_held_is_written_down_and_the_rest_waits(
    folder: DeviceFolder, journal: Connection, store: FeedReplica
) -> None:
    rows = _rows(folder, store)
    _put(journal, *range(450))
    assert len(rows.waiting(500, ())) == 450
    rows.hold([f"c{n:04}" for n in range(300)])
    assert [r.commitment for r in rows.waiting(2, {"c0300"})] == ["c0301", "c0302"]
    assert rows.waiting(1, ())[0] == SideRecord("guest-300", "c0300", "00" * 32, "{}")
    _put(journal, 999)
    again = _rows(folder, store)
    assert [r.commitment for r in again.waiting(500, ())] == [
        *(f"c{n:04}" for n in range(300, 450)),
        "c0999",
    ]
    # Another run has doubts of all that was held before it.
    assert again.doubtful(2, {"c0000"}) == [record(1), record(2)]
    journal.execute("DELETE FROM side_record WHERE commitment = 'c0003'")
    again.hold(f"c{n:04}" for n in range(2, 300))
    assert [r.commitment for r in again.doubtful(9, ())] == ["c0000", "c0001"]
    again.hold(["c0300"])
    assert [r.commitment for r in again.doubtful(9, {"c0000"})] == ["c0001", "c0300"]


def test_an_answer_that_comes_after_a_restore_is_none_of_the_new_centre(
    folder: DeviceFolder, journal: Connection, store: FeedReplica
) -> None:
    rows = _rows(folder, store)
    state = "INSERT OR REPLACE INTO feed_state VALUES (?, ?, 1, 2, 1, 0)"
    _file(store).execute(state, (STORE, "e1"))
    _put(journal, 1)
    assert len(rows.waiting(9, ())) == 1
    _file(store).execute(state, (STORE, "e2"))
    rows.hold(["c0001"])
    assert len(rows.waiting(9, ())) == 1
    rows.hold(["c0001"])
    assert rows.waiting(9, ()) == []


def test_another_epoch_gets_all_again_and_what_left_the_journal_is_forgotten(
    folder: DeviceFolder, journal: Connection, store: FeedReplica
) -> None:
    rows = _rows(folder, store)
    _put(journal, 1, 2)
    rows.hold(["c0001", "c0002"])
    assert rows.waiting(9, ()) == []
    state = "INSERT OR REPLACE INTO feed_state VALUES (?, ?, 1, 2, 1, 0)"
    _file(store).execute(state, (STORE, "e2"))
    assert len(rows.waiting(9, ())) == 2
    rows.hold(["c0001", "c0002"])
    journal.execute("DELETE FROM side_record WHERE subject = 'guest-1'")
    assert _rows(folder, store).waiting(9, ()) == []
    held = _file(store).execute("SELECT commitment, epoch FROM side_record_held").fetchall()
    assert held == [("c0002", "e2")]


def test_a_number_that_is_used_again_after_an_erasure_is_no_old_record(
    folder: DeviceFolder, journal: Connection, store: FeedReplica
) -> None:
    rows = _rows(folder, store)
    _put(journal, 1, 2)
    rows.waiting(9, ())
    rows.hold(["c0001", "c0002"])
    assert rows.waiting(9, ()) == []
    journal.execute("DELETE FROM side_record WHERE subject = 'guest-2'")
    _put(journal, 3)
    assert [r.commitment for r in rows.waiting(9, ())] == ["c0003"]


def test_no_journal_yet_means_nothing_waits(folder: DeviceFolder, store: FeedReplica) -> None:
    rows = _rows(folder, store)
    assert rows.waiting(9, ()) == []
    open_writer(folder.journal, KEY, Durability.FULL).close()
    assert rows.waiting(9, ()) == []
