"""Packs knows what another unit of an item is, as a case, a pair or a roll: how much is in it, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.money import Money, Rounding, UnitPrice, divide, extend
from pos_app.domain.piece_marks import PieceMarks
from pos_app.domain.quantity import MILLI, Quantity

# thousandths of a minor unit in a price × thousandths of a unit in a quantity
_MILLIONTHS = MILLI * MILLI


@dataclass(frozen=True, slots=True)
class Pack:
    """A unit of an item under a code of its own; price_minor: its own price, 0 where it costs what is in it."""

    name: str
    quantity_milli: int
    price_minor: int = 0


@dataclass(frozen=True, slots=True)
class PackedItem:
    """An item as one of its packs sells it: stock, limits and returns count the item's own unit."""

    item: Item
    pack: Pack

    @property
    def quantity(self) -> Quantity:
        """What is in one of it."""
        return Quantity(self.pack.quantity_milli, self.item.unit)

    def priced(self) -> Item:
        """The item at the price that makes the pack's own to the minor unit, or at its own."""
        if not self.pack.price_minor:
            return self.item
        price = per_unit(self.pack.price_minor, self.item.unit_price.currency, self.quantity.milli)
        return replace(self.item, unit_price=price, price_from=PriceFrom.PACK)

    @property
    def price(self) -> Money:
        """What one of it costs."""
        return extend(self.priced().unit_price, self.quantity)

    def marked(self, marks: PieceMarks) -> PieceMarks:
        """What its code says of the piece, and in which pack it is."""
        pack = self.pack
        return replace(
            marks, pack=pack.name, pack_milli=pack.quantity_milli, pack_minor=pack.price_minor
        )


def per_unit(price_minor: int, currency: str, milli: int) -> UnitPrice:
    """The price of one unit, exact enough that so many thousandths cost price_minor."""
    return UnitPrice(divide(price_minor * _MILLIONTHS, milli, Rounding.HALF_UP), currency)


def price_of_one(price: UnitPrice, marks: PieceMarks) -> Money:
    """What one of what was scanned costs: a pack, or else a unit of the item."""
    if marks.pack_milli:
        return extend(price, Quantity(marks.pack_milli))
    return Money(price.price_minor, price.currency)


def packs_in(quantity: Quantity, marks: PieceMarks) -> int:
    """How many whole packs a quantity is; 0 for what was not scanned as packs, or is no whole number of them."""
    if not marks.pack_milli or quantity.milli % marks.pack_milli:
        return 0
    return quantity.milli // marks.pack_milli
