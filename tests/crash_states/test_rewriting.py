"""A power cut while the store file is written anew for who was erased: one whole file, and at last no byte of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.files.database import Connection
from sync import rewriting as rewriting_module
from sync.core.document_kinds import CUSTOMER_PART, ERASED
from sync.generation import remove
from sync.notebook import PUT_CONTACT, StoredDocuments
from sync.replica import FeedReplica
from sync.wire.messages import CustomerDocument, CustomerEntry, ErasedDocument
from tests.crash_states.disk import Disk, Mark
from tests.crash_states.examination import Lost, Said, examine
from tests.crash_states.feeds import stock_group
from tests.crash_states.machine import copied, disk_now
from tests.crash_states.power_cut import CrashState, crash_states
from tests.crash_states.test_feed import GROUPS, ITEMS, groups_applied, store_replica
from tests.pos_app.fakes import START_US

PEOPLE = ("11", "12", "13")
GONE, STAY = PEOPLE[:2], PEOPLE[2:]
PART = f"{CUSTOMER_PART}0"
# Said when the rewriting begins; what lies before is written as any document.
DUE = "to be written anew"
CONTACT = ("offline_since_us", "5")


def name_of(number: str) -> str:
    """Long, so that a table has more than a page."""
    return f"Nominal Person of {number} " * 30


def entry(number: str) -> CustomerEntry:
    """What the directory says of somebody."""
    return CustomerEntry(number, name_of(number), "", "", f"LC-{number}", 0, "", "", [])


def documents_of(replica: FeedReplica) -> StoredDocuments:
    """What the agent wrote down of people."""
    return StoredDocuments(replica._file, lambda: START_US)


def write(replica: FeedReplica, pieces: Iterator[None]) -> None:
    """A document, in the transactions in which the agent writes it."""
    is_written = False
    while not is_written:
        with replica.transaction():
            is_written = next(pieces, replica) is replica


def with_directory() -> Disk:
    """A store file with its notebook, stock, and three people."""
    disk = copied(groups_applied())
    replica = store_replica()
    document = CustomerDocument([entry(number) for number in PEOPLE])
    write(replica, documents_of(replica).put(PART, "v1", document))
    with replica.transaction():
        assert replica.connection is not None
        replica.connection.execute(PUT_CONTACT, CONTACT)
    replica.close()
    return copied(disk)


def contact(replica: FeedReplica) -> None:
    """The centre names who was erased; what is due then is done, while groups go on coming."""
    documents = documents_of(replica)
    if documents.versions().get(PART) != "v2":
        left = CustomerDocument([entry(number) for number in STAY])
        write(replica, documents.put(PART, "v2", left))
    if documents.versions().get(ERASED) != "v1":
        write(replica, documents.put(ERASED, "v1", ErasedDocument(list(GONE))))
    if not documents.is_to_scrub:
        return
    disk_now().mark(DUE)
    rewriting = replica.rewrite()
    assert rewriting is not None
    rewriting.run()
    cursor = replica.cursor()
    assert cursor is not None
    with replica.transaction():
        position = cursor.position + 1
        replica.apply([stock_group(position, 1_000 * position, ITEMS)], "")
    clear_away = replica.rewritten(rewriting)
    assert clear_away is not None
    clear_away()
    with replica.transaction():
        documents.scrubbed()


def forgetting() -> Disk:
    """One contact with the centre."""
    disk = with_directory()
    replica = store_replica()
    contact(replica)
    replica.close()
    return disk


def one_whole_file(_: Said) -> None:
    """Stock, receipts and cursor tell of the same groups, the notebook is there, and who was erased is not."""
    replica = store_replica()
    try:
        contact(replica)
        cursor, connection = replica.cursor(), replica.connection
        assert cursor is not None and connection is not None and cursor.position >= GROUPS
        stock = connection.execute("SELECT item_id, on_hand_milli FROM stock").fetchall()
        assert stock == [(n, 1_000 * cursor.position) for n in range(1, ITEMS + 1)]
        receipts = connection.execute("SELECT count(*) FROM receipt").fetchone()[0]
        assert receipts == cursor.position - 1
        kept = connection.execute("SELECT value FROM contact WHERE name = ?", CONTACT[:1])
        assert kept.fetchall() == [CONTACT[1:]]
        assert connection.execute("SELECT number FROM customer").fetchall() == [STAY]
    finally:
        replica.close()
    assert named() == set(STAY)


def named() -> set[str]:
    """Whose name stands in any file."""
    everything = b"".join(disk_now().image().values())
    return {number for number in PEOPLE if f"Person of {number} ".encode() in everything}


def states_of(disk: Disk) -> Iterator[CrashState]:
    """What a power cut may leave from the moment on when the rewriting is due."""
    return crash_states(disk, 0, drawn=1, first=disk.operations.index(Mark(DUE)))


def test_one_whole_file_and_nobody_left() -> None:
    disk = forgetting()
    examined = examine(states_of(disk), {}, one_whole_file, disk.start)
    assert examined.states > 60


def _named_before_it_is_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file gets its name while its bytes are still on their way."""
    monkeypatch.setattr(rewriting_module, "settle", lambda connection, _path: connection.close())


def _old_file_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the file before is free before the new one is there."""
    rename = rewriting_module.Rewriting.name

    def removed_first(self: rewriting_module.Rewriting, connection: Connection, path: Path) -> None:
        remove(self.source)
        disk_now().sync_names()
        rename(self, connection, path)

    monkeypatch.setattr(rewriting_module.Rewriting, "name", removed_first)


@pytest.mark.parametrize("planted", [_named_before_it_is_on_disk, _old_file_goes_first])
def test_a_careless_rewriting_is_caught(
    monkeypatch: pytest.MonkeyPatch, planted: Callable[[pytest.MonkeyPatch], None]
) -> None:
    with monkeypatch.context() as careless:
        planted(careless)
        disk = forgetting()
    with pytest.raises(Lost):
        examine(states_of(disk), {}, one_whole_file, disk.start)
