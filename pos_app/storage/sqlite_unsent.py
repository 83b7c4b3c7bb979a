"""SQLite unsent knows the facts themselves that the centre has not acknowledged, chain by chain."""

from __future__ import annotations

from pos_app.domain.facts import Fact
from pos_app.domain.side_record import SideRecord
from pos_app.files.database import Connection
from pos_app.files.journal_reader import facts_between, incarnations, tail
from pos_app.storage.sqlite_side_records import SqliteSideRecords

ACKNOWLEDGED = "SELECT sequence FROM store.acknowledged WHERE incarnation = ?"


class SqliteUnsent:
    """Reads from the journal what the agent's notebook does not say to be at the centre."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def records(self) -> tuple[SideRecord, ...]:
        """The side records that the centre does not hold."""
        return SqliteSideRecords(self._connection).waiting()

    def all(self) -> tuple[Fact, ...]:
        """Every such fact; what was chained anew after a fork stands in its newest chain only."""
        found: list[Fact] = []
        for life in incarnations(self._connection):
            rows = self._connection.execute(ACKNOWLEDGED, (life.id,)).fetchall()
            first = max(rows[0][0] if rows else 0, life.start.sequence) + 1
            end = tail(self._connection, life.id).sequence
            last = end if life.moved_after is None else min(end, life.moved_after)
            found += facts_between(self._connection, life, first, last)
        return tuple(found)
