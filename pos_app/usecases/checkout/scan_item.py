"""Scan item knows what a scan or a typed number means at checkout."""

from __future__ import annotations

from pos_app.domain.catalogue import Item
from pos_app.domain.refusals import MisreadScan, UnknownItem, WrongCodeHere
from pos_app.domain.scan import (
    MisreadCode,
    ProductCode,
    UnknownCode,
    parse_scan,
)
from pos_app.ports.replica import Catalogue
from pos_app.usecases.checkout.add_item import AddItem, ScanResult


class ScanItem:
    """Add what was scanned. Errors: UnknownItem, MisreadScan, WrongCodeHere, and those of AddItem."""

    def __init__(self, catalogue: Catalogue, add_item: AddItem) -> None:
        self._catalogue = catalogue
        self._add_item = add_item

    def __call__(self, *, text: str) -> ScanResult:
        """text: one burst of the scanner, or a number typed by hand."""
        return self._add_item.add(self._item(text))

    def _item(self, text: str) -> Item:
        code = parse_scan(text)
        match code:
            case ProductCode():
                item = self._catalogue.by_gtin(code.gtin)
            case MisreadCode():
                # Eight digits and more may be an item number of the store's own.
                item = self._catalogue.by_number(code.text)
                if item is None:
                    raise MisreadScan(code.text)
            case UnknownCode():
                item = self._catalogue.by_number(code.text)
            case _:
                # a badge, a receipt, a place: each has a meaning, but not in a basket
                raise WrongCodeHere(text)
        if item is None:
            raise UnknownItem(text.strip())
        return item
