"""Shelf labels knows what stands on the label of an item's shelf, and on that of a bin."""

from __future__ import annotations

from pos_app.domain.catalogue import Item
from pos_app.domain.label_document import Bars, BarsKind, LabelDocument, Words
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.own_codes import OwnKind, OwnPrefixes
from pos_app.domain.picking.store_map import parts_of
from pos_app.domain.quantity import EACH

# 100 × 50 mm, as it is pushed into the rail of a shelf.
WIDTH, HEIGHT = 1000, 500
_LEFT, _INNER = 40, 920


def shelf_label(item: Item, bin_name: str) -> LabelDocument:
    """Name, price and number, and where the item belongs; scanned it is the item."""
    price = format_money(Money(item.unit_price.price_minor, item.unit_price.currency))
    per = "" if item.unit == EACH else f" / {item.unit}"
    place = " · ".join(parts_of(bin_name)) if bin_name else ""
    parts = (
        Words(_LEFT, 30, 60, item.name, _INNER),
        Words(_LEFT, 110, 170, f"{price}{per}", _INNER),
        Bars(_LEFT, 310, 110, item.number, BarsKind.CODE_128, 375),
        Words(_LEFT, 435, 44, " · ".join(filter(None, (item.number, place))), _INNER),
    )
    return LabelDocument(f"shelf-{item.number}", WIDTH, HEIGHT, parts)


def bin_label(bin_name: str, prefixes: OwnPrefixes) -> LabelDocument:
    """The place, large enough to be read from a cart, and as bars."""
    parts = (
        Words(_LEFT, 30, 200, " · ".join(parts_of(bin_name)), _INNER),
        Bars(_LEFT, 260, 160, prefixes.write(OwnKind.BIN, bin_name), BarsKind.CODE_128, 375),
        Words(_LEFT, 435, 44, bin_name, _INNER),
    )
    return LabelDocument(f"bin-{bin_name}", WIDTH, HEIGHT, parts)
