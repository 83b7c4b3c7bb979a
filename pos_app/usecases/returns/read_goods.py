"""Read goods knows which item a code names, without selling it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import ItemExpired, ItemRecalled
from pos_app.ports.changes import Changes
from pos_app.usecases.checkout.scan_item import ScanItem


@dataclass(frozen=True, slots=True)
class GoodsRead:
    """The item of a code; not_for_shelf: why this piece may not be sold again, None when it may."""

    item: Item
    not_for_shelf: Refusal | None = None
    changes: Changes = Changes.NONE


class ReadGoods:
    """Which item a code names, past its date and called back ones too. Errors: those of a scan in ScanItem."""

    def __init__(self, scan_item: ScanItem) -> None:
        self._scan_item = scan_item

    def __call__(self, *, text: str) -> GoodsRead:
        """text: one burst of the scanner, or a number typed by hand."""
        try:
            return GoodsRead(self._scan_item.goods_of(text).item)
        except (ItemExpired, ItemRecalled) as refusal:
            return GoodsRead(self._scan_item.item_of(text), refusal)
