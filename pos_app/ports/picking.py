"""The picking ports: where goods lie, how they are kept, and what this device has picked already."""

from __future__ import annotations

from typing import Protocol

from pos_app.domain.ids import ItemId
from pos_app.domain.picking.pick_list import PickList
from pos_app.domain.picking.stop_order import Storage
from pos_app.domain.picking.stops import BinStock


class Shelves(Protocol):
    """Bins of this store as head office knows them."""

    def bins(self, item_id: ItemId) -> tuple[BinStock, ...]:
        """Where an item lies."""
        ...

    def on_hand_milli(self, item_id: ItemId) -> int | None:
        """What is in the whole store by its books, None when it keeps no figure."""
        ...

    def storage(self, item_id: ItemId) -> Storage:
        """How an item is kept; ambient goods of unknown weight where nobody has said."""
        ...


class PickLists(Protocol):
    """Lists of this device, read back from its own journal: what was picked stays picked after any restart."""

    def all(self) -> tuple[PickList, ...]:
        """Every list of the last days, the oldest first, those that have ended too."""
        ...
