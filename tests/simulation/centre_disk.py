"""Centre disk knows the database of the virtual centre: its transactions, where they break, its backups."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from central.core.enrol import CODE_ALPHABET, enrol, make_enrolment_code, token_hash
from central.core.epochs import NewEpoch, take_word
from central.core.records import Device, FeedCursor
from central.erasures import Erasures
from central.storage.engine import Database
from central.storage.sql_store import SqlTransaction
from central.witness import Witness
from sync.wire.messages import EnrolRequest
from tests.simulation.goods import FEEDS, UNIT
from tests.simulation.ruin import SYNCHRONOUS_FULL, TornFile, log_bytes, torn
from tests.simulation.seen import Seen

_Result = TypeVar("_Result")
BEFORE_COMMIT = "before its commit"
INSIDE_COMMIT = "inside its commit"
AFTER_COMMIT = "between commit and answer"
FORCED = "PRAGMA synchronous"
SIZE = """SELECT (SELECT count(*) FROM fact), (SELECT count(*) FROM side_record),
    (SELECT sum(head) FROM feed), (SELECT count(*) FROM device)"""


class CentreCrash(Exception):
    """The process of the centre ends here; what is committed stays."""


class Watcher(Protocol):
    """Looks at the database after each commit and after each restore."""

    def committed(self) -> None:
        """Something may have been written."""
        ...

    def restored(self, *, is_failover: bool = False) -> None:
        """The database is another one; its feeds have new epochs, but those of a standby may go on in theirs."""
        ...

    def reopened(self) -> None:
        """The power was cut, and is back: the database is what the disk has kept."""
        ...


@dataclass(frozen=True, slots=True)
class _Moment:
    """The database file and its log before a commit, and how much stood in it."""

    content: bytes
    log: bytes
    size: tuple[int, ...]


class CentreDisk:
    """The real storage of the centre on a file in memory.

    Protects: a crash leaves what was committed and nothing else; a power cut may take what was not forced to disk;
    a restored backup begins new epochs.
    """

    def __init__(
        self, database: Database, file: Path, witness: Path, ids: random.Random, seen: Seen
    ) -> None:
        self._seen = seen
        self._cuts = random.Random(ids.random())
        self._is_forced = True
        self._database = database
        self._witness = Witness(database, witness)
        self._erasures = Erasures(database, witness.with_name("erased.json"))
        # Who was erased anew when a backup was put in place.
        self.erased_again: list[str] = []
        self._witness_is_due = False
        self._file = file
        self._ids = ids
        self.watcher: Watcher | None = None
        # Told when the witness has written down how far the feeds have come.
        self.on_witness: Callable[[], None] = _nobody_asks
        self.crash_at = ""

    @property
    def database(self) -> Database:
        """For the parts of the centre that read by themselves."""
        return self._database

    def begin(self) -> None:
        """Start every feed with a fresh epoch."""

        def start(transaction: SqlTransaction) -> None:
            for feed in FEEDS:
                transaction.feeds.start_epoch(feed, self.new_id(), self.new_id())

        self._database.write(lambda connection: start(SqlTransaction.over(connection)))
        self._witness.write()

    def write_witness(self) -> None:
        """Write down how far the feeds have come; to be called every second of a centre that runs."""
        if self._witness_is_due:
            self._witness_is_due = False
            self._witness.write()
            self.on_witness()

    def write_erasures(self) -> None:
        """Write down who was erased, as the centre does at once."""
        self._erasures.look()

    def write(self, work: Callable[[SqlTransaction], _Result]) -> _Result:
        """One durable transaction. Raises CentreCrash where the centre is to break."""
        return self.edit(lambda connection: work(SqlTransaction.over(connection)))

    def edit(self, work: Callable[[Connection], _Result]) -> _Result:
        """The same for what head office changes in tables that the core only reads."""
        before = _moment(self._file, self._database) if self.crash_at == INSIDE_COMMIT else None
        result = self._database.write(lambda connection: self._run(connection, work))
        if before is not None:
            self._cut_power(before)
            raise CentreCrash
        self._witness_is_due = True
        if self.watcher is not None:
            self.watcher.committed()
        if self.crash_at == AFTER_COMMIT:
            raise CentreCrash
        return result

    def read(self, work: Callable[[SqlTransaction], _Result]) -> _Result:
        """One moment of the database."""
        with self._database.read() as connection:
            return work(SqlTransaction.over(connection))

    def take_image(self, target: Path) -> None:
        """What a backup of this moment holds."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for path in (self._file, _side(self._file, "-wal")):
            if path.exists():
                shutil.copyfile(path, target / path.name)

    def restore_image(self, source: Path) -> None:
        """Put a backup in place; the start of the centre notices by its witness, and begins new epochs."""
        self._put_in_place(source)
        if self.watcher is not None:
            self.watcher.restored()

    def fail_over(self, standby: Path) -> None:
        """Go on with a copy that is so young that the witness may know no more than it does."""
        self._put_in_place(standby)
        if self.watcher is not None:
            self.watcher.restored(is_failover=True)

    def _put_in_place(self, source: Path) -> None:
        self._database.close()
        for path in (self._file, _side(self._file, "-wal"), _side(self._file, "-shm")):
            path.unlink(missing_ok=True)
        for path in sorted(source.iterdir()):
            shutil.copyfile(path, self._file.with_name(path.name))
        self._witness.check(self.new_id)
        self.erased_again = self._erasures.look()

    def _cut_power(self, before: _Moment) -> None:
        """Of what the commit wrote to its log and did not force before, any sectors are on the disk."""
        written, content = log_bytes(self._file), self._file.read_bytes()
        log = torn(before.log if self._is_forced else b"", written, self._cuts)
        if content != before.content:
            # A checkpoint went on from the commit, which therefore was forced.
            log = written
        self._database.close()
        self._file.unlink()
        TornFile(self._file, content, log).put()
        self._witness.check(self.new_id)
        outcome = "it is there" if _size(self._database) > before.size else "it is not"
        self._seen.note(f"power cut inside a commit of the centre: {outcome}")
        if self.watcher is not None:
            self.watcher.reopened()

    def take_word(self, device_id: str, feed: str, seen: FeedCursor, now_us: int) -> bool:
        """A device has a cursor that the database does not; True when an epoch began."""
        new = NewEpoch(self.new_id(), self.new_id())
        return self.write(
            lambda transaction: take_word(transaction.feeds, device_id, feed, seen, new, now_us)
        )

    def enrol(self, workstation: str, now_us: int) -> tuple[str, str]:
        """Device id and token of a new device."""
        device_id, token = self.new_id(), self.new_id()
        code = "".join(self._ids.choice(CODE_ALPHABET) for _ in range(8))

        def admit(transaction: SqlTransaction) -> None:
            devices = transaction.devices
            make_enrolment_code(devices, UNIT, workstation, code=code, now_us=now_us)
            request = EnrolRequest(code=code, device_class="register", fingerprint=workstation)
            enrol(devices, request, device_id=device_id, token=token, now_us=now_us)

        self.write(admit)
        return device_id, token

    def admit_again(self, device_id: str, token: str, workstation: str, now_us: int) -> None:
        """People enter a device again that a backup does not know; one that is known stays as it is."""

        def admit(transaction: SqlTransaction) -> None:
            if transaction.devices.by_id(device_id) is None:
                device = Device(
                    device_id, UNIT, workstation, "register", workstation, token_hash(token)
                )
                transaction.devices.add(device, now_us)

        self.write(admit)

    def new_id(self) -> str:
        """An id that nobody else has."""
        return self._ids.randbytes(16).hex()

    def _run(self, connection: Connection, work: Callable[[Connection], _Result]) -> _Result:
        self._is_forced = connection.exec_driver_sql(FORCED).scalar_one() >= SYNCHRONOUS_FULL
        result = work(connection)
        if self.crash_at == BEFORE_COMMIT:
            raise CentreCrash
        return result


def _nobody_asks() -> None:
    return None


def _side(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def _moment(file: Path, database: Database) -> _Moment:
    return _Moment(file.read_bytes(), log_bytes(file), _size(database))


def _size(database: Database) -> tuple[int, ...]:
    with database.read() as connection:
        return tuple(connection.exec_driver_sql(SIZE).one())
