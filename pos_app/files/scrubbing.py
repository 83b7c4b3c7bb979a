"""Scrubbing knows how rows that were deleted leave no byte in a file.

SQLite's secure_delete writes zeros over a deleted row where it lay, but copies of it stay behind where pages were
divided. A table that is emptied and filled again has none: every page that is let go of is written over whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.files.database import Connection, empty_log, transaction


def scrub(connection: Connection, tables: Iterable[str]) -> None:
    """Write tables of the main file anew, each in a transaction of its own, and the log away where nobody reads.

    Temporary tables are in memory (SQLCipher knows no others). Errors: DiskFull, StorageBroken.
    """
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM main.{table}")
        try:
            with transaction(connection):
                connection.execute(f"DELETE FROM main.{table}")
                connection.execute(f"INSERT INTO main.{table} SELECT * FROM temp.kept")
        finally:
            connection.execute("DROP TABLE temp.kept")
    empty_log(connection)
