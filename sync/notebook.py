"""Notebook knows what the agent writes down in the store file beside the feed: answers, documents, contact."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from pos_app.domain.facts import EMPTY_TAIL, Fact, Tail
from pos_app.domain.ids import IncarnationId
from pos_app.files import journal_reader
from pos_app.files.database import Connection, open_reader, schema_version
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.files.layout import DeviceFolder
from sync.core.contact import (
    CUSTOMERS_HERE,
    CUSTOMERS_KNOWN,
    FORK_PREFIX,
    PRIVATE_KNOWN,
    SCRUB_DUE,
)
from sync.core.document_kinds import Document
from sync.first_catalogue import GET_CONTACT
from sync.people_tables import customer_count, drop_document, write_document

PUT_CONTACT = """INSERT INTO contact (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value"""
DROP_CONTACT = "DELETE FROM contact WHERE name = ?"
EPOCH = "SELECT epoch FROM feed_state"
ACKNOWLEDGED = "SELECT sequence, hash FROM acknowledged WHERE incarnation = ?"
ACKNOWLEDGE = """INSERT INTO acknowledged (incarnation, sequence, hash, acknowledged_us)
    VALUES (?, ?, ?, ?) ON CONFLICT (incarnation) DO UPDATE SET
    sequence = excluded.sequence, hash = excluded.hash, acknowledged_us = excluded.acknowledged_us
    WHERE sequence <> excluded.sequence OR hash <> excluded.hash"""
VERSIONS = "SELECT id, version FROM private_document"
PUT_VERSION = """INSERT INTO private_document (id, version) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version"""
DROP_VERSION = "DELETE FROM private_document WHERE id = ?"
DATA_VERSION = "PRAGMA data_version"

StoreFile = Callable[[], Connection]
WallClock = Callable[[], int]


class JournalFile:
    """Reads the journal, which the app alone writes; there may be none before the app's first start.

    After a damaged one was salvaged the newer file is the journal, also for an agent that was there before.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key
        self._connection: Connection | None = None

    def connection(self) -> Connection | None:
        """The open journal, None before the app has made it."""
        if self._connection is None and self._path.exists():
            self._connection = open_reader(self._path, self._key)
        return self._connection

    def data_version(self) -> int:
        """A figure that changes when somebody has written; -1 when there is no journal, or another one since."""
        newest = DeviceFolder(self._path.parent).journal
        if newest != self._path:
            self.close()
            self._path = newest
            return -1
        connection = self.connection()
        return -1 if connection is None else int(connection.execute(DATA_VERSION).fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class ContactTable:
    """The `contact` rows of the current store file."""

    def __init__(self, store: StoreFile) -> None:
        self._store = store

    def get(self, name: str) -> str | None:
        """The value, None when there is none."""
        found = self._store().execute(GET_CONTACT, (name,)).fetchall()
        return None if not found else str(found[0][0])

    def put(self, name: str, value: str | None) -> None:
        """Write a value; None removes it."""
        if value is None:
            self._store().execute(DROP_CONTACT, (name,))
        else:
            self._store().execute(PUT_CONTACT, (name, value))


def epoch_of(store: Connection) -> str:
    """The epoch of the store's feed, "" before there is one; the app compares it with the same."""
    found = store.execute(EPOCH).fetchall()
    return str(found[0][0]) if found else ""


class StoredChains:
    """The chains of the journal, and what the store file says the centre holds of them."""

    def __init__(self, journal: JournalFile, store: StoreFile, wall_us: WallClock) -> None:
        self._journal = journal
        self._store = store
        self._contact = ContactTable(store)
        self._wall_us = wall_us

    def incarnations(self) -> tuple[IncarnationId, ...]:
        """All lives of the journal, oldest first."""
        connection = self._journal.connection()
        if connection is None or not is_ready(connection):
            return ()
        return tuple(life.id for life in journal_reader.incarnations(connection))

    def tail(self, incarnation: IncarnationId) -> Tail:
        """The end of a chain."""
        return journal_reader.tail(self._opened(), incarnation)

    def start(self, incarnation: IncarnationId) -> Tail:
        """The link that the facts here continue."""
        return journal_reader.start_of(self._opened(), incarnation)

    def tail_at(self, incarnation: IncarnationId, sequence: int) -> Tail | None:
        """The chain as far as a sequence."""
        return journal_reader.tail_at(self._opened(), incarnation, sequence)

    def facts_after(self, incarnation: IncarnationId, sequence: int, limit: int) -> list[Fact]:
        """The next facts of a chain."""
        return journal_reader.facts_after(self._opened(), incarnation, sequence, limit)

    def acknowledged(self, incarnation: IncarnationId) -> Tail:
        """What the centre holds as far as it told this device."""
        found = self._store().execute(ACKNOWLEDGED, (incarnation,)).fetchall()
        return Tail(found[0][0], found[0][1]) if found else EMPTY_TAIL

    def acknowledge(self, incarnation: IncarnationId, tail: Tail) -> None:
        """Write down what the centre holds."""
        values = (incarnation, tail.sequence, tail.hash, self._wall_us())
        self._store().execute(ACKNOWLEDGE, values)

    def forked_after(self, incarnation: IncarnationId) -> int | None:
        """The sequence after which the centre's chain is another one."""
        value = self._contact.get(FORK_PREFIX + incarnation)
        return None if value is None else int(value)

    def mark_fork(self, incarnation: IncarnationId, sequence: int) -> None:
        """Ask the app to go on in a new incarnation; an earlier fork is never forgotten."""
        known = self.forked_after(incarnation)
        if known is None or sequence < known:
            self._contact.put(FORK_PREFIX + incarnation, str(sequence))

    def _opened(self) -> Connection:
        connection = self._journal.connection()
        assert connection is not None, "asked of a journal that has incarnations"
        return connection


class StoredDocuments:
    """The private documents in the store file; `is_to_scrub` from an erasure until the file has no byte of it."""

    def __init__(self, store: StoreFile, wall_us: WallClock) -> None:
        self._store = store
        self._contact = ContactTable(store)
        self._wall_us = wall_us

    @property
    def is_to_scrub(self) -> bool:
        """True also after the agent ended in between."""
        return self._contact.get(SCRUB_DUE) is not None

    def scrubbed(self) -> None:
        """It is done."""
        self._contact.put(SCRUB_DUE, None)

    def versions(self) -> dict[str, str]:
        """Version of each document by id."""
        return dict(self._store().execute(VERSIONS).fetchall())

    def put(self, document_id: str, version: str, document: Document) -> Iterator[None]:
        """Hold exactly what a document says; when an operator last signed on here is kept. A piece at a step."""
        pieces = write_document(self._store(), document_id, document)
        if (yield from self._in_pieces(document_id, pieces)):
            self._store().execute(PUT_VERSION, (document_id, version))

    def drop(self, document_id: str) -> Iterator[None]:
        """Let a document leave the device, a piece at a step."""
        if (yield from self._in_pieces(document_id, drop_document(self._store(), document_id))):
            self._store().execute(DROP_VERSION, (document_id,))

    def _in_pieces(self, document_id: str, pieces: Iterator[bool]) -> Generator[None, None, bool]:
        """True when all pieces are written; False when one is not in the file any more: its step was undone.

        A document that is half written has a version that no centre names, so it comes again.
        """
        store, begun_us = self._store(), self._wall_us()
        for number, is_to_scrub in enumerate(pieces, 1):
            if is_to_scrub:
                self._contact.put(SCRUB_DUE, "1")
            mark = f"{number} pieces since {begun_us}"
            store.execute(PUT_VERSION, (document_id, mark))
            yield
            if self._store() is not store or self.versions().get(document_id) != mark:
                return False
        return True

    def operators_seen(self) -> None:
        """The operators are those that the centre lists."""
        self._contact.put(PRIVATE_KNOWN, str(self._wall_us()))

    def all_seen(self) -> None:
        """All that the centre lists is here."""
        self._contact.put(CUSTOMERS_HERE, str(customer_count(self._store())))
        self._contact.put(CUSTOMERS_KNOWN, str(self._wall_us()))


def is_ready(journal: Connection) -> bool:
    """False while the app is about to make the journal, or to bring it to this program's version."""
    return schema_version(journal) >= len(JOURNAL_MIGRATIONS)
