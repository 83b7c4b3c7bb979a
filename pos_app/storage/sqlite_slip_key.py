"""SQLite slip key knows what the slips of held sales are signed with in this store, as the agent keeps it."""

from __future__ import annotations

from pos_app.files.database import Connection

KEY = "SELECT key FROM store.slip_key"


class SqliteSlipKey:
    """Reads a private document of the store; the key is on no paper and in no feed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> bytes | None:
        """The key, None before it came for the first time."""
        rows = self._connection.execute(KEY).fetchall()
        return bytes.fromhex(str(rows[0][0])) if rows else None
