"""SQLite over the disk in memory: a file system in Python, and connections as the storage code knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any

import apsw
from sqlcipher3 import dbapi2

from pos_app.files.database import Row, Value
from tests.crash_states.disk import Disk, NoSpace, SyncFailed

VFS_NAME = "memory_disk"
# What SQLite's own file system says of common disks.
SECTOR_BYTES = 4096
POWERSAFE_OVERWRITE = apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE
# SQLite forces the folder to disk with the first sync of such a file.
SYNCS_ITS_NAME = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL

DiskNow = Callable[[], Disk]


class _OpenFile:
    def __init__(self, disk: Disk, name: str, flags: int) -> None:
        self._disk = disk
        self._name = name
        self._unlinks = bool(flags & apsw.SQLITE_OPEN_DELETEONCLOSE)
        self._syncs_name = False
        if name not in disk.names:
            if not flags & apsw.SQLITE_OPEN_CREATE:
                message = "unable to open database file"
                raise apsw.CantOpenError(message)
            self._syncs_name = bool(flags & SYNCS_ITS_NAME)
            disk.create(name)
        self._file = disk.names[name]
        self._is_reader = bool(flags & apsw.SQLITE_OPEN_READONLY)
        disk.opened[name] += 1

    def xRead(self, amount: int, offset: int) -> bytes:
        return self._disk.read(self._file, offset, amount)

    def xWrite(self, content: bytes, offset: int) -> None:
        try:
            self._disk.write(self._file, offset, bytes(content))
        except NoSpace as error:
            message = "database or disk is full"
            raise apsw.FullError(message) from error

    def xTruncate(self, size: int) -> None:
        self._disk.truncate(self._file, size)

    def xSync(self, flags: int) -> None:
        try:
            self._disk.sync(self._file)
        except SyncFailed as error:
            message = "disk I/O error"
            raise apsw.IOError(message) from error
        if self._syncs_name:
            self._disk.sync_names()
            self._syncs_name = False

    def xFileSize(self) -> int:
        return self._disk.size(self._file)

    def xClose(self) -> None:
        self._disk.opened[self._name] -= 1
        if self._unlinks:
            self._disk.unlink(self._name)

    def excepthook(self, kind: type, error: BaseException, trace: object) -> None:
        """What SQLite saw fail while another failure was on its way up."""
        assert isinstance(error, apsw.Error)

    def xLock(self, level: int) -> None:
        # Only this much of locking: a writer that lets go cannot have for itself what a reader holds.
        is_shared = self._disk.opened[self._name] > 1
        if level == apsw.SQLITE_LOCK_EXCLUSIVE and is_shared and not self._is_reader:
            message = "database is locked"
            raise apsw.BusyError(message)

    def xUnlock(self, level: int) -> None: ...

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR_BYTES

    def xDeviceCharacteristics(self) -> int:
        return POWERSAFE_OVERWRITE


class MemoryDiskVfs(apsw.VFS):
    """Opens files on whatever disk the machine has now; locks nothing, for one file has one connection."""

    def __init__(self, disk_now: DiskNow) -> None:
        self._disk_now = disk_now
        self._read_only: dict[str, int] = {}
        super().__init__(VFS_NAME, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> Any:
        path = _plain(name)
        flags[1] = flags[0]
        if flags[0] & apsw.SQLITE_OPEN_MAIN_DB:
            self._read_only[path] = flags[0] & apsw.SQLITE_OPEN_READONLY
        elif flags[0] & apsw.SQLITE_OPEN_WAL:
            # Elsewhere a lock that a reader cannot get keeps it from a checkpoint; here this does.
            flags[1] |= self._read_only.get(path.removesuffix("-wal"), 0)
        return _OpenFile(self._disk_now(), path, flags[0])

    def xDelete(self, filename: str, syncdir: bool) -> None:
        disk = self._disk_now()
        if filename in disk.names:
            disk.unlink(filename)
            if syncdir:
                disk.sync_names()

    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self._disk_now().names

    def xFullPathname(self, name: str) -> str:
        return name


def _plain(name: str | apsw.URIFilename | None) -> str:
    assert name is not None, "a temporary file belongs in memory"
    return name if isinstance(name, str) else name.filename()


# Connections of killed processes are never closed: closing one late would tidy up on the disk of another.
_open: set[apsw.Connection] = set()


class _WordsOfSqlcipher:
    """Entered around every statement, hence no generator."""

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, apsw.ConstraintError):
            raise dbapi2.IntegrityError(str(error)) from error
        if isinstance(error, apsw.NotADBError | apsw.CorruptError):
            raise dbapi2.DatabaseError(str(error)) from error
        if isinstance(error, apsw.Error):
            raise dbapi2.OperationalError(str(error)) from error


_in_words_of_sqlcipher = _WordsOfSqlcipher()


class DiskConnection:
    """Satisfies pos_app.files.database.Connection; errors come in the classes and words of sqlcipher3."""

    def __init__(self, path: str) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
        with _in_words_of_sqlcipher:
            self._connection = apsw.Connection(path, flags=flags, vfs=VFS_NAME)
            _open.add(self._connection)
            # Without shared memory a write-ahead log needs the file for itself.
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA temp_store = MEMORY")

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, statement: str, values: Sequence[Value] = (), /) -> DiskRows:
        with _in_words_of_sqlcipher:
            return DiskRows(self._connection.execute(statement, tuple(values)))

    def executemany(self, statement: str, rows: Iterable[Sequence[Value]], /) -> DiskRows:
        with _in_words_of_sqlcipher:
            return DiskRows(self._connection.executemany(statement, [tuple(row) for row in rows]))

    def close(self) -> None:
        # SQLite closes without a word when the last checkpoint fails; the log stays then.
        with suppress(apsw.FullError, apsw.IOError):
            _open.discard(self._connection)
            self._connection.close()


class DiskRows:
    """What a statement gave."""

    def __init__(self, cursor: apsw.Cursor) -> None:
        self._cursor = cursor

    def fetchone(self) -> Any:
        with _in_words_of_sqlcipher:
            return self._cursor.fetchone()

    def fetchall(self) -> list[Row]:
        with _in_words_of_sqlcipher:
            return self._cursor.fetchall()
