"""Change stock knows how a figure is corrected, goods are thrown away or moved, and the last of it is taken back."""

from __future__ import annotations

from pos_app.domain.catalogue import Item
from pos_app.domain.facts import FactDraft
from pos_app.domain.operation import Operation
from pos_app.domain.operations.stock import ADJUST_STOCK, MOVE_STOCK, UNDO_STOCK, WASTE_STOCK
from pos_app.domain.refusals.stock import NoChangeToUndo, NoStockFigure, NothingCounted, NotInBin
from pos_app.domain.stock_bodies import stock_adjusted, stock_moved, stock_undone, stock_wasted
from pos_app.domain.stock_room import MOVED_MAX_MILLI, AdjustReason, WasteReason, last_change
from pos_app.ports.stock_room import StockBook
from pos_app.usecases.inventory.find_stock import FindStock, ItemStock
from pos_app.usecases.inventory.stock_facts import StockFacts

# Says that there is more than the books know; the others say that there is less.
_MORE = AdjustReason.FOUND


class ChangeStock:
    """Each change is one fact with its difference, and stock on this device shows it at once.

    Errors: NeedsApproval, NotAllowed, NoStockFigure, NothingCounted, NotInBin, NoChangeToUndo.
    """

    def __init__(self, book: StockBook, facts: StockFacts, find: FindStock) -> None:
        self._book = book
        self._facts = facts
        self._find = find

    def adjust(self, *, item: Item, milli: int, reason: AdjustReason) -> ItemStock:
        """There are so many more than the books say, or less, by the reason."""
        self._facts.check(ADJUST_STOCK, item.name)
        self._check(item, milli)
        difference = milli if reason is _MORE else -milli
        return self._write(ADJUST_STOCK, stock_adjusted(item.item_id, difference, reason), item)

    def waste(self, *, item: Item, milli: int, reason: WasteReason) -> ItemStock:
        """So much was thrown away."""
        self._facts.check(WASTE_STOCK)
        self._check(item, milli)
        return self._write(WASTE_STOCK, stock_wasted(item.item_id, milli, reason), item)

    def move(self, *, item: Item, milli: int, from_bin: str, to_bin: str) -> ItemStock:
        """So much lies in another bin now; from_bin: "" for goods that lay in no bin."""
        self._facts.check(MOVE_STOCK)
        self._check(item, milli)
        there = {each.bin: each.on_hand_milli for each in self._book.bins(item.item_id)}
        if from_bin and there.get(from_bin, 0) < milli:
            raise NotInBin(from_bin, there.get(from_bin, 0))
        to_bin = next((name for name in there if name.casefold() == to_bin.casefold()), to_bin)
        return self._write(MOVE_STOCK, stock_moved(item.item_id, milli, from_bin, to_bin), item)

    def undo(self, *, item: Item) -> ItemStock:
        """The last change of this item at this device did not happen."""
        self._facts.check(UNDO_STOCK)
        change = last_change(self._book.deeds(), item.item_id)
        if change is None:
            raise NoChangeToUndo(item.name)
        return self._write(UNDO_STOCK, stock_undone(change), item)

    def _check(self, item: Item, milli: int) -> None:
        if not 0 < milli <= MOVED_MAX_MILLI:
            raise NothingCounted
        if self._book.figure(item.item_id) is None:
            raise NoStockFigure(item.name)

    def _write(self, operation: Operation, draft: FactDraft, item: Item) -> ItemStock:
        return self._find.of_item(item, self._facts.append(operation, draft, item.name))
