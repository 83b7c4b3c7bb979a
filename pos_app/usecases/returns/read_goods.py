"""Read goods knows which item a code names, without selling it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.piece_marks import NO_MARKS, PieceMarks
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import ItemExpired, ItemRecalled
from pos_app.ports.changes import Changes
from pos_app.usecases.checkout.scan_item import ScanItem


@dataclass(frozen=True, slots=True)
class GoodsRead:
    """What a code names and says of this piece; not_for_shelf: why it may not be sold again, None when it may."""

    item: Item
    not_for_shelf: Refusal | None = None
    marks: PieceMarks = NO_MARKS
    changes: Changes = Changes.NONE


class ReadGoods:
    """Which item a code names, past its date and called back ones too. Errors: those of a scan in ScanItem."""

    def __init__(self, scan_item: ScanItem) -> None:
        self._scan_item = scan_item

    def __call__(self, *, text: str) -> GoodsRead:
        """text: one burst of the scanner, or a number typed by hand."""
        try:
            goods = self._scan_item.goods_of(text)
        except (ItemExpired, ItemRecalled) as refusal:
            goods = self._scan_item.looked_at(text)
            return GoodsRead(goods.item, refusal, goods.marks)
        return GoodsRead(goods.item, marks=goods.marks)
