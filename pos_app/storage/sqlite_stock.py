"""SQLite stock knows what is on hand: the centre's figure and the own facts that it has not counted yet."""

from __future__ import annotations

from pos_app.domain.ids import ItemId
from pos_app.files.database import Connection

# Right for any pairing of older and newer files (SYNC T3, T9): only a receipt in the replica says that a fact is in
# the replica's figure; a parked fact is not.
ON_HAND_OF = """SELECT s.on_hand_milli + coalesce((
        SELECT sum(e.difference_milli) FROM main.stock_effect e
        WHERE e.item_id = s.item_id AND NOT EXISTS (
            SELECT 1 FROM store.receipt r WHERE r.fact_id = e.fact_id AND r.status = 'applied')), 0)
    FROM store.stock s WHERE s.item_id = {item}"""
ON_HAND = ON_HAND_OF.format(item="?")


class SqliteStock:
    """Reads stock figures; they are differences over the centre's, never "set to"."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def on_hand_milli(self, item_id: ItemId) -> int | None:
        """Thousandths on hand in this store, None when it keeps no figure."""
        rows = self._connection.execute(ON_HAND, (item_id,)).fetchall()
        return int(rows[0][0]) if rows else None
