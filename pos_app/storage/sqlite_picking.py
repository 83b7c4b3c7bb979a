"""SQLite picking knows where goods lie, and the pick lists that the own journal tells of."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from pos_app.domain.facts import Fact
from pos_app.domain.ids import FactId, ItemId
from pos_app.domain.picking.pick_list import LIST_FACTS, PickList, read_lists
from pos_app.domain.picking.stop_order import Storage, TemperatureZone
from pos_app.domain.picking.stops import BinStock
from pos_app.files.database import Connection
from pos_app.files.journal_reader import fact_by_id

# A cart is emptied within a day: so many facts of a device are looked through after a start.
LOOK_BACK = 3_000
_KINDS = ", ".join(f"'{kind}'" for kind in LIST_FACTS)
LIFE = "SELECT max(number) FROM main.incarnation"
TAIL = "SELECT coalesce(max(sequence), 0) FROM main.fact WHERE incarnation = ?"
LAST = f"""SELECT f.fact_id FROM main.incarnation i CROSS JOIN main.fact f ON f.incarnation = i.number
    AND f.sequence > (SELECT coalesce(max(l.sequence), 0) FROM main.fact l
        WHERE l.incarnation = i.number) - {LOOK_BACK}
    WHERE f.kind IN ({_KINDS}) AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
NEWER = f"""SELECT fact_id FROM main.fact WHERE incarnation = ? AND sequence > ?
    AND kind IN ({_KINDS})"""
BINS = "SELECT bin, on_hand_milli FROM store.item_bin WHERE item_id = ? ORDER BY bin"
STORAGE = """SELECT zone, weight_grams, width_mm, depth_mm, height_mm, fragile
    FROM chain.item_storage WHERE item_id = ?"""


class SqliteShelves:
    """Reads the bins of the store's feed and the storage of the chain's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def bins(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """Where an item lies."""
        rows = self._connection.execute(BINS, (item_id,)).fetchall()
        return tuple(BinStock(name, milli) for name, milli in rows)

    def storage(self, item_id: ItemId) -> Storage:
        """How an item is kept; a zone that a newer centre names is ambient to an older program."""
        for zone, grams, width, depth, height, fragile in self._connection.execute(
            STORAGE, (item_id,)
        ).fetchall():
            kept = TemperatureZone.AMBIENT
            with suppress(ValueError):
                kept = TemperatureZone(zone)
            return Storage(kept, grams, width, depth, height, bool(fragile))
        return Storage()


class SqlitePickLists:
    """Reads the journal once, and then its new facts alone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._life = 0
        self._read_to = 0
        self._facts: list[Fact] = []

    def all(self) -> tuple[PickList, ...]:
        """Every list of the last days, the oldest first."""
        assert not self._connection.in_transaction, "what is undone would be kept"
        life = int(self._connection.execute(LIFE).fetchone()[0])
        read_to = int(self._connection.execute(TAIL, (life,)).fetchone()[0])
        if life == self._life:
            self._facts += self._read(NEWER, life, self._read_to)
        else:
            self._facts = self._read(LAST)
        self._life, self._read_to = life, read_to
        return tuple(read_lists(self._facts).values())

    def _read(self, statement: str, *values: int) -> list[Fact]:
        # ids of version 7 sort by time
        keys = sorted(row[0] for row in self._connection.execute(statement, values).fetchall())
        found = [fact_by_id(self._connection, FactId(UUID(bytes=key))) for key in keys]
        return [fact for fact in found if fact is not None]
