"""Replica knows the file of one feed: which generation is current, how groups get in, how the next one is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    Row,
    open_writer,
    transaction,
)
from pos_app.files.layout import DeviceFolder
from pos_app.files.scrubbing import clear_log, write_anew
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
from sync.group_writer import GroupWriter
from sync.older_replica import bring_forward
from sync.wire.messages import BootReply, Group, SnapshotPage

CURSOR = """SELECT s.epoch, s.position, coalesce(c.hash, '')
    FROM feed_state s LEFT JOIN feed_chain c ON c.feed = s.feed
    WHERE s.feed = ? AND s.complete = 1 AND s.schema = ?"""
ADVANCE = "UPDATE feed_state SET position = ?, applied_us = ? WHERE feed = ?"
STATE = """INSERT INTO feed_state (feed, epoch, position, schema, complete, applied_us)
    VALUES (?, ?, ?, ?, 1, ?)"""
LINK = """INSERT INTO feed_chain (feed, hash) VALUES (?, ?)
    ON CONFLICT (feed) DO UPDATE SET hash = excluded.hash"""
OTHER_TABLES = "SELECT 1 FROM feed_state WHERE schema <> ?"
DISTRUST = "UPDATE feed_state SET complete = 0"
NOBODY_LEFT = "DELETE FROM person_left"
FORGET_STATE = "DELETE FROM feed_state"
# What the agent writes down for itself moves with it from one generation of the store file to the next: the versions
# of the private documents only when all that they name is there too.
NOTEBOOK_TABLES = {
    "operator": "number, name, role, pin_hash, badge_hash, under_18, last_used_us",
    "order_customer": """order_number, customer_number, name, email, phone, alternate_person, vehicle, address,
        gift, paid""",
    "customer": """part, number, name, email, phone, phone_end, loyalty_card, points, sizes, tastes, purchases""",
    "customer_word": "word, number",
    "erased_person": "subject",
    "person_left": "number",
    "slip_key": "key",
    "acknowledged": "incarnation, sequence, hash, acknowledged_us",
    "side_record_held": "commitment, epoch",
    "contact": "name, value",
}
DOCUMENT_VERSIONS = {"private_document": "id, version"}
# Which of them hold what names people.
PEOPLE_TABLES = ("operator", "order_customer", "customer", "customer_word", "erased_person")

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
        self._generation = 0
        self._complete = False
        self._damaged = False
        self._deep_digest = ""
        self._building: Building | None = None

    def open(self, siblings: Mapping[str, FeedReplica]) -> None:
        """Open the current generation and clear away what is not; a store file is made when there is none."""
        self._positions = siblings
        bring_forward(self.folder, self.kind, self._key)
        current = newest_complete(self.folder, self.kind, self.feed, self._key)
        self._complete = current is not None
        if current is None and self.kind == "store":
            current = _place_of_notebook(self.folder, self._key)
        numbers = self.folder.generations(self.kind)
        for number in numbers:
            if number != current:
                remove(self.folder.replica(self.kind, number))
        if current is None:
            # An app that still reads one of them takes only a higher number for news.
            self._generation = max(numbers, default=0)
            return
        self._generation = current
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
        self._writer.write(
            self._file(),
            (rows for group in groups for rows in group.tables),
            (receipt for group in groups for receipt in group.receipts),
        )
        self._file().execute(ADVANCE, (groups[-1].position, self._wall_us(), self.feed))
        self._file().execute(LINK, (self.feed, link))

    def scrub_people(self) -> bool:
        """Leave no byte of those who are gone: not in this file, not in one that was current before it.

        Readers of an older generation keep what they have open; on Windows its file goes at the next start. False
        while somebody reads the log. A directory of 100,000 takes about two seconds.
        """
        with transaction(self._file()):
            self._file().execute(NOBODY_LEFT)
            write_anew(self._file(), PEOPLE_TABLES)
        is_gone = clear_log(self._file())
        for number in self.folder.generations(self.kind):
            if number < self._generation:
                remove(self.folder.replica(self.kind, number))
        return is_gone

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
            self.folder.replica(self.kind, self._generation),
            self._key,
            self.kind,
            self._deep_digest,
        )

    def begin(self, boot: BootReply) -> None:
        """Choose the next generation; the first store file fills the one that holds the notebook already."""
        if self._building is not None:
            self._building.drop()
            self._building = None
        if self._fills_current():
            self._writer.clear(self._file())
        else:
            path = self.folder.replica(self.kind, self._generation + 1)
            self._building = Building(path, self.kind, self._key)

    def building_path(self) -> Path:
        """Where the generation that was begun is to be put as a file."""
        assert self._building is not None
        return self._building.path

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
            self._write_state(self._file(), boot)
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
                _copy_notebook(self._current, building)
            self._write_state(building, boot)
        if self._retired is not None:
            self._retired.close()
        # The caller's transaction on the old file is still open: it is closed with the next switch.
        self._retired, self._current = self._current, building
        self._generation += 1

    def _write_state(self, connection: Connection, boot: BootReply) -> None:
        connection.execute(FORGET_STATE)
        values = (self.feed, boot.epoch, boot.position, REPLICA_SCHEMA_VERSION, self._wall_us())
        connection.execute(STATE, values)
        connection.execute(LINK, (self.feed, boot.hash))

    def _fills_current(self) -> bool:
        """The store's first snapshot goes into the file that holds the notebook already."""
        return self.kind == "store" and not self._complete and not self._damaged

    def _file(self) -> Connection:
        assert self._current is not None
        return self._current


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
                    _begin_with_notebook(folder.replica("store", number + 1), key, connection)
                    return number + 1
            finally:
                connection.close()
            return number
    return numbers[0] + 1 if numbers else 1


def _begin_with_notebook(path: Path, key: str, old: Connection) -> None:
    remove(path)
    connection = create(path, "store", key, Durability.NORMAL)
    with transaction(connection):
        _copy_notebook(old, connection)
    settle(connection, path)


def _copy_notebook(old: Connection, new: Connection) -> None:
    """A damaged file gives what it has: the centre says all of it again."""
    is_whole = [_copied(old, new, *table) for table in NOTEBOOK_TABLES.items()]
    if all(is_whole):
        for table in DOCUMENT_VERSIONS.items():
            _copied(old, new, *table)


def _copied(old: Connection, new: Connection, table: str, columns: str) -> bool:
    """Copy the rows of a table as they are read, for a directory is long; True when those were all."""
    is_whole = True

    def rows() -> Iterator[Row]:
        nonlocal is_whole
        try:
            found = old.execute(f"SELECT {columns} FROM {table}")
            while (row := found.fetchone()) is not None:
                yield row
        except (Fault, DatabaseError):
            is_whole = False

    places = ", ".join("?" * len(columns.split(",")))
    new.executemany(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})", rows())
    return is_whole
