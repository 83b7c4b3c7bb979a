"""Older replica knows how a file of an older program gets the tables that were added since; its rows go on being read.

So a device that starts with a newer program and no line to the centre sells on with what it has. Tables that changed
otherwise are not touched: the next generation is built beside them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from pos_app.domain.replica_schema import FEED_TABLES, REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.files.database import (
    Connection,
    DatabaseError,
    Durability,
    open_reader,
    open_writer,
    transaction,
)
from pos_app.files.layout import DeviceFolder
from pos_app.files.tables import wrong_tables
from pos_app.ports.faults import Fault

SCHEMAS = "SELECT DISTINCT schema FROM feed_state"
NAMES = "SELECT name FROM main.sqlite_schema"
RENUMBER = "UPDATE feed_state SET schema = ?"
# No centre has such an epoch: it answers "boot again", and until then the rows that are here are read.
ROWS_MISSED = "UPDATE feed_state SET epoch = 'rows-missed', position = 0"
_NAME = re.compile(r"^CREATE (?:UNIQUE )?(?:TABLE|INDEX) (\w+)")


class _OtherTables(Exception):
    """A table that is there has other columns."""


def bring_forward(folder: DeviceFolder, kind: str, key: str) -> None:
    """Look at every generation; one that cannot be read, or is newer than this program, stays as it is."""
    for number in folder.generations(kind):
        path = folder.replica(kind, number)
        with suppress(Fault, DatabaseError, _OtherTables):
            if _is_older(path, kind, key):
                connection = open_writer(path, key, Durability.NORMAL)
                try:
                    _bring(connection, kind)
                finally:
                    connection.close()


def _is_older(path: Path, kind: str, key: str) -> bool:
    reader = open_reader(path, key)
    try:
        schemas = {row[0] for row in reader.execute(SCHEMAS).fetchall()}
        if any(schema > REPLICA_SCHEMA_VERSION for schema in schemas):
            return False
        return bool(_missing(reader, kind)) or not schemas <= {REPLICA_SCHEMA_VERSION}
    finally:
        reader.close()


def _bring(connection: Connection, kind: str) -> None:
    missing = _missing(connection, kind)
    with transaction(connection):
        for statement in missing.values():
            connection.execute(statement)
        if wrong_tables(connection, kind):
            raise _OtherTables
        if set(missing) & set(FEED_TABLES[kind]):
            connection.execute(ROWS_MISSED)
        connection.execute(RENUMBER, (REPLICA_SCHEMA_VERSION,))


def _missing(connection: Connection, kind: str) -> dict[str, str]:
    """Tables and indexes that this program has and the file does not."""
    there = {row[0] for row in connection.execute(NAMES).fetchall()}
    made = {_name_in(statement): statement for statement in REPLICA_SCHEMAS[kind]}
    return {name: statement for name, statement in made.items() if name not in there}


def _name_in(statement: str) -> str:
    found = _NAME.match(statement)
    assert found is not None, statement
    return found.group(1)
