"""Count stock knows a blind count: a number, once more when it is far off, and a fact that means the difference."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.ids import ItemId
from pos_app.domain.operations.stock import COUNT_STOCK
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.domain.refusals.stock import NothingCounted
from pos_app.domain.stock_bodies import stock_counted
from pos_app.domain.stock_room import MOVED_MAX_MILLI, VARIANCE_SETTING, Variance
from pos_app.ports.changes import Changes
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.ports.stock_room import StockBook
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.inventory.find_stock import BinContent, FindStock
from pos_app.usecases.inventory.stock_facts import StockFacts


@dataclass(frozen=True, slots=True)
class ToCount:
    """An item to be counted, all of it in the store; bins: where it is known to lie."""

    item: Item
    bins: tuple[BinStock, ...]
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class BinToCount:
    """A bin, and what of it nobody has counted at this device today."""

    bin: str
    left: tuple[Item, ...]
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a number: written down, or asked for again; the difference is said only afterwards."""

    item: Item
    counted_milli: int
    again: bool
    difference_milli: int = 0
    changes: Changes = Changes.NONE


class CountStock:
    """Whoever counts never sees the figure before; sales that go on elsewhere make no count wrong.

    Errors: NotAllowed, NothingCounted, and those of a scan that names nothing.
    """

    def __init__(
        self,
        book: StockBook,
        facts: StockFacts,
        find: FindStock,
        scan_item: ScanItem,
        catalogue: Catalogue,
        configuration: StoreConfiguration,
    ) -> None:
        self._book = book
        self._facts = facts
        self._find = find
        self._scan_item = scan_item
        self._catalogue = catalogue
        self._configuration = configuration

    def scanned(self, *, text: str) -> ToCount | BinToCount:
        """An item to count, or the bin that is counted."""
        self._facts.check(COUNT_STOCK)
        bin_name = self._find.bin_of(text)
        if bin_name is not None:
            return self.in_bin(bin_name=bin_name)
        return self._of(self._scan_item.item_of(text))

    def by_id(self, *, item_id: ItemId) -> ToCount:
        """The item of a row that was touched: perhaps nothing of it is there to be scanned."""
        self._facts.check(COUNT_STOCK)
        item = self._catalogue.by_id(item_id)
        if item is None:
            raise UnknownItem(str(item_id))
        return self._of(item)

    def in_bin(self, *, bin_name: str) -> BinToCount:
        """What is left to count there."""
        self._facts.check(COUNT_STOCK)
        content: BinContent = self._find.in_bin(bin_name)
        done = self._counted_today()
        items = [item for item, _ in content.items if item.item_id not in done]
        return BinToCount(bin_name, tuple(items))

    def __call__(self, *, item: Item, milli: int, bin_name: str, is_second: bool) -> Counted:
        """So much lies there, in thousandths; is_second: it was counted before and was far off."""
        self._facts.check(COUNT_STOCK)
        if not 0 <= milli <= MOVED_MAX_MILLI:
            raise NothingCounted
        figure = self._book.figure(item.item_id)
        expected = 0 if figure is None else figure.on_hand_milli
        allowed = Variance.of(self._configuration.text(VARIANCE_SETTING))
        if not is_second and allowed.is_exceeded(expected, milli):
            return Counted(item, milli, again=True)
        place = self._place(item, bin_name)
        draft = stock_counted(item.item_id, milli, expected, self._book.place(), place)
        changes = self._facts.append(COUNT_STOCK, draft)
        return Counted(item, milli, again=False, difference_milli=milli - expected, changes=changes)

    def _of(self, item: Item) -> ToCount:
        return ToCount(item, self._book.bins(item.item_id))

    def _place(self, item: Item, bin_name: str) -> str:
        """The bin that a count of all of an item is a count of; none where it lies in several."""
        known = [each.bin for each in self._book.bins(item.item_id)]
        if len(known) > 1:
            return ""
        return known[0] if known else bin_name

    def _counted_today(self) -> set[object]:
        deeds = self._book.deeds()
        today = self._facts.business_date()
        return {
            read_body(fact)["item_id"]
            for fact in deeds
            if fact.kind == FactKind.STOCK_COUNTED and fact.origin.business_date == today
        }
