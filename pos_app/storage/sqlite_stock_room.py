"""SQLite stock room knows the figures and bins of an item: the centre's, and the own facts that it has not counted."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from pos_app.domain.delivery import (
    Delivery,
    DeliveryKind,
    DeliveryLine,
    finished,
    with_received,
)
from pos_app.domain.facts import Fact
from pos_app.domain.ids import BusinessUnit, ItemId
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.stock_effects import STOCK_ROOM_FACTS
from pos_app.domain.stock_room import FeedPlace, SisterStock, StockFigure
from pos_app.files.database import Connection
from pos_app.storage.own_facts import OpenFacts, RecentFacts
from pos_app.storage.sqlite_bins import SqliteBins
from pos_app.storage.sqlite_stock import ON_HAND

RESERVED = "SELECT reserved_milli, safety_milli FROM store.stock WHERE item_id = ?"
ITEMS_IN = "SELECT item_id FROM store.item_bin WHERE lower(bin) = lower(?) ORDER BY item_id"
PLACE = "SELECT epoch, position FROM store.feed_state"

DELIVERIES = """SELECT delivery, kind, source, expected_on FROM store.delivery WHERE state = 'expected'
    ORDER BY expected_on, delivery"""
LINES = """SELECT item_id, quantity_milli, received_milli, damaged_milli, sscc FROM store.delivery_line
    WHERE delivery = ? ORDER BY line"""
COLD = """SELECT 1 FROM json_each(?) i CROSS JOIN chain.item_storage s ON s.item_id = i.value
    WHERE s.zone IN ('chilled', 'frozen') LIMIT 1"""
ELSEWHERE = """SELECT t.sister, coalesce(s.available_milli, 0), t.as_of_us FROM store.sister_store t
    LEFT JOIN store.sister_stock s ON s.sister = t.sister AND s.item_id = ? ORDER BY t.sister"""
# What a newer centre calls otherwise is not shown by an older program.
_KINDS = frozenset(DeliveryKind)


class SqliteStockBook:
    """Reads; what this device moved, counted or threw away shows before the centre has heard of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bins = SqliteBins(connection)
        self._open = OpenFacts(connection, STOCK_ROOM_FACTS)
        self._recent = RecentFacts(connection, STOCK_ROOM_FACTS)

    def figure(self, item_id: ItemId) -> StockFigure | None:
        """What is here of an item, None when the store keeps no figure."""
        on_hand = self._connection.execute(ON_HAND, (item_id,)).fetchall()
        kept = self._connection.execute(RESERVED, (item_id,)).fetchall()
        return StockFigure(int(on_hand[0][0]), *kept[0]) if on_hand and kept else None

    def bins(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """Where an item lies, own moves and picks counted."""
        return self._bins.of(item_id)

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

    def deliveries(self) -> tuple[Delivery, ...]:
        """What is on its way and has not been finished at this device, own entries counted, by their day."""
        done, own = finished(self._recent.all()), self._open.open_facts()
        rows = self._connection.execute(DELIVERIES).fetchall()
        return tuple(
            with_received(Delivery(name, DeliveryKind(kind), source, day, self._lines(name)), own)
            for name, kind, source, day in rows
            if name not in done and kind in _KINDS
        )

    def blind(self, delivery: str) -> Delivery:
        """What was received here under a name that nobody has announced."""
        empty = Delivery(delivery, DeliveryKind.BLIND, "", "", ())
        return with_received(empty, self._recent.all())

    def elsewhere(self, item_id: ItemId) -> tuple[SisterStock, ...]:
        """What other stores have of an item, as head office said last."""
        rows = self._connection.execute(ELSEWHERE, (item_id,)).fetchall()
        return tuple(
            SisterStock(BusinessUnit(unit), int(milli), int(as_of)) for unit, milli, as_of in rows
        )

    def needs_temperature(self, items: Collection[ItemId]) -> bool:
        """Whether any of these items is kept cold."""
        wanted = json.dumps([*items])
        return bool(self._connection.execute(COLD, (wanted,)).fetchall())

    def _lines(self, delivery: str) -> tuple[DeliveryLine, ...]:
        rows = self._connection.execute(LINES, (delivery,)).fetchall()
        return tuple(
            DeliveryLine(ItemId(item_id), expected, received, damaged, sscc)
            for item_id, expected, received, damaged, sscc in rows
        )
