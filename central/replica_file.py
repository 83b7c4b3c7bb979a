"""Replica file knows how a finished SQLite file of a feed is written, table by table as a device would build it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.domain.search_schema import (
    ITEM_SEARCH_FILL,
    ITEM_SEARCH_TABLE,
    ITEM_SEARCH_TRIGGERS,
)

# What a device would have to build before it can use the file, after the rows are there.
_FINISHING = {"chain": (*ITEM_SEARCH_TABLE, *ITEM_SEARCH_FILL, *ITEM_SEARCH_TRIGGERS)}


class ReplicaFile:
    """A plain file that nobody reads before it is finished; the device itself says when it is complete."""

    def __init__(self, path: Path, kind: str) -> None:
        self._kind = kind
        self._connection: Any = dbapi2.connect(str(path), isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF").fetchall()
        self._connection.execute("PRAGMA synchronous = OFF")
        for statement in REPLICA_SCHEMAS[kind]:
            self._connection.execute(statement)
        self._connection.execute("BEGIN")

    def add(self, table: str, width: int, rows: Sequence[Sequence[object]]) -> None:
        """Write rows of all columns."""
        places = ", ".join("?" * width)
        self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def finish(self, feed: str, epoch: str, position: int, link: str) -> None:
        """Say what this file is, not yet complete, and close it."""
        state = (feed, epoch, position, REPLICA_SCHEMA_VERSION, 0, 0)
        self._connection.execute("INSERT INTO feed_state VALUES (?, ?, ?, ?, ?, ?)", state)
        self._connection.execute("INSERT INTO feed_chain VALUES (?, ?)", (feed, link))
        for statement in _FINISHING.get(self._kind, ()):
            self._connection.execute(statement)
        self._connection.execute("COMMIT")
        self._connection.close()
