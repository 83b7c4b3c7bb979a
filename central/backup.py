"""Backup knows how a centre is copied while it serves, and put back: database and key in one file, every feed anew."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import zstandard
from sqlalchemy import Connection

from central.core.epochs import NewEpoch
from central.settings import Settings
from central.storage.copying import copy_of, put_back
from central.storage.engine import Database
from central.storage.migrate import migrate
from central.storage.schema import STORE
from central.storage.sql_feeds import SqlFeeds
from central.witness import Witness

FORMAT = 1
ENDING = ".central-backup"
_NOTE, _DATABASE, _KEY = "note.json", "database", "central-key.pem"
# Customers stand in it, and the key that opens the journals of all devices.
_OWNER_ONLY = 0o600
NewId = Callable[[], str]


class BackupUnfit(Exception):
    """The file is no backup, or not for this centre; nothing was changed. Its text is for people."""


class Note(msgspec.Struct, frozen=True):
    """What a backup says of itself, first in its file; kind: sqlite or postgresql, made_us: microseconds UTC."""

    format: int
    kind: str
    made_us: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and which feeds begin anew for it."""

    made_us: int
    feeds: tuple[str, ...]


def back_up(settings: Settings, folder: Path, now_us: int) -> Path:
    """One file of the database as it is at one moment and of the centre's key; whole or not there at all.

    The centre may serve meanwhile. Raises CopyFailed, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.fromtimestamp(now_us / 1_000_000, UTC)
    place = folder / f"{moment:%Y%m%d-%H%M%S}{ENDING}"
    with _workspace(folder) as work:
        database = work / _DATABASE
        kind = copy_of(settings.database, database)
        note = Note(FORMAT, kind, now_us, _sha256(database))
        aside = work / place.name
        with (
            os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT, _OWNER_ONLY), "wb") as file,
            zstandard.ZstdCompressor(level=6).stream_writer(file, closefd=False) as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            encoded = msgspec.json.encode(note)
            header = tarfile.TarInfo(_NOTE)
            header.size = len(encoded)
            archive.addfile(header, io.BytesIO(encoded))
            archive.add(settings.key_file, _KEY)
            archive.add(database, _DATABASE)
        _force(aside)
        aside.replace(place)
    _force(folder)
    return place


def keep_newest(folder: Path, count: int) -> list[Path]:
    """Delete all backups of a folder but the newest so many; gives those that went."""
    made = sorted(folder.glob(f"*{ENDING}"))
    gone = made[: max(0, len(made) - count)]
    for place in gone:
        place.unlink()
    return gone


def restore(settings: Settings, place: Path, new_id: NewId, *, replace: bool) -> Restored:
    """Put a backup back, key and all, and begin every feed anew: devices boot, and send again what it misses.

    Raises BackupUnfit before anything is changed: no backup, another kind of database, a database that has stores
    already (unless replace says that they may go). Raises CopyFailed, OSError.
    """
    settings.key_file.parent.mkdir(parents=True, exist_ok=True)
    with _workspace(settings.key_file.parent) as work:
        note = _unpacked(place, work)
        database = Database(settings.database)
        try:
            _check(database, note, replace=replace)
            database.close()
            put_back(settings.database, work / _DATABASE)
            migrate(database)
            feeds = database.write(lambda connection: _begin_anew(connection, new_id))
            _put_key(settings.key_file, (work / _KEY).read_bytes())
            Witness(database, settings.witness_file).write()
        finally:
            database.close()
    return Restored(note.made_us, feeds)


def _unpacked(place: Path, work: Path) -> Note:
    try:
        with (
            place.open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file) as unpacked,
            tarfile.open(fileobj=unpacked, mode="r|") as archive,
        ):
            for member in archive:
                if member.name in (_NOTE, _KEY, _DATABASE):
                    archive.extract(member, work, filter="data")
        note = msgspec.json.decode((work / _NOTE).read_bytes(), type=Note)
    except FileNotFoundError as error:
        raise BackupUnfit(f"There is no backup at {place}.") from error
    except (tarfile.TarError, zstandard.ZstdError, msgspec.DecodeError, EOFError) as error:
        raise BackupUnfit(f"{place} is no backup, or it is not whole.") from error
    if note.format != FORMAT:
        raise BackupUnfit(f"{place} was made by a newer centre. Install that one first.")
    if not (work / _KEY).exists() or _sha256(work / _DATABASE) != note.sha256:
        raise BackupUnfit(f"{place} is damaged. Take another one.")
    return note


def _check(database: Database, note: Note, *, replace: bool) -> None:
    kind = "sqlite" if database.is_sqlite else "postgresql"
    if note.kind != kind:
        raise BackupUnfit(f"This backup is of {note.kind}, and the centre is set to {kind}.")
    if replace:
        return
    migrate(database)
    with database.read() as connection:
        has_stores = connection.execute(STORE.select().limit(1)).first() is not None
    if has_stores:
        raise BackupUnfit(
            "There are stores in this database. With --replace the backup takes their place."
        )


def _begin_anew(connection: Connection, new_id: NewId) -> tuple[str, ...]:
    """What devices saw after the backup was made is forgotten here, so no feed may go on as if it were not."""
    feeds = SqlFeeds(connection)
    heads = feeds.all()
    for feed, head in heads.items():
        new = NewEpoch(new_id(), new_id())
        feeds.replace_epoch(feed, head.epoch, new.epoch, new.key)
        feeds.end_epochs(feed, {head.epoch})
    return tuple(sorted(heads))


def _put_key(place: Path, pem: bytes) -> None:
    """The key of the backup opens what its devices wrapped; another one that stood there is kept beside it."""
    if place.exists():
        if place.read_bytes() == pem:
            return
        place.replace(place.with_name(f"{place.name}.before-restore"))
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as file:
        file.write(pem)
    _force(place)


@contextmanager
def _workspace(folder: Path) -> Iterator[Path]:
    """A folder on the same disk that its owner alone can read, and that goes with what is in it."""
    with tempfile.TemporaryDirectory(prefix=".central-", dir=folder) as name:
        yield Path(name)


def _sha256(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _force(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
