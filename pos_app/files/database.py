"""Database knows how every file is opened: one SQLite, its key, its pragmas, its version, one writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from sqlcipher3 import dbapi2

from pos_app.ports.faults import (
    DataNewerThanProgram,
    DiskFull,
    Fault,
    KeyMissing,
    StorageBroken,
)

DatabaseError: type[Exception] = dbapi2.DatabaseError
# SQLCipher says of a page that it cannot decipher, where it meets it within a commit, that memory ran out.
_REPORTED = (dbapi2.DatabaseError, MemoryError)
IntegrityError: type[Exception] = dbapi2.IntegrityError

Value = int | str | bytes | None
Row = tuple[Any, ...]


class Rows(Protocol):
    """What a statement gave; always fetched to its end, so that no reader pins the write-ahead log (SYNC T4)."""

    def fetchone(self) -> Any:
        """The next row, None after the last."""
        ...

    def fetchall(self) -> list[Row]:
        """All rows that are left."""
        ...


class Connection(Protocol):
    """The few calls that storage code may use; they are the same over any SQLite."""

    @property
    def in_transaction(self) -> bool:
        """True between BEGIN and COMMIT."""
        ...

    def execute(self, statement: str, values: Sequence[Value] = (), /) -> Rows:
        """Run one statement."""
        ...

    def executemany(self, statement: str, rows: Iterable[Sequence[Value]], /) -> Rows:
        """Run one statement for each row."""
        ...

    def close(self) -> None:
        """Close; the file's last connection checkpoints it."""
        ...


# The WAL-reset bug is mended in 3.51.3 (SYNC T1).
SQLITE_OLDEST = (3, 51, 3)
BUSY_TIMEOUT_MS = 5_000
CHECKPOINT_PAGES = 1_000

if dbapi2.sqlite_version_info < SQLITE_OLDEST:
    message = (
        f"SQLite {dbapi2.sqlite_version} can corrupt a journal; {SQLITE_OLDEST} or newer is needed"
    )
    raise ImportError(message)


class _OpenRows:
    """Rows whose reading may meet a damaged page; SQLite's errors come as faults."""

    __slots__ = ("_cursor", "_named")

    def __init__(self, cursor: Any, named: Callable[[Exception], Exception]) -> None:
        self._cursor = cursor
        self._named = named

    def fetchone(self) -> Any:
        """The next row, None after the last."""
        try:
            return self._cursor.fetchone()
        except _REPORTED as error:
            raise self._named(error) from error

    def fetchall(self) -> list[Row]:
        """All rows that are left."""
        try:
            rows: list[Row] = self._cursor.fetchall()
        except _REPORTED as error:
            raise self._named(error) from error
        return rows


class _OpenDatabase:
    """An open file that says what the environment did to it in faults, wherever it is read or written."""

    __slots__ = ("_connection", "_on_damage")

    def __init__(self, connection: Any, on_damage: Callable[[], None] | None = None) -> None:
        self._connection = connection
        self._on_damage = on_damage

    @property
    def in_transaction(self) -> bool:
        """True between BEGIN and COMMIT."""
        return bool(self._connection.in_transaction)

    def execute(self, statement: str, values: Sequence[Value] = (), /) -> _OpenRows:
        """Run one statement."""
        try:
            return _OpenRows(self._connection.execute(statement, values), self._named)
        except _REPORTED as error:
            raise self._named(error) from error

    def executemany(self, statement: str, rows: Iterable[Sequence[Value]], /) -> _OpenRows:
        """Run one statement for each row."""
        try:
            return _OpenRows(self._connection.executemany(statement, rows), self._named)
        except _REPORTED as error:
            raise self._named(error) from error

    def close(self) -> None:
        """Close; the file's last connection checkpoints it."""
        self._connection.close()

    def _named(self, error: Exception) -> Exception:
        named = _named(error)
        if self._on_damage is not None and isinstance(named, StorageBroken) and named.is_damage:
            self._on_damage()
        return named


def _named(error: Exception) -> Exception:
    """The fault behind what SQLite reports of the environment; the error itself when it is a bug."""
    text = str(error).lower()
    if "is full" in text:
        return DiskFull()
    # A first page that went bad under an open connection is "not a database" to it.
    if "malformed" in text or "not a database" in text or isinstance(error, MemoryError):
        return StorageBroken(is_damage=True)
    # A connection that met such a page, and a file system that has seen errors, take no more writes.
    if "disk i/o" in text or "unable to open" in text or "readonly database" in text:
        return StorageBroken()
    return error


class Durability(Enum):
    """What a power cut may cost: nothing (FULL), or the last groups, which are fetched again (NORMAL)."""

    FULL = "FULL"
    NORMAL = "NORMAL"
    OFF = "OFF"


