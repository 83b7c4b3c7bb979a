"""Group writer knows how rows of groups and snapshots get into a replica file: by named SQL, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from pos_app.domain.replica_schema import FEED_TABLES
from pos_app.files.database import Connection, Value
from sync.wire.messages import FactReceipt, Group, TableRows

ADVANCE = "UPDATE feed_state SET position = ?, applied_us = ? WHERE feed = ?"
LINK = """INSERT INTO feed_chain (feed, hash) VALUES (?, ?)
    ON CONFLICT (feed) DO UPDATE SET hash = excluded.hash"""

PUT_RECEIPT = """INSERT INTO receipt (fact_id, status) VALUES (?, ?)
    ON CONFLICT (fact_id) DO UPDATE SET status = excluded.status"""

_Shape = tuple[str, tuple[str, ...]]


class GroupWriter:
    """Writes what this program knows of a feed; unknown tables and columns are passed over (SYNC T14).

    Rows of one table keep their order; those of different tables may overtake each other inside the caller's
    transaction, which nobody can see.
    """

    def __init__(self, kind: str) -> None:
        self._tables = FEED_TABLES[kind]
        self._has_receipts = kind == "store"
        self._puts: dict[_Shape, tuple[str, tuple[int, ...] | None] | None] = {}

    def apply(
        self, connection: Connection, feed: str, groups: list[Group], link: str, applied_us: int
    ) -> None:
        """Write groups and the cursor after them, in the caller's transaction."""
        self.write(
            connection,
            (rows for group in groups for rows in group.tables),
            (receipt for group in groups for receipt in group.receipts),
        )
        connection.execute(ADVANCE, (groups[-1].position, applied_us, feed))
        connection.execute(LINK, (feed, link))

    def write(
        self, connection: Connection, tables: Iterable[TableRows], receipts: Iterable[FactReceipt]
    ) -> None:
        """Write all rows; the caller has opened the transaction."""
        waiting: dict[str, tuple[tuple[str, ...], list[Sequence[Value]]]] = {}
        for rows in tables:
            columns = tuple(rows.columns)
            held = waiting.get(rows.table)
            if held is not None and (rows.drop or held[0] != columns):
                self._put(connection, (rows.table, held[0]), held[1])
                held = None
            if held is None:
                held = waiting[rows.table] = (columns, [])
            if rows.drop:
                self._drop(connection, rows)
            held[1].extend(rows.put)
        for table, (columns, put) in waiting.items():
            self._put(connection, (table, columns), put)
        if self._has_receipts:
            connection.executemany(
                PUT_RECEIPT,
                [(UUID(hex=receipt.fact_id).bytes, receipt.status) for receipt in receipts],
            )

    def clear(self, connection: Connection) -> None:
        """Empty every table of the feed."""
        for table in self._tables:
            connection.execute(f"DELETE FROM {table}")
        if self._has_receipts:
            connection.execute("DELETE FROM receipt")

    def _put(self, connection: Connection, shape: _Shape, rows: list[Sequence[Value]]) -> None:
        if not rows:
            return
        if shape not in self._puts:
            self._puts[shape] = self._statement(shape)
        known = self._puts[shape]
        if known is None:
            return
        statement, places = known
        if places is None:
            connection.executemany(statement, rows)
        else:
            connection.executemany(statement, [[row[place] for place in places] for row in rows])

    def _statement(self, shape: _Shape) -> tuple[str, tuple[int, ...] | None] | None:
        """The SQL and which cells it takes (None: all); None for a table that is not known here."""
        table, columns = shape
        if table not in self._tables:
            return None
        known, key_length = self._tables[table]
        places = tuple(index for index, column in enumerate(columns) if column in known)
        names = [columns[place] for place in places]
        key = known[:key_length]
        if not set(key) <= set(names):
            return None
        rest = [name for name in names if name not in key]
        # DO UPDATE, not REPLACE: triggers have to see the old row (search_schema).
        action = ", ".join(f"{name} = excluded.{name}" for name in rest)
        statement = (
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
            f"ON CONFLICT ({', '.join(key)}) DO " + (f"UPDATE SET {action}" if rest else "NOTHING")
        )
        return statement, None if len(places) == len(columns) else places

    def _drop(self, connection: Connection, rows: TableRows) -> None:
        if rows.table not in self._tables:
            return
        known, key_length = self._tables[rows.table]
        condition = " AND ".join(f"{column} = ?" for column in known[:key_length])
        connection.executemany(f"DELETE FROM {rows.table} WHERE {condition}", rows.drop)
