"""Scrubbing knows how rows that were deleted leave no byte in a file.

SQLite's secure_delete writes zeros over a deleted row where it lay, but copies of it stay behind where pages were
divided. A table that is emptied and filled again has none: every page that is let go of is written over whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.files.database import Connection, empty_log


def write_anew(connection: Connection, tables: Iterable[str]) -> None:
    """Empty tables of the main file and fill them again, in the open transaction; then `clear_log` is due.

    Temporary tables are in memory: SQLCipher knows no others. Errors: DiskFull, StorageBroken.
    """
    assert connection.in_transaction, "half of a table would be none"
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM main.{table}")
        connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM temp.kept")
        connection.execute("DROP TABLE temp.kept")


def clear_log(connection: Connection) -> bool:
    """Write the log away with the pages as they were before; False while somebody reads: then it is due again."""
    empty_log(connection)
    return bool(connection.execute("PRAGMA main.wal_checkpoint(NOOP)").fetchall()[0][1] < 1)
