"""SQLite picking knows where goods lie, and the pick lists that the own journal tells of."""

from __future__ import annotations

from contextlib import suppress

from pos_app.domain.ids import ItemId
from pos_app.domain.picking.pick_list import LIST_FACTS, PickList, read_lists
from pos_app.domain.picking.stop_order import Storage, TemperatureZone
from pos_app.domain.picking.stops import BinStock
from pos_app.files.database import Connection
from pos_app.storage.own_facts import RecentFacts
from pos_app.storage.sqlite_bins import SqliteBins
from pos_app.storage.sqlite_stock import SqliteStock

STORAGE = """SELECT zone, weight_grams, width_mm, depth_mm, height_mm, fragile
    FROM chain.item_storage WHERE item_id = ?"""


class SqliteShelves:
    """Reads the bins of the store's feed and the storage of the chain's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bins = SqliteBins(connection)
        self._stock = SqliteStock(connection)

    def bins(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """Where an item lies, own picks counted."""
        return self._bins.of(item_id)

    def on_hand_milli(self, item_id: ItemId) -> int | None:
        """What is in the whole store, None when it keeps no figure."""
        return self._stock.on_hand_milli(item_id)

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
    """Reads the pick lists of the last days back from the journal."""

    def __init__(self, connection: Connection) -> None:
        self._facts = RecentFacts(connection, LIST_FACTS)

    def all(self) -> tuple[PickList, ...]:
        """Every list of the last days, the oldest first."""
        return tuple(read_lists(self._facts.all()).values())
