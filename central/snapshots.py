"""Snapshots knows how a feed is handed to whoever starts from nothing: as pages, and as one finished SQLite file."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec
import zstandard
from sqlalchemy import Connection

from central.core.feed import feed_kind
from central.core.following import BootAgain, hash_at, oldest_cursor
from central.core.records import FeedHead
from central.core.refused import Refused
from central.replica_file import ReplicaFile
from central.storage.engine import Database
from central.storage.feed_rows import Values, feed_tables
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain.replica_schema import FEED_TABLES, REPLICA_SCHEMA_VERSION
from sync.wire.digest import RECEIPTS, feed_digest
from sync.wire.messages import (
    GROUP_ROWS_MAX,
    BootReply,
    FactReceipt,
    PageEntry,
    SnapshotFile,
    SnapshotPage,
    TableRows,
)

# A snapshot so many groups old is good enough to start from: the rest comes by the tail.
LAG_GROUPS_MAX = 200
PAGES_LISTED_MAX = 1_000
SNAPSHOTS_KEPT = 2
# No personal data and the same for many devices: these are worth a finished file.
KINDS_WITH_FILE = frozenset({"chain", "zone"})
_MANIFEST = "manifest.json"
_NAME = re.compile(r"^([0-9a-f]+)-(\d+)-(\d+)$")


class SnapshotManifest(msgspec.Struct, frozen=True):
    """What was found while a snapshot was written."""

    position: int
    hash: str
    row_count: int
    digest: str
    page_count: int
    file_sha256: str
    file_size: int


class Snapshots:
    """Writes a snapshot once for each position that somebody starts from; all of it can be made anew."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        # One for each feed: a million items being written make no store wait.
        self._turns: dict[str, threading.Lock] = {}

    def boot(self, feed: str) -> BootReply:
        """How to start with a feed; Refused 404 when there is none. Takes long when nobody started lately."""
        self._head(feed)
        with self._turns.setdefault(feed, threading.Lock()):
            head = self._head(feed)
            manifest = self._newest(feed, head) or self._build(feed)
        head = self._head(feed)
        with self._database.read() as connection:
            pages = SqlFeeds(connection).pages(feed, head.epoch, PAGES_LISTED_MAX)
        return BootReply(
            feed=feed,
            epoch=head.epoch,
            key=head.key,
            position=manifest.position,
            schema=REPLICA_SCHEMA_VERSION,
            row_count=manifest.row_count,
            digest=manifest.digest,
            snapshot_pages=manifest.page_count,
            file=_file_entry(feed, head.epoch, manifest),
            pages=[PageEntry(first, last, sha256) for first, last, sha256 in pages],
            hash=manifest.hash,
        )

    def digest_at(self, feed: str, epoch: str, position: int, link: str) -> str | None:
        """The digest of a snapshot that is here, None without one of exactly this position and hash."""
        if position not in self._positions(feed, epoch):
            return None
        manifest = self._manifest(feed, epoch, position)
        return manifest.digest if manifest.hash == link else None

    def page(self, feed: str, epoch: str, position: int, number: int) -> Path:
        """The file of a page; Refused 410 when this snapshot is gone."""
        return self._existing(feed, epoch, position, f"page-{number}.json")

    def file(self, feed: str, epoch: str, position: int) -> Path:
        """The compressed SQLite file; Refused 410 when this snapshot is gone."""
        return self._existing(feed, epoch, position, "replica.db.zst")

    def _existing(self, feed: str, epoch: str, position: int, name: str) -> Path:
        if epoch.isalnum() and feed_kind(feed) in FEED_TABLES:
            path = self._place(feed) / _snapshot_name(epoch, position) / name
            if path.is_file():
                return path
        raise BootAgain

    def _head(self, feed: str) -> FeedHead:
        with self._database.read() as connection:
            return _head(connection, feed)

    def _newest(self, feed: str, head: FeedHead) -> SnapshotManifest | None:
        for position in sorted(self._positions(feed, head.epoch), reverse=True):
            if max(head.head - LAG_GROUPS_MAX, oldest_cursor(head)) <= position <= head.head:
                manifest = self._manifest(feed, head.epoch, position)
                # What a database that was put back has forgotten may lie here under the same position.
                if manifest.hash == self._hash_at(feed, head, position):
                    return manifest
        return None

    def _hash_at(self, feed: str, head: FeedHead, position: int) -> str | None:
        with self._database.read() as connection:
            return hash_at(SqlFeeds(connection), feed, head, position)

    def _manifest(self, feed: str, epoch: str, position: int) -> SnapshotManifest:
        path = self._place(feed) / _snapshot_name(epoch, position) / _MANIFEST
        return msgspec.json.decode(path.read_bytes(), type=SnapshotManifest)

    def _positions(self, feed: str, epoch: str) -> Iterator[int]:
        place = self._place(feed)
        for path in place.iterdir() if place.is_dir() else ():
            match = _NAME.match(path.name)
            if match and match.group(1) == epoch and int(match.group(3)) == REPLICA_SCHEMA_VERSION:
                yield int(match.group(2))

    def _build(self, feed: str) -> SnapshotManifest:
        """Write a snapshot aside and give it its name at the end; head and rows are of one moment (SYNC T10)."""
        place = self._place(feed)
        place.mkdir(parents=True, exist_ok=True)
        aside = place / f"building-{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        with self._database.read() as connection:
            head = _head(connection, feed)
            manifest = _write(connection, feed, head, aside)
        (aside / _MANIFEST).write_bytes(msgspec.json.encode(manifest))
        named = place / _snapshot_name(head.epoch, head.head)
        known = self.digest_at(feed, head.epoch, head.head, head.hash)
        if known is not None:
            shutil.rmtree(aside)
        else:
            shutil.rmtree(named, ignore_errors=True)
            aside.rename(named)
        self._forget_old(place)
        return manifest

    def _forget_old(self, place: Path) -> None:
        named = [path for path in place.iterdir() if _NAME.match(path.name)]
        named.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in named[SNAPSHOTS_KEPT:]:
            shutil.rmtree(path)

    def _place(self, feed: str) -> Path:
        return self._folder / hashlib.sha256(feed.encode()).hexdigest()[:16]


