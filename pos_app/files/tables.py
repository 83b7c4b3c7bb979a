"""Tables knows a connection as sqlite-utils sees it: for what is in a file, and whether it is what it should be.

It serves boot, import and inspection, off the hot paths. It stands apart from how files are opened: importing
sqlite-utils takes 80 ms, and no start of the app waits for it (docs/adr/0003).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlite_utils import Database as Tables
from sqlite_utils.db import Table

from pos_app.domain.replica_schema import FEED_TABLES
from pos_app.files.database import Connection

# Every virtual table brings tables of its own, whose rows nobody counts.
_SHADOW = "_fts_"


@dataclass(frozen=True, slots=True)
class TableSize:
    """How much is in one table of a file."""

    name: str
    rows: int


def tables(connection: Connection) -> Tables:
    """The same connection, with its transactions and its triggers still ours."""
    return Tables(cast(Any, connection), recursive_triggers=False, execute_plugins=False)


def table(connection: Connection, name: str) -> Table:
    """One table of a file, which may not exist."""
    return cast(Table, tables(connection)[name])


def trigger_names(connection: Connection, name: str) -> frozenset[str]:
    """The triggers on a table."""
    return frozenset(trigger.name for trigger in table(connection, name).triggers)


def wrong_tables(connection: Connection, kind: str) -> tuple[str, ...]:
    """The tables of a replica that lack a column, or have another key than this program writes by."""
    wrong = []
    for name, (columns, key_length) in FEED_TABLES[kind].items():
        found = table(connection, name)
        names = {column.name for column in found.columns}
        if not set(columns) <= names or tuple(found.pks) != columns[:key_length]:
            wrong.append(name)
    return tuple(wrong)


def table_sizes(connection: Connection) -> tuple[TableSize, ...]:
    """Every table with its rows, by name; the insides of word indexes are left out."""
    seen = tables(connection)
    indexes = set(seen.table_names(fts5=True))
    return tuple(
        TableSize(name, table(connection, name).count_where())
        for name in sorted(seen.table_names())
        if name not in indexes and _SHADOW not in name
    )
