"""Opening knows what is checked and mended before the journal takes its first fact after a start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.facts import Fact
from pos_app.domain.ids import IncarnationId
from pos_app.files.atomic_file import mark, write_again
from pos_app.files.ballast import throw_out
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    close_beside_log,
    mapped_errors,
    migrate,
    open_reader,
    open_writer,
    transaction,
)
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_check import break_after, what_is_wrong
from pos_app.files.journal_reader import Incarnation, incarnations, tail, tail_at
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.files.layout import DeviceFolder
from pos_app.files.machine import machine_fingerprint
from pos_app.ports.clock import Clock, Ids
from pos_app.ports.devices import Doorbell
from pos_app.ports.faults import DiskFull, Fault, KeyMissing, StorageBroken
from pos_app.ports.late import load
from pos_app.storage.centre_offset import CorrectedClock
from pos_app.storage.erasing import Erasing
from pos_app.storage.housekeeping import Housekeeping
from pos_app.storage.late_suggestions import LateSuggestions
from pos_app.storage.rechain import resolve_forks
from pos_app.storage.replica_files import ReplicaFiles, SqliteReplicaNews
from pos_app.storage.rescue_copy import RescueCopy
from pos_app.storage.salvage import Survivor, Witnesses, acknowledged_ends, salvage
from pos_app.storage.selling_time import SellingTime
from pos_app.storage.sqlite_catalogue import SqliteCatalogue
from pos_app.storage.sqlite_customers import SqliteCustomers
from pos_app.storage.sqlite_journal import Place, SqliteJournal, begin_incarnation
from pos_app.storage.sqlite_operators import SqliteOperators, SqliteStoreConfiguration
from pos_app.storage.sqlite_sending import SqliteSending
from pos_app.storage.sqlite_slip_key import SqliteSlipKey
from pos_app.storage.sqlite_stock import SqliteStock
from pos_app.storage.sqlite_store import SqliteStore, StepEnds
from pos_app.storage.sqlite_unsent import SqliteUnsent
from pos_app.storage.zone_offers import ZoneOffers

if TYPE_CHECKING:
    from pos_app.ports.orders import OrderBook
    from pos_app.ports.picking import PickLists, Shelves

ACKNOWLEDGED = "SELECT incarnation, sequence FROM store.acknowledged"
LIVES_SENT = "SELECT count(*) FROM store.acknowledged"
AGENT_FOUND_DAMAGE = "SELECT 1 FROM store.contact WHERE name = 'journal_damaged'"
SAY_MACHINE = "UPDATE main.incarnation SET fingerprint = ? WHERE number = ?"
# The shared memory and the write-ahead log that a start needs.
OPENING_BYTES = 128 * 1024

# By chain, the last sequence that the centre holds.
Ends = dict[IncarnationId, int]

FIRST = "first"
RESTORED = "restored"
OTHER_MACHINE = "other_machine"
AFTER_A_FAILED_WRITE = "failed_write"


@dataclass(frozen=True)
class OpenStore:
    """All that the use cases read and write, over one connection that one thread owns.

    What no sign-on and no scan reads is loaded when it is first asked for.

    resolve_forks: called after news, between two steps; re-chains what the agent found to differ from the centre,
    True when it did, and does what is due of the housekeeping; close: lets go of all files.
    """

    connection: Connection
    clock: CorrectedClock
    store: SqliteStore
    catalogue: SqliteCatalogue
    stock: SqliteStock
    operators: SqliteOperators
    customers: SqliteCustomers
    slip_keys: SqliteSlipKey
    configuration: SqliteStoreConfiguration
    offers: ZoneOffers
    suggestions: LateSuggestions
    sending: SqliteSending
    unsent: SqliteUnsent
    news: SqliteReplicaNews
    rescue: RescueCopy | None
    resolve_forks: Callable[[], bool]
    close: Callable[[], None]

    @cached_property
    def orders(self) -> OrderBook:
        """Customer orders of this store."""
        made: OrderBook = load("orders")(self.connection, self.news.version)
        return made

    @cached_property
    def shelves(self) -> Shelves:
        """Where goods lie."""
        made: Shelves = load("shelves")(self.connection)
        return made

    @cached_property
    def pick_lists(self) -> PickLists:
        """What this device has picked."""
        made: PickLists = load("pick_lists")(self.connection)
        return made


def open_store(
    folder: DeviceFolder,
    settings: DeviceSettings,
    key: str,
    clock: Clock,
    ids: Ids,
    doorbell: Doorbell | None = None,
    *,
    machine: str | None = None,
) -> OpenStore:
    """Open, migrate, check the unacknowledged end of the chain, and begin a new incarnation where that is due.

    A journal that is damaged is left as it is, and what can be read of it goes on in a new file beside it.
    key: 64 hexadecimal digits; machine: what tells this computer from others, None to look.
    Errors: KeyMissing, DataNewerThanProgram, StorageBroken, DiskFull.
    """
    place = Place(settings.device_id, settings.business_unit, settings.workstation)
    survivor = Survivor(place, machine or machine_fingerprint(), clock, ids)
    rescue = RescueCopy(Path(settings.rescue_folder)) if settings.rescue_folder else None
    connection, files = _open_with_room(folder, key, survivor, rescue)
    journal = SqliteJournal(connection, place, clock, ids, files.centre_offset)
    housekeeping = Housekeeping(connection, folder.journal_log, clock, files.centre_offset)
    ends = _step_ends(folder, rescue, doorbell)
    store = SqliteStore(connection, journal, settings.currency, ends)

    erasing = Erasing(connection, store, folder, key)
    time = SellingTime(clock, files.centre_offset, settings.time_zone)
    catalogue = SqliteCatalogue(connection, files, settings.currency, time)
    customers = SqliteCustomers(connection)

    def forks_resolved() -> bool:
        if store.is_broken:
            return False
        with store.upkeep():
            resolved = resolve_forks(connection, clock, ids)
            if resolved:
                journal.forget()
            else:
                erasing.look()
                housekeeping.look()
        return resolved

    return OpenStore(
        connection=connection,
        clock=CorrectedClock(clock, files.centre_offset),
        store=store,
        catalogue=catalogue,
        stock=SqliteStock(connection),
        operators=SqliteOperators(connection),
        customers=customers,
        slip_keys=SqliteSlipKey(connection),
        configuration=SqliteStoreConfiguration(connection),
        offers=ZoneOffers(connection, files, time, settings.zone, settings.currency),
        suggestions=LateSuggestions(connection, files, catalogue, customers),
        sending=SqliteSending(connection, rescue, clock),
        unsent=SqliteUnsent(connection),
        news=SqliteReplicaNews(files),
        rescue=rescue,
        resolve_forks=forks_resolved,
        close=partial(_close, connection, store, folder.journal, key),
    )


def _close(connection: Connection, store: SqliteStore, journal: Path, key: str) -> None:
    if store.is_broken:
        close_beside_log(connection, journal, key)
    else:
        connection.close()


def _step_ends(
    folder: DeviceFolder, rescue: RescueCopy | None, doorbell: Doorbell | None
) -> StepEnds:
    def facts_committed(facts: list[Fact]) -> None:
        if rescue is not None:
            rescue.append(facts)
        if doorbell is not None:
            doorbell.ring()

    def journal_broken() -> None:
        # The disk that failed may refuse the mark too; the unacknowledged end is checked at every start anyway.
        with suppress(OSError):
            mark(folder.journal_suspect)

    def disk_filled() -> None:
        throw_out(folder.ballast)

    return StepEnds(facts_committed, journal_broken, disk_filled)


@contextmanager
def _full_disk_is_said(folder: Path) -> Iterator[None]:
    """A file that cannot grow while it is opened is reported as a failed write, whatever the reason."""
    try:
        yield
    except StorageBroken as error:
        if not error.is_damage and shutil.disk_usage(folder).free < OPENING_BYTES:
            raise DiskFull from error
        raise


def _trust_log(log: Path) -> None:
    """What a program that was killed left in the log may be in memory alone; new facts must not build on that."""
    if log.exists():
        try:
            write_again(log)
        except OSError as error:
            raise StorageBroken from error


def _open_with_room(
    folder: DeviceFolder, key: str, survivor: Survivor, rescue: RescueCopy | None
) -> tuple[Connection, ReplicaFiles]:
    try:
        return _open_or_salvage(folder, key, survivor, rescue)
    except DiskFull:
        if not throw_out(folder.ballast):
            raise
        return _open_or_salvage(folder, key, survivor, rescue)


def _open_or_salvage(
    folder: DeviceFolder, key: str, survivor: Survivor, rescue: RescueCopy | None
) -> tuple[Connection, ReplicaFiles]:
    with _full_disk_is_said(folder.root):
        try:
            return _open_files(folder, key, survivor)
        except (StorageBroken, KeyMissing) as error:
            if not _is_damaged(error, folder, key):
                raise
        second_copy = None if rescue is None else rescue.path
        salvage(folder, key, Witnesses(acknowledged_ends(folder, key), second_copy), survivor)
        folder.journal_suspect.unlink(missing_ok=True)
        return _open_files(folder, key, survivor)


def _open_files(
    folder: DeviceFolder, key: str, survivor: Survivor
) -> tuple[Connection, ReplicaFiles]:
    _trust_log(folder.journal_log)

    def page_was_bad() -> None:
        # The next start reads all of the file before it is believed again.
        with suppress(OSError):
            mark(folder.journal_suspect)

    connection = open_writer(folder.journal, key, Durability.FULL, on_damage=page_was_bad)
    try:
        migrate(connection, JOURNAL_MIGRATIONS)
        files = ReplicaFiles(connection, folder, key)
        with mapped_errors():
            ends = _known_ends(connection, folder, key)
            _settle_incarnation(connection, ends, folder.journal_suspect, survivor)
    except BaseException:
        connection.close()
        raise
    return connection, files


def _is_damaged(error: StorageBroken | KeyMissing, folder: DeviceFolder, key: str) -> bool:
    """Whether it is the journal that is damaged: not the disk, not a replica, and not a wrong key.

    A first page that is no database's looks like a wrong key, unless the key opens what lies beside.
    """
    if isinstance(error, KeyMissing):
        return any(_opens(folder.replica("store", n), key) for n in folder.generations("store"))
    if not error.is_damage:
        return False
    try:
        reader = open_reader(folder.journal, key)
    except StorageBroken as again:
        return again.is_damage
    try:
        return bool(what_is_wrong(reader))
    finally:
        reader.close()


def _opens(path: Path, key: str) -> bool:
    with suppress(Fault, DatabaseError):
        open_reader(path, key).close()
        return True
    return False


def _known_ends(connection: Connection, folder: DeviceFolder, key: str) -> Ends:
    """How far the centre holds each chain; a store file that is being built says it too, and is not attached yet."""
    return dict(connection.execute(ACKNOWLEDGED).fetchall()) or acknowledged_ends(folder, key)


def _settle_incarnation(
    connection: Connection, ends: Ends, suspect: Path, survivor: Survivor
) -> None:
    lives = incarnations(connection)
    for life in lives:
        _check_unacknowledged(connection, life, ends)
    is_doubted = suspect.exists() or connection.execute(AGENT_FOUND_DAMAGE).fetchall()
    if is_doubted and what_is_wrong(connection):
        raise StorageBroken(is_damage=True)
    reason = _reason_to_begin(connection, lives, ends, suspect, survivor.machine)
    if reason is not None:
        with transaction(connection):
            # A journal that is gone had as many lives at least; their letters stand on receipts.
            number = None if lives else connection.execute(LIVES_SENT).fetchone()[0] + 1
            begin_incarnation(
                connection, survivor.clock, survivor.ids, reason, survivor.machine, number
            )
        suspect.unlink(missing_ok=True)
    elif lives[-1].machine is None:
        connection.execute(SAY_MACHINE, (survivor.machine, lives[-1].number))


def _reason_to_begin(
    connection: Connection,
    lives: tuple[Incarnation, ...],
    ends: Ends,
    suspect: Path,
    machine: str,
) -> str | None:
    """The centre holding more than the journal means that an older copy of it was put back (SYNC T12)."""
    if not lives:
        return FIRST
    if ends.get(lives[-1].id, 0) > tail(connection, lives[-1].id).sequence:
        return RESTORED
    if lives[-1].machine not in (None, machine):
        return OTHER_MACHINE
    return AFTER_A_FAILED_WRITE if suspect.exists() else None


def _check_unacknowledged(connection: Connection, life: Incarnation, ends: Ends) -> None:
    """Verify from disk what no other copy exists of (SYNC T17). Errors: StorageBroken."""
    sent = max(ends.get(life.id, 0), life.start.sequence)
    after = tail_at(connection, life.id, sent)
    if after is not None and break_after(connection, life, after) is not None:
        raise StorageBroken(is_damage=True)
