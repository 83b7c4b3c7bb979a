"""Check price knows what an item costs and how much of it is here, without selling it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import Item
from pos_app.domain.operations.basket import CHECK_PRICE
from pos_app.domain.packs import PackedItem
from pos_app.ports.changes import Changes
from pos_app.ports.replica import Catalogue
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.session import Session

_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class PriceChecked:
    """The item of a code; `on_hand_milli` is what this store has, None when it keeps no figure.

    packed: the case, pair or roll whose code it was, None for a code of the item itself.
    """

    item: Item
    on_hand_milli: int | None
    packed: PackedItem | None = None
    changes: Changes = Changes.NONE


class CheckPrice:
    """Look at an item; nothing in the basket changes. Errors: NotAllowed, and those of a scan in ScanItem."""

    def __init__(self, scan_item: ScanItem, catalogue: Catalogue, session: Session) -> None:
        self._scan_item = scan_item
        self._catalogue = catalogue
        self._session = session

    def __call__(self, *, text: str) -> PriceChecked:
        """text: one burst of the scanner, or a number typed by hand."""
        self._session.require(CHECK_PRICE)
        item, packed = self._scan_item.named(text)
        for found in self._catalogue.search(item.number, _LOOKED_AT):
            if found.item.item_id == item.item_id:
                return PriceChecked(item, found.on_hand_milli, packed)
        return PriceChecked(item, None, packed)
