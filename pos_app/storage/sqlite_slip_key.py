"""SQLite slip key knows what slips are signed with in this store, and receipts in all stores, as the agent keeps it."""

from __future__ import annotations

from pos_app.files.database import Connection

KEY = "SELECT key FROM store.slip_key"
OF_RECEIPTS = "SELECT key FROM store.receipt_key"


class SqliteSlipKey:
    """Reads a private document of the store; the key is on no paper and in no feed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> bytes | None:
        """The key, None before it came for the first time."""
        return self._read(KEY)

    def of_receipts(self) -> bytes | None:
        """The key of all stores, None before it came for the first time."""
        return self._read(OF_RECEIPTS)

    def _read(self, statement: str) -> bytes | None:
        rows = self._connection.execute(statement).fetchall()
        return bytes.fromhex(str(rows[0][0])) if rows else None