def _head(connection: Connection, feed: str) -> FeedHead:
    head = SqlFeeds(connection).head(feed)
    if head is None:
        raise Refused(404, "unknown_feed", "There is no such feed.")
    return head


def _write(connection: Connection, feed: str, head: FeedHead, folder: Path) -> SnapshotManifest:
    pages = _PageWriter(feed, head, folder)
    replica = None
    if feed_kind(feed) in KINDS_WITH_FILE:
        replica = ReplicaFile(folder / "replica.db", feed_kind(feed))
    digest = feed_digest(
        (table, pages.through(table, rows, replica))
        for table, rows in feed_tables(connection, feed)
    )
    pages.end()
    file_sha256, file_size = "", 0
    if replica is not None:
        replica.finish(feed, head.epoch, head.head, head.hash)
        file_sha256, file_size = _compress(folder / "replica.db", folder / "replica.db.zst")
        (folder / "replica.db").unlink()
    return SnapshotManifest(
        head.head, head.hash, pages.row_count, digest, pages.page_count, file_sha256, file_size
    )


class _PageWriter:
    """Fills pages with rows and receipts as they pass by; a page holds at most so many of both together."""

    def __init__(self, feed: str, head: FeedHead, folder: Path) -> None:
        self._feed = feed
        self._head = head
        self._folder = folder
        self._tables: list[TableRows] = []
        self._receipts: list[FactReceipt] = []
        self._room = GROUP_ROWS_MAX
        self.page_count = 0
        self.row_count = 0

    def through(
        self, table: str, rows: Iterable[Values], replica: ReplicaFile | None
    ) -> Iterator[Values]:
        """Give the rows on, and write each into its page and into the file; receipts stand apart in a page."""
        if table == RECEIPTS:
            yield from self._receipts_through(rows)
            return
        columns = [*FEED_TABLES[feed_kind(self._feed)][table][0]]
        part: list[Values] = []
        for row in rows:
            yield row
            part.append(row)
            self._room -= 1
            if self._room == 0:
                self._add(table, columns, part, replica)
                self._end_page()
                part = []
        self._add(table, columns, part, replica)

    def _receipts_through(self, rows: Iterable[Values]) -> Iterator[Values]:
        for row in rows:
            yield row
            fact_id, status = row
            known: FactReceipt = msgspec.convert(
                {"fact_id": fact_id, "status": status}, FactReceipt
            )
            self._receipts.append(known)
            self._room -= 1
            if self._room == 0:
                self._end_page()

    def end(self) -> None:
        """Write the page that is not full."""
        if self._tables or self._receipts:
            self._end_page()

    def _add(
        self, table: str, columns: list[str], part: list[Values], replica: ReplicaFile | None
    ) -> None:
        if not part:
            return
        self.row_count += len(part)
        self._tables.append(TableRows(table, columns, [[*row] for row in part]))
        if replica is not None:
            replica.add(table, len(columns), part)

    def _end_page(self) -> None:
        page = SnapshotPage(
            self._feed,
            self._head.epoch,
            self._head.head,
            self.page_count,
            self._tables,
            self._receipts,
        )
        path = self._folder / f"page-{self.page_count}.json"
        path.write_bytes(msgspec.json.encode(page))
        self.page_count += 1
        self._tables, self._receipts, self._room = [], [], GROUP_ROWS_MAX


def _snapshot_name(epoch: str, position: int) -> str:
    return f"{epoch}-{position}-{REPLICA_SCHEMA_VERSION}"


def _file_entry(feed: str, epoch: str, manifest: SnapshotManifest) -> SnapshotFile | None:
    if not manifest.file_sha256:
        return None
    return SnapshotFile(
        path=f"/v1/snapshot-file/{feed}/{epoch}/{manifest.position}",
        sha256=manifest.file_sha256,
        size=manifest.file_size,
        schema=REPLICA_SCHEMA_VERSION,
    )


def _compress(source: Path, target: Path) -> tuple[str, int]:
    """SHA-256 and size of the compressed bytes."""
    with source.open("rb") as plain, target.open("wb") as packed:
        zstandard.ZstdCompressor(level=3).copy_stream(plain, packed, size=source.stat().st_size)
    with target.open("rb") as packed:
        return _sha256(packed), target.stat().st_size


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while part := file.read(1 << 20):
        digest.update(part)
    return digest.hexdigest()
