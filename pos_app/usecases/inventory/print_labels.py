"""Print labels knows how a shelf or a bin gets its label."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain import own_codes
from pos_app.domain.catalogue import Item
from pos_app.domain.day_tasks import shelf_labelled
from pos_app.domain.money import Money
from pos_app.domain.operations.stock import PRINT_BIN_LABEL, PRINT_SHELF_LABEL, REDUCE_GOODS
from pos_app.domain.own_codes import own_prefixes
from pos_app.domain.reduced_label import (
    PIECES_MAX,
    PRICE_MINOR_MAX,
    ReducedLabel,
    goods_reduced,
    reduced_code,
    reduced_document,
    serial_of,
)
from pos_app.domain.refusals.scans import LabelNotReadable
from pos_app.domain.refusals.stock import NothingCounted, NotReduced
from pos_app.domain.shelf_labels import bin_label, shelf_label
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.replica import SlipKeys, StoreConfiguration
from pos_app.ports.shipping import DocumentPrinter
from pos_app.ports.stock_room import StockBook
from pos_app.usecases.inventory.stock_facts import StockFacts


@dataclass(frozen=True, slots=True)
class LabelPrinted:
    """What the label is of, in words of the store."""

    of: str
    changes: Changes = Changes.NONE


@dataclass(frozen=True, slots=True)
class LabelSources:
    """What makes the label of one piece its own: a serial, and the store's signature."""

    ids: Ids
    keys: SlipKeys


class PrintLabels:
    """A shelf bears the price of this moment, and that it does is a fact; so is the reduced price of a piece.

    Errors: NotAllowed, PrinterUnreachable, DiskFull.
    """

    def __init__(
        self,
        book: StockBook,
        facts: StockFacts,
        configuration: StoreConfiguration,
        printer: DocumentPrinter,
        sources: LabelSources,
    ) -> None:
        self._book = book
        self._facts = facts
        self._configuration = configuration
        self._printer = printer
        self._sources = sources

    def of_item(self, *, item: Item) -> LabelPrinted:
        """The label of the shelf where most of it lies."""
        self._facts.check(PRINT_SHELF_LABEL)
        bins = sorted(self._book.bins(item.item_id), key=lambda each: -each.on_hand_milli)
        self._printer.print_documents([shelf_label(item, bins[0].bin if bins else "")])
        draft = shelf_labelled(item.item_id, item.unit_price.price_minor)
        return LabelPrinted(item.name, self._facts.append(PRINT_SHELF_LABEL, draft))

    def reduced(self, *, item: Item, price: Money, pieces: int) -> LabelPrinted:
        """A label for each piece, with a price of its own that is lower than the list's; each sells once.

        Errors: NothingCounted, NotReduced, LabelNotReadable without the store's key, and those of the others.
        """
        self._facts.check(REDUCE_GOODS)
        key = self._sources.keys.current()
        if key is None:
            raise LabelNotReadable
        if not 0 < pieces <= PIECES_MAX:
            raise NothingCounted
        list_price = Money(item.unit_price.price_minor, price.currency)
        if not 0 < price.amount_minor < min(list_price.amount_minor, PRICE_MINOR_MAX + 1):
            raise NotReduced(list_price)
        serials = tuple(serial_of(self._sources.ids.uuid7().int) for _ in range(pieces))
        changes = self._facts.append(REDUCE_GOODS, goods_reduced(item, price, serials))
        codes = (ReducedLabel(item.item_id, price.amount_minor, serial) for serial in serials)
        self._printer.print_documents(
            [
                reduced_document(item, price, label.serial, reduced_code(label, key))
                for label in codes
            ]
        )
        return LabelPrinted(item.name, changes)

    def of_bin(self, *, bin_name: str) -> LabelPrinted:
        """The label of a bin."""
        self._facts.check(PRINT_BIN_LABEL)
        prefixes = own_prefixes(self._configuration.text(own_codes.SETTING))
        self._printer.print_documents([bin_label(bin_name, prefixes)])
        return LabelPrinted(bin_name)
