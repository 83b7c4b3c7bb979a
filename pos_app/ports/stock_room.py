"""The stock room ports: what the books say of an item, and what this device has done about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from pos_app.domain.delivery import Delivery
from pos_app.domain.facts import Fact
from pos_app.domain.ids import ItemId
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.stock_room import FeedPlace, SisterStock, StockFigure


class StockBook(Protocol):
    """Head office's figures with the own facts that it has not counted yet."""

    def figure(self, item_id: ItemId) -> StockFigure | None:
        """What is here of an item, None when the store keeps no figure."""
        ...

    def bins(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """Where an item lies, own moves counted."""
        ...

    def items_in(self, bin_name: str) -> tuple[ItemId, ...]:
        """What lies in a bin, in any case of its name."""
        ...

    def place(self) -> FeedPlace:
        """How far the store's feed was read."""
        ...

    def deeds(self) -> Sequence[Fact]:
        """What this device did in the stock room in the last days, in its order."""
        ...

    def deliveries(self) -> tuple[Delivery, ...]:
        """What is on its way and has not been finished at this device, own entries counted, by their day."""
        ...

    def blind(self, delivery: str) -> Delivery:
        """What was received here under a name that nobody has announced."""
        ...

    def elsewhere(self, item_id: ItemId) -> tuple[SisterStock, ...]:
        """What other stores have of an item, those that goods are sent to, by their numbers."""
        ...

    def needs_temperature(self, items: Collection[ItemId]) -> bool:
        """Whether any of these items is kept cold."""
        ...


class DayWork(Protocol):
    """What asks for somebody's hands today."""

    def changed_prices(self, since_us: int, now_us: int) -> tuple[ItemId, ...]:
        """Items of price lists for everybody that began or ended in between (microseconds UTC)."""
        ...

    def wrong_labels(self, since_us: int) -> dict[ItemId, int]:
        """Items that were sold in the store at what their shelf showed, and when the last of them was."""
        ...

    def cold_items(self) -> tuple[ItemId, ...]:
        """What is kept chilled or frozen, and here."""
        ...

    def to_put_back(self) -> tuple[tuple[ItemId, int], ...]:
        """What came back to the store, is stock again and lies in no bin yet, own facts counted, in thousandths."""
        ...
