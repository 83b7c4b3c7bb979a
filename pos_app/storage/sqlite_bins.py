"""SQLite bins knows where an item lies: as head office says, with what was taken, moved and seen here since."""

from __future__ import annotations

from pos_app.domain.ids import ItemId
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.stock_room import BIN_FACTS, bins_after
from pos_app.files.database import Connection
from pos_app.storage.own_facts import OpenFacts

BINS = "SELECT bin, on_hand_milli FROM store.item_bin WHERE item_id = ? ORDER BY bin"


class SqliteBins:
    """Reads; an own fact counts until the centre's figures have it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open = OpenFacts(connection, BIN_FACTS)

    def of(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """The bins of an item by their names."""
        found: dict[str, int] = dict(self._connection.execute(BINS, (item_id,)).fetchall())
        after = bins_after(found, self._open.open_facts(), item_id)
        return tuple(BinStock(name, milli) for name, milli in sorted(after.items()))