def open_writer(
    path: Path, key: str, durability: Durability, on_damage: Callable[[], None] | None = None
) -> Connection:
    """Open a file as its only writer, making it when it is not there.

    key: 64 hexadecimal digits, or "" for a plain file; on_damage: told when a page is not what was written, of this
    file or of an attached one. The connection is in autocommit mode: transactions are
    written out as BEGIN and COMMIT. Errors: KeyMissing when the key does not fit, StorageBroken, DiskFull.
    """
    with mapped_errors():
        opened = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        connection: Connection = _OpenDatabase(opened, on_damage)
        try:
            _use_key(opened, key)
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            _commits_wait_for_disk(connection, durability)
            # On macOS only these reach the disk behind its cache (SYNC T6).
            connection.execute(f"PRAGMA fullfsync = {int(durability is Durability.FULL)}")
            connection.execute(
                f"PRAGMA checkpoint_fullfsync = {int(durability is Durability.FULL)}"
            )
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            # A checkpoint within COMMIT could report a full disk for what is committed: see `transaction`.
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("PRAGMA secure_delete = ON").fetchall()
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def open_reader(path: Path, key: str, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Connection:
    """Open a file that somebody else writes; can neither write nor checkpoint. Errors: KeyMissing, StorageBroken."""
    with mapped_errors():
        opened = dbapi2.connect(
            _read_only(path), uri=True, isolation_level=None, check_same_thread=False
        )
        connection: Connection = _OpenDatabase(opened)
        try:
            connection.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")
            _use_key(opened, key)
        except BaseException:
            connection.close()
            raise
    return connection


def attach_reader(connection: Connection, path: Path, key: str, name: str) -> None:
    """Attach a file that somebody else writes, under a name; key "" for a plain one."""
    literal = f"\"x'{key}'\"" if key else "''"
    with mapped_errors():
        connection.execute(f"ATTACH ? AS {name} KEY {literal}", (_read_only(path),))


def detach(connection: Connection, name: str) -> None:
    """Let go of an attached file."""
    with mapped_errors():
        connection.execute(f"DETACH {name}")


def readable_rows(
    connection: Connection, statement: str, values: Sequence[Value] = ()
) -> tuple[list[Row], bool]:
    """The rows of a damaged file up to the first that cannot be read, and whether these were all."""
    found: list[Row] = []
    try:
        rows = connection.execute(statement, values)
        while (row := rows.fetchone()) is not None:
            found.append(row)
    except (Fault, DatabaseError):
        return found, False
    return found, True


def migrate(connection: Connection, steps: tuple[tuple[str, ...], ...]) -> None:
    """Bring a file to the newest version, one transaction a step.

    Errors: DataNewerThanProgram when a newer program wrote it; nothing is touched then.
    """
    found = schema_version(connection)
    if found > len(steps):
        raise DataNewerThanProgram(found, len(steps))
    for number, step in enumerate(steps[found:], start=found + 1):
        with transaction(connection):
            for statement in step:
                # The table list of a file keeps the words as they come; the shorter, the fewer pages it takes.
                connection.execute(" ".join(statement.split()))
            connection.execute(f"PRAGMA user_version = {number}")


def schema_version(connection: Connection) -> int:
    """The version that the file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT; any exception undoes all of it. Errors: DiskFull, StorageBroken."""
    with mapped_errors():
        with _whole(connection):
            yield
        _keep_log_short(connection)


@contextmanager
def unforced_transaction(connection: Connection) -> Iterator[None]:
    """A transaction of a FULL file that a kill cannot undo, but a power cut can, until the next forced one.

    It never waits for the disk: the log is kept short by the others. Errors: DiskFull, StorageBroken.
    """
    _commits_wait_for_disk(connection, Durability.NORMAL)
    try:
        with mapped_errors(), _whole(connection):
            yield
    finally:
        _commits_wait_for_disk(connection, Durability.FULL)


@contextmanager
def _whole(connection: Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite rolls back by itself on SQLITE_FULL and SQLITE_IOERR; a second ROLLBACK would be an error.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def close_beside_log(connection: Connection, path: Path, key: str) -> None:
    """Let go of a file whose disk failed, leaving its log for the next start, which writes that again first.

    What the log lost in the failure must not be moved into the file: a power cut in the middle would leave half of it.
    """
    reader = open_reader(path, key)
    try:
        # Only the last who lets go moves the log, and a reader cannot.
        connection.close()
    finally:
        reader.close()


def empty_log(connection: Connection) -> None:
    """Move the log of a file into it, without waiting for a reader or for room: the next quiet moment is as good."""
    if connection.execute("PRAGMA main.wal_checkpoint(NOOP)").fetchall()[0][1] < 1:
        return
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    try:
        with suppress(DiskFull), mapped_errors():
            connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").fetchall()


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn what SQLite reports of the environment into faults; anything else is a bug and passes."""
    try:
        yield
    except DatabaseError as error:
        if "not a database" in str(error).lower():
            raise KeyMissing from error
        named = _named(error)
        if named is error:
            raise
        raise named from error


def _commits_wait_for_disk(connection: Connection, durability: Durability) -> None:
    connection.execute(f"PRAGMA main.synchronous = {durability.value}")


def _keep_log_short(connection: Connection) -> None:
    """Checkpoint a long log. On a full disk it goes on growing where it has room: what was committed stands."""
    with suppress(DiskFull), mapped_errors():
        frames = connection.execute("PRAGMA main.wal_checkpoint(NOOP)").fetchall()[0][1]
        if frames >= CHECKPOINT_PAGES:
            connection.execute("PRAGMA main.wal_checkpoint(PASSIVE)").fetchall()


def _read_only(path: Path) -> str:
    return f"file:{quote(str(path))}?mode=ro"


def _use_key(connection: Any, key: str) -> None:
    """Before anything is read: what is no database now, is one of another key."""
    if key:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        # A raw key skips the slow derivation that a passphrase would need.
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
