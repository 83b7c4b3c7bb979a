"""Find stock knows what of an item is here and where, and what lies in a bin."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain import own_codes
from pos_app.domain.catalogue import Item
from pos_app.domain.delivery import SISTERS_SETTING, sister_stores
from pos_app.domain.ids import ItemId
from pos_app.domain.kits import kit_figure
from pos_app.domain.operations.stock import FIND_STOCK
from pos_app.domain.own_codes import OwnKind
from pos_app.domain.picking.stops import BinStock
from pos_app.domain.refusals.scans import UnknownItem
from pos_app.domain.scan import CodeRules, PlaceCode, parse_scan
from pos_app.domain.stock_room import SisterStock, StockFigure, last_change
from pos_app.ports.changes import Changes
from pos_app.ports.replica import Catalogue, Sending, StoreConfiguration
from pos_app.ports.stock_room import StockBook
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.inventory.stock_facts import StockFacts


@dataclass(frozen=True, slots=True)
class OtherStore:
    """What another store has of an item, and what that store is called."""

    name: str
    stock: SisterStock


@dataclass(frozen=True, slots=True)
class ItemStock:
    """An item with all that is known of its stock here.

    figure: None when the store keeps none; as_of_us: when head office was last heard of, None when never;
    can_undo: its last change at this device can be taken back; is_cold: it is kept chilled or frozen;
    elsewhere: other stores that goods are sent to, those that have most of it first.
    """

    item: Item
    figure: StockFigure | None
    bins: tuple[BinStock, ...]
    as_of_us: int | None
    can_undo: bool = False
    is_cold: bool = False
    elsewhere: tuple[OtherStore, ...] = ()
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class BinContent:
    """What lies in a bin, as the books say."""

    bin: str
    items: tuple[tuple[Item, BinStock], ...]
    changes: Changes = Changes.NONE


class FindStock:
    """Look at an item or a bin; nothing changes. Errors: NotAllowed, and those of a scan that names nothing."""

    def __init__(
        self,
        book: StockBook,
        facts: StockFacts,
        scan_item: ScanItem,
        catalogue: Catalogue,
        configuration: StoreConfiguration,
        sending: Sending,
    ) -> None:
        self._book = book
        self._facts = facts
        self._scan_item = scan_item
        self._catalogue = catalogue
        self._configuration = configuration
        self._sending = sending

    def scanned(self, *, text: str) -> ItemStock | BinContent:
        """text: one burst of the scanner, or a number typed by hand."""
        self._facts.check(FIND_STOCK)
        bin_name = self.bin_of(text)
        if bin_name is not None:
            return self.in_bin(bin_name)
        return self.of_item(self._scan_item.item_of(text))

    def item_scanned(self, *, text: str) -> ItemStock:
        """An item and nothing else."""
        self._facts.check(FIND_STOCK)
        return self.of_item(self._scan_item.item_of(text))

    def by_id(self, *, item_id: ItemId) -> ItemStock:
        """The item of a row that was touched."""
        self._facts.check(FIND_STOCK)
        item = self._catalogue.by_id(item_id)
        if item is None:
            raise UnknownItem(str(item_id))
        return self.of_item(item)

    def bin_of(self, text: str) -> str | None:
        """The bin that a code names, None when it names something else."""
        code = parse_scan(text, CodeRules.of(prefixes=self._configuration.text(own_codes.SETTING)))
        is_bin = isinstance(code, PlaceCode) and code.place is OwnKind.BIN
        return code.name if is_bin and isinstance(code, PlaceCode) else None

    def in_bin(self, bin_name: str) -> BinContent:
        """What lies there."""
        found = []
        for item_id in self._book.items_in(bin_name):
            item = self._catalogue.by_id(item_id)
            here = [b for b in self._book.bins(item_id) if b.bin.casefold() == bin_name.casefold()]
            if item is not None and here:
                found.append((item, here[0]))
        return BinContent(bin_name, tuple(found))

    def of_item(self, item: Item, changes: Changes = Changes.NONE) -> ItemStock:
        """All that is known of an item's stock."""
        status = self._sending.status()
        as_of_us = (
            status.last_proof_us if status.offline_since_us is None else status.offline_since_us
        )
        return ItemStock(
            item,
            kit_figure(item.parts, self._book.figure)
            if item.parts
            else self._book.figure(item.item_id),
            self._book.bins(item.item_id),
            as_of_us,
            last_change(self._book.deeds(), item.item_id) is not None,
            self._book.needs_temperature([item.item_id]),
            self._elsewhere(item.item_id),
            changes,
        )

    def _elsewhere(self, item_id: ItemId) -> tuple[OtherStore, ...]:
        names = dict(sister_stores(self._configuration.text(SISTERS_SETTING)))
        known = self._book.elsewhere(item_id)
        found = [OtherStore(names.get(one.business_unit, one.business_unit), one) for one in known]
        return tuple(sorted(found, key=_most_first))


def _most_first(store: OtherStore) -> tuple[int, str]:
    return (-store.stock.available_milli, store.name)
