"""SQLite packing knows what the own journal tells of packed orders, and which parcel number comes next."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from pos_app.domain.facts import Fact
from pos_app.domain.ids import FactId, OrderNumber
from pos_app.domain.shipping.packed_order import (
    PACK_FACTS,
    PackedOrder,
    highest_serial,
    read_packed,
)
from pos_app.domain.shipping.sscc import ParcelNumbers, next_serial
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# Of what head office has acknowledged so many facts are looked through after a start; of the rest all.
LOOK_BACK = 3_000
_KINDS = ", ".join(f"'{kind}'" for kind in PACK_FACTS)
LIFE = "SELECT max(number) FROM main.incarnation"
TAIL = "SELECT coalesce(max(sequence), 0) FROM main.fact WHERE incarnation = ?"
ALL = f"""SELECT f.fact_id FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number
        AND f.sequence > coalesce(a.sequence, 0) - {LOOK_BACK}
    WHERE f.kind IN ({_KINDS}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
NEWER = f"""SELECT fact_id FROM main.fact WHERE incarnation = ? AND sequence > ?
    AND kind IN ({_KINDS})"""
TOLD = "SELECT sscc FROM store.parcel_serial WHERE workstation = ?"


class SqlitePackJournal:
    """Reads the journal once, and then its new facts alone."""

    def __init__(self, connection: Connection, workstation: str) -> None:
        self._connection = connection
        self._workstation = workstation
        self._life = 0
        self._read_to = 0
        self._facts: list[Fact] = []

    def orders(self) -> Mapping[OrderNumber, PackedOrder]:
        """Every order of the last days."""
        self._look()
        return read_packed(self._facts)

    def next_serial(self, numbers: ParcelNumbers) -> int:
        """After the own last one and the last one that head office has heard of from this workstation."""
        self._look()
        rows = self._connection.execute(TOLD, (self._workstation,)).fetchall()
        told = max((numbers.serial_of(row[0]) or 0 for row in rows), default=0)
        return next_serial(highest_serial(self._facts, numbers.serial_of), told)

    def _look(self) -> None:
        assert not self._connection.in_transaction, "what is undone would be kept"
        life = int(self._connection.execute(LIFE).fetchone()[0])
        read_to = int(self._connection.execute(TAIL, (life,)).fetchone()[0])
        if life == self._life:
            self._facts += self._read(NEWER, life, self._read_to)
        else:
            self._facts = self._read(ALL)
        self._life, self._read_to = life, read_to

    def _read(self, statement: str, *values: int) -> list[Fact]:
        # ids of version 7 sort by time
        keys = sorted(row[0] for row in self._connection.execute(statement, values).fetchall())
        found = [fact_by_id(self._connection, FactId(UUID(bytes=key))) for key in keys]
        return [fact for fact in found if fact is not None]
