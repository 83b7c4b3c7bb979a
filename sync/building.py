"""Building knows one generation while it is made beside the current one; nobody reads it before it is finished."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    open_reader,
    open_writer,
    transaction,
)
from pos_app.ports.faults import Fault
from sync.generation import create, digest_of, finish_tables, remove, settle
from sync.group_writer import GroupWriter
from sync.notebook_move import move_notebook
from sync.wire.messages import SnapshotPage


class Building:
    """Filled by pages, or put in place as a file; what is not finished is garbage.

    source: the store file that is current, whose notebook comes along; None for a feed without one.
    """

    def __init__(self, path: Path, kind: str, key: str, source: Path | None = None) -> None:
        self.path = path
        self._kind = kind
        self._source = source
        self._key = key
        self._connection: Connection | None = None
        remove(path)

    def load(self, writer: GroupWriter, page: SnapshotPage) -> None:
        """Add a page."""
        connection = self._opened()
        with transaction(connection):
            writer.write(connection, page.tables, page.receipts)

    def bring_notebook(self) -> None:
        """Copy what the agent wrote down, on a thread, while no page is loaded: a directory is long.

        What differs when the generation becomes current is copied then; so is all of a file that cannot be read now.
        """
        if self._source is None:
            return
        connection = self._opened()
        with suppress(Fault, DatabaseError):
            reader = open_reader(self._source, self._key)
            try:
                with transaction(connection):
                    move_notebook(reader, connection)
            finally:
                reader.close()

    def finish(self, digest: str) -> bool:
        """Force it to disk whole; False, and gone, when the rows of its pages have another digest.

        The bytes of a file were compared with the manifest before; its rows are read when there is time.
        """
        is_file = self._connection is None and self.path.exists()
        connection = self._opened()
        finish_tables(connection, self._kind)
        if not is_file and digest_of(connection, self._kind) != digest:
            self.drop()
            return False
        self._connection = None
        settle(connection, self.path)
        return True

    def drop(self) -> None:
        """Throw it away."""
        self.close()
        remove(self.path)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> Connection:
        if self._connection is None:
            if self.path.exists():
                self._connection = open_writer(self.path, self._key, Durability.OFF)
            else:
                self._connection = create(self.path, self._kind, self._key)
        return self._connection
