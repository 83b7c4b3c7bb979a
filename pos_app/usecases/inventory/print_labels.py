"""Print labels knows how a shelf or a bin gets its label."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain import own_codes
from pos_app.domain.catalogue import Item
from pos_app.domain.day_tasks import shelf_labelled
from pos_app.domain.operations.stock import PRINT_BIN_LABEL, PRINT_SHELF_LABEL
from pos_app.domain.own_codes import own_prefixes
from pos_app.domain.shelf_labels import bin_label, shelf_label
from pos_app.ports.changes import Changes
from pos_app.ports.replica import StoreConfiguration
from pos_app.ports.shipping import DocumentPrinter
from pos_app.ports.stock_room import StockBook
from pos_app.usecases.inventory.stock_facts import StockFacts


@dataclass(frozen=True, slots=True)
class LabelPrinted:
    """What the label is of, in words of the store."""

    of: str
    changes: Changes = Changes.NONE


class PrintLabels:
    """A shelf bears the price of this moment, and that it does is a fact.

    Errors: NotAllowed, PrinterUnreachable, DiskFull.
    """

    def __init__(
        self,
        book: StockBook,
        facts: StockFacts,
        configuration: StoreConfiguration,
        printer: DocumentPrinter,
    ) -> None:
        self._book = book
        self._facts = facts
        self._configuration = configuration
        self._printer = printer

    def of_item(self, *, item: Item) -> LabelPrinted:
        """The label of the shelf where most of it lies."""
        self._facts.check(PRINT_SHELF_LABEL)
        bins = sorted(self._book.bins(item.item_id), key=lambda each: -each.on_hand_milli)
        self._printer.print_documents([shelf_label(item, bins[0].bin if bins else "")])
        draft = shelf_labelled(item.item_id, item.unit_price.price_minor)
        return LabelPrinted(item.name, self._facts.append(PRINT_SHELF_LABEL, draft))

    def of_bin(self, *, bin_name: str) -> LabelPrinted:
        """The label of a bin."""
        self._facts.check(PRINT_BIN_LABEL)
        prefixes = own_prefixes(self._configuration.text(own_codes.SETTING))
        self._printer.print_documents([bin_label(bin_name, prefixes)])
        return LabelPrinted(bin_name)
