"""Generation knows how a replica file is made beside the current one, put on disk, checked and found again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from pos_app.domain.replica_schema import FEED_TABLES, REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.domain.search_schema import (
    ITEM_SEARCH_FILL,
    ITEM_SEARCH_TABLE,
    ITEM_SEARCH_TRIGGERS,
)
from pos_app.files.atomic_file import sync_folder
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    Row,
    open_reader,
    open_writer,
    transaction,
)
from pos_app.files.layout import DeviceFolder
from pos_app.files.tables import tables, trigger_names
from pos_app.ports.faults import Fault
from sync.wire.digest import RECEIPTS, digest_tables, feed_digest

IS_COMPLETE = "SELECT 1 FROM feed_state WHERE feed = ? AND complete = 1 AND schema = ?"
_PAGE_ROWS = 5_000


def create(path: Path, kind: str, key: str, durability: Durability = Durability.OFF) -> Connection:
    """A new empty file with its tables; with OFF a power cut before `settle` leaves garbage of it."""
    connection = open_writer(path, key, durability)
    schema = tables(connection)
    with transaction(connection):
        for statement in REPLICA_SCHEMAS[kind]:
            schema.execute(statement)
    return connection


def finish_tables(connection: Connection, kind: str) -> None:
    """Add what is made after the rows: the word index of the items, unless the file came with it."""
    if kind != "chain":
        return
    schema = tables(connection)
    with transaction(connection):
        if "item_fts" not in schema.table_names(fts5=True):
            for statement in (*ITEM_SEARCH_TABLE, *ITEM_SEARCH_FILL):
                schema.execute(statement)
        if "item_search_added" not in trigger_names(connection, "item"):
            for statement in ITEM_SEARCH_TRIGGERS:
                schema.execute(statement)


def settle(connection: Connection, path: Path) -> None:
    """Close the file with all of it on disk (SYNC T5)."""
    connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    force(path)


def force(path: Path) -> None:
    """Have all of a closed file on disk, its log and its name too; never called while this process has it open."""
    for name in (path, path.with_name(path.name + "-wal")):
        if name.exists():
            descriptor = os.open(name, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Unlink a generation with its side files; one that a reader of Windows still holds stays until next time."""
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with contextlib.suppress(PermissionError):
            name.unlink(missing_ok=True)


def newest_complete(folder: DeviceFolder, kind: str, feed: str, key: str) -> int | None:
    """The generation that is current, and on disk; None when there is none that this program can use.

    A process that was killed may have left its last transaction in memory alone: the older generations must not be
    cleared away for one that a power cut would take back.
    """
    for number in folder.generations(kind):
        path = folder.replica(kind, number)
        if is_complete(path, feed, key):
            force(path)
            return number
    return None


def is_complete(path: Path, feed: str, key: str) -> bool:
    """True when the last transaction of its making is in the file, for this feed and these tables."""
    try:
        reader = open_reader(path, key)
    except (Fault, DatabaseError):
        return False
    try:
        return bool(reader.execute(IS_COMPLETE, (feed, REPLICA_SCHEMA_VERSION)).fetchall())
    except (Fault, DatabaseError):
        return False
    finally:
        reader.close()


def digest_of(connection: Connection, kind: str) -> str:
    """The digest of the feed's rows in a file."""
    return feed_digest(
        (
            table,
            _receipts(connection)
            if table == RECEIPTS
            else _rows(connection, table, *FEED_TABLES[kind][table]),
        )
        for table in digest_tables(kind)
    )


def _receipts(connection: Connection) -> Iterator[Row]:
    """What became of facts, with their ids as the centre writes them."""
    for fact_id, status in _rows(connection, RECEIPTS, ("fact_id", "status"), 1):
        yield fact_id.hex(), status


def _rows(
    connection: Connection, table: str, columns: tuple[str, ...], key_length: int
) -> Iterator[Row]:
    """All rows in the order of their keys, fetched a few thousand at a time so that nothing is pinned."""
    key = ", ".join(columns[:key_length])
    places = ", ".join("?" * key_length)
    first = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key} LIMIT {_PAGE_ROWS}"
    later = (
        f"SELECT {', '.join(columns)} FROM {table} WHERE ({key}) > ({places}) "
        f"ORDER BY {key} LIMIT {_PAGE_ROWS}"
    )
    rows = connection.execute(first).fetchall()
    while rows:
        yield from rows
        rows = connection.execute(later, rows[-1][:key_length]).fetchall()
