"""SQLite stock room knows the figures and bins of an item: the centre's, and the own facts that it has not counted."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.facts import Fact
from pos_app.domain.ids import ItemId
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.stock_effects import STOCK_ROOM_FACTS
from pos_app.domain.stock_room import FeedPlace, StockFigure, bins_after
from pos_app.files.database import Connection
from pos_app.storage.own_facts import OpenFacts, RecentFacts
from pos_app.storage.sqlite_stock import ON_HAND

RESERVED = "SELECT reserved_milli, safety_milli FROM store.stock WHERE item_id = ?"
BINS = "SELECT bin, on_hand_milli FROM store.item_bin WHERE item_id = ? ORDER BY bin"
ITEMS_IN = "SELECT item_id FROM store.item_bin WHERE lower(bin) = lower(?) ORDER BY item_id"
PLACE = "SELECT epoch, position FROM store.feed_state"


class SqliteStockBook:
    """Reads; what this device moved, counted or threw away shows before the centre has heard of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._open = OpenFacts(connection, STOCK_ROOM_FACTS)
        self._recent = RecentFacts(connection, STOCK_ROOM_FACTS)

    def figure(self, item_id: ItemId) -> StockFigure | None:
        """What is here of an item, None when the store keeps no figure."""
        on_hand = self._connection.execute(ON_HAND, (item_id,)).fetchall()
        kept = self._connection.execute(RESERVED, (item_id,)).fetchall()
        return StockFigure(int(on_hand[0][0]), *kept[0]) if on_hand and kept else None

    def bins(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """Where an item lies, own moves counted."""
        found: dict[str, int] = dict(self._connection.execute(BINS, (item_id,)).fetchall())
        after = bins_after(found, self._open.open_facts(), item_id)
        return tuple(BinStock(name, milli) for name, milli in sorted(after.items()))

    def items_in(self, bin_name: str) -> tuple[ItemId, ...]:
        """What lies in a bin, in any case of its name."""
        rows = self._connection.execute(ITEMS_IN, (bin_name,)).fetchall()
        return tuple(ItemId(row[0]) for row in rows)

    def place(self) -> FeedPlace:
        """How far the store's feed was read."""
        rows = self._connection.execute(PLACE).fetchall()
        return FeedPlace(rows[0][0], int(rows[0][1])) if rows else FeedPlace("", 0)

    def deeds(self) -> Sequence[Fact]:
        """What this device did in the stock room in the last days, in its order."""
        return self._recent.all()
