"""Catalogue knows what an item is at the till: its name, its price with tax, and what is asked before it is sold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.ids import ItemId
from pos_app.domain.money import UnitPrice
from pos_app.domain.quantity import MILLI
from pos_app.domain.tax import TaxRate

# Goods that no list has: sold as their department, they are in no stock.
UNLISTED = ItemId(0)


class PriceFrom(StrEnum):
    """What an item's price comes from; a label is the store's own, with the price of one piece in its code.

    A person's price is one that somebody set at the till, for a reason. A card, a new one or one that is loaded, costs
    what it will be worth. Reduced is what one piece costs by a label that the store has signed, which sells once; a
    deposit voucher lowers what is to pay, once too. A pack is what a case or a pair of an item costs where it has a
    price of its own.
    """

    LIST = "list"
    LABEL = "label"
    PERSON = "person"
    CARD = "gift_card"
    CARD_LOAD = "gift_card_load"
    REDUCED = "reduced"
    DEPOSIT = "deposit_voucher"
    PACK = "pack"


_CARDS = frozenset({PriceFrom.CARD, PriceFrom.CARD_LOAD})


@dataclass(frozen=True, slots=True)
class KitPart:
    """What one of a kit holds of another item, in thousandths of that item's unit."""

    item_id: ItemId
    quantity_milli: int
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One sellable item with the price that is valid here and now; the number of a card is its salted hash.

    parts: of a kit, what lies in one of it; a kit has a price of its own and no stock but that of its parts.
    """

    item_id: ItemId
    number: str
    name: str
    department: str
    unit: str
    unit_price: UnitPrice
    tax_rate: TaxRate
    age_limit: int = 0
    price_from: PriceFrom = PriceFrom.LIST
    parts: tuple[KitPart, ...] = ()

    @property
    def is_card(self) -> bool:
        """True for a gift card: it is no goods, costs what it is worth, and nothing is taken off it."""
        return self.price_from in _CARDS

    @property
    def is_goods(self) -> bool:
        """False for what is worth its amount and no more: a gift card, or a slip for empties that were brought back."""
        return not self.is_card and self.price_from is not PriceFrom.DEPOSIT

    def stock_of(self, milli: int) -> Iterator[tuple[ItemId, int]]:
        """What so much of it is in stock, by item in thousandths: itself, or the parts of a kit."""
        if not self.parts:
            yield self.item_id, milli
        for part in self.parts:
            yield part.item_id, part.quantity_milli * milli // MILLI


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One row of a search: `on_hand_milli` is what this store has, None when it keeps no figure.

    style: what it is a size or a colour of, "" for none; kinds: how many of that style the row stands for.
    """

    item: Item
    on_hand_milli: int | None
    style: str = ""
    kinds: int = 1


@dataclass(frozen=True, slots=True)
class Tile:
    """One favourite: a short name on a key that adds an item, or opens the style that it is a size or colour of."""

    item_id: ItemId
    name: str
    style: str = ""
