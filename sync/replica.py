"""Replica knows the file of one feed: which generation is current, how groups get in, how the next one is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    open_writer,
    transaction,
)
from pos_app.files.layout import DeviceFolder, leave_number, next_generation
from pos_app.files.tables import wrong_tables
from pos_app.ports.faults import Fault
from sync.building import Building
from sync.core.ports import Cursor
from sync.file_check import FileCheck
from sync.generation import (
    create,
    digest_of,
    newest_complete,
    remove,
    settle,
)
from sync.group_writer import LINK, GroupWriter
from sync.notebook_move import NOTEBOOK_TABLES, move_notebook
from sync.older_replica import bring_forward
from sync.rewriting import Rewriting
from sync.wire.messages import BootReply, Group, SnapshotPage

CURSOR = """SELECT s.epoch, s.position, coalesce(c.hash, '')
    FROM feed_state s LEFT JOIN feed_chain c ON c.feed = s.feed
    WHERE s.feed = ? AND s.complete = 1 AND s.schema = ?"""
STATE = """INSERT INTO feed_state (feed, epoch, position, schema, complete, applied_us)
    VALUES (?, ?, ?, ?, 1, ?)"""
OTHER_TABLES = "SELECT 1 FROM feed_state WHERE schema <> ?"
DISTRUST = "UPDATE feed_state SET complete = 0"
FORGET_STATE = "DELETE FROM feed_state"

WallClock = Callable[[], int]


class FeedReplica:
    """Writes one kind of file, and is the only one who does.

    Protects: a group and the cursor after it are one transaction; a generation is current only after its last
    transaction, and the file before it is never renamed, overwritten or removed while this program runs.
    """

    def __init__(self, folder: DeviceFolder, feed: str, key: str, wall_us: WallClock) -> None:
        self.feed = feed
        self.kind = feed.partition(":")[0]
        self.folder = folder
        self._key = key
        self._wall_us = wall_us
        self._writer = GroupWriter(self.kind)
        self._positions: Mapping[str, FeedReplica] = {}
        self._current: Connection | None = None
        self._retired: Connection | None = None
        # The number of the current file.
        self.generation = self._next = 0
        self._complete = False
        self._damaged = False
        self._deep_digest = ""
        self._building: Building | None = None
        # Groups that were applied while the file is written anew; None when it is not.
        self._meanwhile: list[tuple[list[Group], str]] | None = None

    def open(self, siblings: Mapping[str, FeedReplica]) -> None:
        """Open the current generation and clear away what is not; a store file is made when there is none."""
        self._positions = siblings
        bring_forward(self.folder, self.kind, self._key)
        current = newest_complete(self.folder, self.kind, self.feed, self._key)
        self._complete = current is not None
        if current is None and self.kind == "store":
            current = _place_of_notebook(self.folder, self._key)
        remove(self.folder.root / f"{self.kind}.part")
        numbers = self.folder.generations(self.kind)
        if numbers and numbers[0] != current:
            leave_number(self.folder, self.kind, numbers[0])
        for number in numbers:
            if number != current:
                remove(self.folder.replica(self.kind, number))
        if current is None:
            return
        self.generation = current
        path = self.folder.replica(self.kind, current)
        if not path.exists():
            # The next start fills what it finds: half of this file must be none.
            settle(create(path, self.kind, self._key, Durability.NORMAL), path)
        self._current = open_writer(path, self._key, Durability.NORMAL)

    def close(self) -> None:
        """Let go of all files."""
        for connection in (self._building, self._retired, self._current):
            if connection is not None:
                connection.close()
        self._building = self._retired = self._current = None

    @property
    def connection(self) -> Connection | None:
        """The current file, None before there is one."""
        return self._current

    def transaction(self) -> AbstractContextManager[None]:
        """A transaction on the current file; none before there is one, nor on one that is given up.

        Its successor must not wait for a file that may take no transaction any more.
        """
        is_sound = self._current is not None and not self._damaged
        return transaction(self._file()) if is_sound else nullcontext()

    def cursor(self) -> Cursor | None:
        """Where the current generation stands."""
        if self._current is None or not self._complete:
            return None
        values = (self.feed, REPLICA_SCHEMA_VERSION)
        found = self._current.execute(CURSOR, values).fetchall()
        return Cursor(*found[0]) if found else None

    def position_of(self, feed: str) -> int | None:
        """Where another feed of this device stands."""
        other = self._positions.get(feed)
        cursor = other.cursor() if other is not None else None
        return cursor.position if cursor is not None else None

    def apply(self, groups: list[Group], link: str) -> None:
        """Write groups and the cursor after them."""
        self._writer.apply(self._file(), self.feed, groups, link, self._wall_us())
        if self._meanwhile is not None:
            self._meanwhile.append((groups, link))

    def rewrite(self) -> Rewriting | None:
        """Begin to write the file anew; None while a start is under way, which comes to the same in the end."""
        if self._building is not None or not self._complete:
            return None
        self._meanwhile = []
        here = self.folder.replica(self.kind, self.generation)
        return Rewriting(here, self.folder.root / f"{self.kind}.part", self._key)

    def rewritten(self, rewriting: Rewriting) -> Callable[[], None] | None:
        """Go on in the file that was written anew; None when the feed has started anew in the meantime.

        Gives what clears away the files before it, which takes a while: then no byte is left of those who are gone.
        Readers of an older generation keep what they have open; on Windows its file goes at the next start. Never
        called within a transaction.
        """
        meanwhile, self._meanwhile = self._meanwhile or [], None
        here = self.folder.replica(self.kind, self.generation)
        if self._building is not None or not self._complete or rewriting.source != here:
            rewriting.drop()
            return None
        connection = rewriting.catch_up(self._file())
        with transaction(connection):
            for groups, link in meanwhile:
                self._writer.apply(connection, self.feed, groups, link, self._wall_us())
        self._next = next_generation(self.folder, self.kind)
        path = self.folder.replica(self.kind, self._next)
        rewriting.name(connection, path)
        over = [old for old in (self._retired, self._current) if old is not None]
        self._retired, self._current = None, open_writer(path, self._key, Durability.NORMAL)
        self.generation = self._next
        older = [n for n in self.folder.generations(self.kind) if n < self.generation]
        return partial(_clear_away, over, [self.folder.replica(self.kind, n) for n in older])

    def damaged(self) -> None:
        """The current file cannot be trusted: the next generation starts from the centre (SYNC T17)."""
        self._complete = False
        self._damaged = True
        if self._current is not None:
            # Where the file still takes a write, readers go back to the generation before it.
            with suppress(Fault, DatabaseError):
                self._current.execute(DISTRUST)

    def check(self) -> FileCheck:
        """What can be asked of the whole current file, on a thread, also while groups are applied."""
        return FileCheck(
            self.folder.replica(self.kind, self.generation),
            self._key,
            self.kind,
            self._deep_digest,
        )

    def begin(self, boot: BootReply) -> None:
        """Choose the next generation; the first store file fills the one that holds the notebook already."""
        if self._building is not None:
            self._building.drop()
            self._building = None
        if self.kind == "store" and not self._complete and not self._damaged:
            # The first snapshot goes into the file that holds the notebook already.
            self._writer.clear(self._file())
        else:
            self._next = next_generation(self.folder, self.kind)
            path = self.folder.replica(self.kind, self._next)
            here = self.folder.replica(self.kind, self.generation)
            source = here if self.kind == "store" else None
            self._building = Building(path, self.kind, self._key, source)

    def building_path(self) -> Path:
        """Where the generation that was begun is to be put as a file."""
        assert self._building is not None
        return self._building.path

    @property
    def building(self) -> Building | None:
        """The generation that was begun beside the current one."""
        return self._building

    def load(self, page: SnapshotPage) -> None:
        """Add a page to the generation that was begun."""
        if self._building is not None:
            self._building.load(self._writer, page)
        else:
            self._writer.write(self._file(), page.tables, page.receipts)

    def complete(self, boot: BootReply) -> bool:
        """Switch to the generation that was begun; False when its digest is wrong."""
        if self._building is None:
            if digest_of(self._file(), self.kind) != boot.digest:
                return False
            _write_state(self._file(), boot, self._wall_us())
        else:
            building, self._building = self._building, None
            if not building.finish(boot.digest):
                return False
            self._switch(open_writer(building.path, self._key, Durability.NORMAL), boot)
        self._complete, self._damaged = True, False
        self._deep_digest = boot.digest
        return True

    def _switch(self, building: Connection, boot: BootReply) -> None:
        with transaction(building):
            if self.kind == "store" and self._current is not None:
                move_notebook(self._current, building)
            _write_state(building, boot, self._wall_us())
        if self._retired is not None:
            self._retired.close()
        # The caller's transaction on the old file is still open: it is closed with the next switch.
        self._retired, self._current = self._current, building
        self.generation = self._next

    def _file(self) -> Connection:
        assert self._current is not None
        return self._current


def _write_state(connection: Connection, boot: BootReply, applied_us: int) -> None:
    connection.execute(FORGET_STATE)
    values = (boot.feed, boot.epoch, boot.position, REPLICA_SCHEMA_VERSION, applied_us)
    connection.execute(STATE, values)
    connection.execute(LINK, (boot.feed, boot.hash))


def _clear_away(connections: list[Connection], paths: list[Path]) -> None:
    for connection in connections:
        connection.close()
    for path in paths:
        remove(path)


def _place_of_notebook(folder: DeviceFolder, key: str) -> int:
    """The store file that has the notebook but no snapshot yet, else a new one with what an older program left."""
    numbers = folder.generations("store")
    for number in numbers:
        with suppress(Fault, DatabaseError):
            connection = open_writer(folder.replica("store", number), key, Durability.NORMAL)
            try:
                for table, columns in NOTEBOOK_TABLES.items():
                    connection.execute(f"SELECT {columns} FROM {table} LIMIT 1").fetchall()
                others = connection.execute(OTHER_TABLES, (REPLICA_SCHEMA_VERSION,)).fetchall()
                if others or wrong_tables(connection, "store"):
                    new = next_generation(folder, "store")
                    _begin_with_notebook(folder.replica("store", new), key, connection)
                    return new
            finally:
                connection.close()
            return number
    return next_generation(folder, "store")


def _begin_with_notebook(path: Path, key: str, old: Connection) -> None:
    remove(path)
    connection = create(path, "store", key, Durability.NORMAL)
    with transaction(connection):
        move_notebook(old, connection)
    settle(connection, path)
