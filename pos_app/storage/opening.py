"""Opening knows what is checked and mended before the journal takes its first fact after a start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.facts import EMPTY_TAIL, Fact, Tail, first_break, tail_of
from pos_app.files.atomic_file import write_again
from pos_app.files.database import (
    Connection,
    Durability,
    mapped_errors,
    migrate,
    open_writer,
    transaction,
)
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_reader import Incarnation, facts_after, incarnations, tail, tail_at
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.files.layout import DeviceFolder
from pos_app.ports.clock import Clock, Ids
from pos_app.ports.devices import Doorbell
from pos_app.ports.faults import DiskFull, StorageBroken
from pos_app.storage.rechain import resolve_forks
from pos_app.storage.replica_files import ReplicaFiles, SqliteReplicaNews
from pos_app.storage.rescue_copy import RescueCopy
from pos_app.storage.sqlite_catalogue import SqliteCatalogue
from pos_app.storage.sqlite_journal import Place, SqliteJournal, begin_incarnation
from pos_app.storage.sqlite_operators import SqliteOperators, SqliteStoreConfiguration
from pos_app.storage.sqlite_sending import SqliteSending
from pos_app.storage.sqlite_stock import SqliteStock
from pos_app.storage.sqlite_store import SqliteStore

ACKNOWLEDGED = "SELECT sequence, hash FROM store.acknowledged WHERE incarnation = ?"
FACTS_AT_ONCE = 200
# The shared memory and the write-ahead log that a start needs.
OPENING_BYTES = 128 * 1024

FIRST = "first"
RESTORED = "restored"
AFTER_A_FAILED_WRITE = "failed_write"


@dataclass(frozen=True, slots=True)
class OpenStore:
    """All that the use cases read and write, over one connection that one thread owns.

    resolve_forks: called after news; re-chains what the agent found to differ from the centre, True when it did.
    """

    connection: Connection
    store: SqliteStore
    catalogue: SqliteCatalogue
    stock: SqliteStock
    operators: SqliteOperators
    configuration: SqliteStoreConfiguration
    sending: SqliteSending
    news: SqliteReplicaNews
    rescue: RescueCopy | None
    resolve_forks: Callable[[], bool]

    def close(self) -> None:
        """Let go of all files."""
        self.connection.close()


def open_store(
    folder: DeviceFolder,
    settings: DeviceSettings,
    key: str,
    clock: Clock,
    ids: Ids,
    doorbell: Doorbell | None = None,
) -> OpenStore:
    """Open, migrate, check the unacknowledged end of the chain, and begin a new incarnation where that is due.

    key: 64 hexadecimal digits. Errors: KeyMissing, DataNewerThanProgram, StorageBroken, DiskFull.
    """
    with _full_disk_is_said(folder.root):
        _trust_log(folder.journal_log)
        connection = open_writer(folder.journal, key, Durability.FULL)
        try:
            migrate(connection, JOURNAL_MIGRATIONS)
            files = ReplicaFiles(connection, folder, key)
            with mapped_errors():
                _settle_incarnation(connection, folder.journal_suspect, clock, ids)
        except BaseException:
            connection.close()
            raise
    place = Place(settings.device_id, settings.business_unit, settings.workstation)
    journal = SqliteJournal(connection, place, clock, ids, files.centre_offset)
    rescue = RescueCopy(Path(settings.rescue_folder)) if settings.rescue_folder else None

    def facts_committed(facts: list[Fact]) -> None:
        if rescue is not None:
            rescue.append(facts)
        if doorbell is not None:
            doorbell.ring()

    def journal_broken() -> None:
        # The disk that failed may refuse the mark too; the unacknowledged end is checked at every start anyway.
        with suppress(OSError):
            folder.journal_suspect.touch()

    def forks_resolved() -> bool:
        resolved = resolve_forks(connection, clock, ids)
        if resolved:
            journal.forget()
        return resolved

    return OpenStore(
        connection=connection,
        store=SqliteStore(connection, journal, settings.currency, facts_committed, journal_broken),
        catalogue=SqliteCatalogue(connection, files, settings.currency),
        stock=SqliteStock(connection),
        operators=SqliteOperators(connection),
        configuration=SqliteStoreConfiguration(connection),
        sending=SqliteSending(connection, rescue),
        news=SqliteReplicaNews(files),
        rescue=rescue,
        resolve_forks=forks_resolved,
    )


@contextmanager
def _full_disk_is_said(folder: Path) -> Iterator[None]:
    """A file that cannot grow while it is opened is reported as a failed write, whatever the reason."""
    try:
        yield
    except StorageBroken as error:
        if shutil.disk_usage(folder).free < OPENING_BYTES:
            raise DiskFull from error
        raise


def _trust_log(log: Path) -> None:
    """What a program that was killed left in the log may be in memory alone; new facts must not build on that."""
    if log.exists():
        try:
            write_again(log)
        except OSError as error:
            raise StorageBroken from error


def _settle_incarnation(connection: Connection, suspect: Path, clock: Clock, ids: Ids) -> None:
    lives = incarnations(connection)
    if lives:
        _check_unacknowledged(connection, lives[-1])
    reason = _reason_to_begin(connection, lives, suspect)
    if reason is not None:
        with transaction(connection):
            begin_incarnation(connection, clock, ids, reason)
        suspect.unlink(missing_ok=True)


def _reason_to_begin(
    connection: Connection, lives: tuple[Incarnation, ...], suspect: Path
) -> str | None:
    """The centre holding more than the journal means that an older copy of it was put back (SYNC T12)."""
    if not lives:
        return FIRST
    if _acknowledged(connection, lives[-1]).sequence > tail(connection, lives[-1].id).sequence:
        return RESTORED
    return AFTER_A_FAILED_WRITE if suspect.exists() else None


def _check_unacknowledged(connection: Connection, life: Incarnation) -> None:
    """Verify from disk what no other copy exists of (SYNC T17). Errors: StorageBroken."""
    after = tail_at(connection, life.id, _acknowledged(connection, life).sequence)
    while after is not None:
        facts = facts_after(connection, life.id, after.sequence, FACTS_AT_ONCE)
        if first_break(facts, after) is not None:
            raise StorageBroken
        after = tail_of(facts[-1]) if facts else None


def _acknowledged(connection: Connection, life: Incarnation) -> Tail:
    rows = connection.execute(ACKNOWLEDGED, (life.id,)).fetchall()
    return Tail(rows[0][0], rows[0][1]) if rows else EMPTY_TAIL
