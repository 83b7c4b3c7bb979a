"""One machine whose disk is in memory: the product's own code opens, lists, forces and unlinks its files there."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from pathlib import Path, PosixPath
from typing import Any, NamedTuple

import pytest
from sqlcipher3 import dbapi2

from pos_app.files import atomic_file, database
from pos_app.files.database import Connection, Value
from sync import generation
from tests.crash_states.disk import Disk, Image, SyncFailed
from tests.crash_states.sqlite_on_disk import DiskConnection, DiskRows, MemoryDiskVfs

ROOT = "/device"
TABLES = """SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
    ORDER BY name"""
OF_OPEN_BASKET = {"basket", "basket_line"}
# A few sales fill a log of eight pages, so that checkpoints are cut too.
CHECKPOINT_PAGES = 8
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: a figure for all of it, and one for that which a power cut may not take back."""

    of_all: str
    of_lasting: str


@dataclass(frozen=True, slots=True)
class Committing:
    """A transaction is about to be committed; `content` is what the file holds when it succeeds."""

    file: str
    content: Content


@dataclass(frozen=True, slots=True)
class Committed:
    """COMMIT returned."""

    file: str
    content: Content


class OfOpenBasket:
    """Something shown of a basket that is not paid: a kill keeps it, a power cut may take the newest of it."""

    __slots__ = ()


class DiskUsage(NamedTuple):
    """What `shutil.disk_usage` gives."""

    total: int
    used: int
    free: int


class _Now:
    disk = Disk()
    calls: DiskCalls


def disk_now() -> Disk:
    """The disk that the machine has at this moment."""
    return _Now.disk


VFS = MemoryDiskVfs(disk_now)


def insert(image: Image | None = None, said: tuple[object, ...] = ()) -> Disk:
    """Start the machine with another disk, and what was said before."""
    _Now.disk = Disk(image, said)
    return _Now.disk


def copied(disk: Disk) -> Disk:
    """Start the machine with what the program sees of a disk, all of it durable."""
    said = [what for what in disk.said() if not isinstance(what, Committing | Committed)]
    return insert(disk.image(), tuple(said))


def killed(disk: Disk, after_operations: int) -> Disk:
    """Start another process on the same disk; the one before was killed after so many operations."""
    _Now.disk = disk.killed_after(after_operations)
    return _Now.disk


def usage_of_disk(_: object) -> DiskUsage:
    """Total, used and free bytes; of a disk that may be full."""
    free = 0 if disk_now().is_full else GIGABYTE
    return DiskUsage(GIGABYTE, GIGABYTE - free, free)


class DiskCalls:
    """The calls of the operating system with which the product forces files and folders to disk."""

    O_RDWR = os.O_RDWR
    O_RDONLY = os.O_RDONLY

    def __init__(self) -> None:
        self._open: list[Path] = []

    def open(self, path: Path, flags: int) -> int:
        assert str(path) == ROOT or path.exists()
        self._open.append(path)
        return len(self._open) - 1

    def fsync(self, descriptor: int) -> None:
        path = str(self._open[descriptor])
        if path == ROOT:
            disk_now().sync_names()
        else:
            try:
                disk_now().sync(disk_now().names[path])
            except SyncFailed as error:
                raise OSError(errno.EIO, os.strerror(errno.EIO)) from error

    def close(self, descriptor: int) -> None: ...


class OpenedFile(BytesIO):
    """A file that is read as a whole, and written back as a whole when it is flushed."""

    def __init__(self, path: str) -> None:
        self._number = disk_now().names[path]
        self._path = path
        super().__init__(disk_now().read(self._number, 0, disk_now().size(self._number)))

    def flush(self) -> None:
        disk_now().write(self._number, 0, self.getvalue())

    def fileno(self) -> int:
        return _Now.calls.open(DiskPath(self._path), os.O_RDWR)


class DiskPath(PosixPath):
    """A path on the disk in memory, as far as the product asks."""

    def exists(self) -> bool:
        return str(self) in disk_now().names

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        if not self.exists():
            raise FileNotFoundError(str(self))
        size = disk_now().size(disk_now().names[str(self)])
        return os.stat_result((0, 0, 0, 1, 0, 0, size, 0, 0, 0))

    def unlink(self, missing_ok: bool = False) -> None:
        if self.exists():
            disk_now().unlink(str(self))
        elif not missing_ok:
            raise FileNotFoundError(str(self))

    def rename(self, target: str | os.PathLike[str]) -> DiskPath:
        disk_now().rename(str(self), os.fspath(target))
        return DiskPath(target)

    def touch(self, mode: int = 0o666, exist_ok: bool = True) -> None:
        if not self.exists():
            disk_now().create(str(self))

    def open(self, mode: str = "r", *_: object, **__: object) -> Any:
        assert mode == "r+b"
        return OpenedFile(str(self))

    def glob(self, pattern: str) -> Generator[DiskPath, None, None]:
        found = [DiskPath(name) for name in disk_now().names]
        yield from [path for path in found if path.parent == self and path.match(pattern)]


class WitnessedConnection(DiskConnection):
    """Writes down on the disk when a commit began and when it returned, with what the file then holds."""

    def __init__(self, path: str, *_: object, **__: object) -> None:
        super().__init__(path)
        self._file = path.removeprefix("file:").partition("?")[0]

    def execute(self, statement: str, values: Sequence[Value] = (), /) -> DiskRows:
        if statement != "COMMIT" or not disk_now().is_witnessed:
            return super().execute(statement, values)
        content = content_of(self)
        disk_now().mark(Committing(self._file, content))
        rows = super().execute(statement, values)
        disk_now().mark(Committed(self._file, content))
        return rows


def content_of(connection: Connection) -> Content:
    """Figures for every row of every table of a file, and for its version."""
    whole, lasting = blake2b(digest_size=12), blake2b(digest_size=12)
    version = repr(connection.execute("PRAGMA main.user_version").fetchall())
    parts = [(version, True)]
    for (table,) in connection.execute(TABLES).fetchall():
        rows = connection.execute(f"SELECT * FROM main.{table}").fetchall()
        parts.append((repr((table, rows)), table not in OF_OPEN_BASKET))
    for part, lasts in parts:
        whole.update(part.encode())
        if lasts:
            lasting.update(part.encode())
    return Content(whole.hexdigest(), lasting.hexdigest())


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product runs on this machine; only where it meets SQLite and the operating system."""
    insert()
    calls = _Now.calls = DiskCalls()
    monkeypatch.setattr(dbapi2, "connect", WitnessedConnection)
    monkeypatch.setattr(database, "CHECKPOINT_PAGES", CHECKPOINT_PAGES)
    monkeypatch.setattr(shutil, "disk_usage", usage_of_disk)
    monkeypatch.setattr(generation, "os", calls)
    monkeypatch.setattr(atomic_file, "os", calls)
