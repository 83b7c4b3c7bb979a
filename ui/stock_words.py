"""Stock words knows how the stock room speaks: places, figures, reasons."""

from __future__ import annotations

from pos_app.domain.catalogue import Item
from pos_app.domain.picking.store_map import parts_of
from pos_app.domain.quantity import Quantity
from pos_app.domain.stock_room import AdjustReason, WasteReason
from ui.figures import quantity_text
from ui.translation import tr


def place_words(bin_name: str) -> str:
    """A bin as it is read aloud."""
    return " · ".join(parts_of(bin_name)) if bin_name else ""


def amount_words(item: Item, milli: int) -> str:
    """So much of an item."""
    return quantity_text(Quantity(milli, item.unit))


def adjust_words() -> dict[AdjustReason, tuple[str, str]]:
    """Why a figure is wrong, and which way."""
    return {
        AdjustReason.FOUND: (tr("Found"), tr("More than the books say")),
        AdjustReason.LOST: (tr("Not there"), tr("Less than the books say")),
        AdjustReason.STOLEN: (tr("Stolen"), tr("Less than the books say")),
        AdjustReason.OWN_USE: (tr("Used in the store"), tr("Less than the books say")),
    }


def waste_words() -> dict[WasteReason, tuple[str, str]]:
    """Why goods are thrown away."""
    return {
        WasteReason.PAST_DATE: (tr("Past its date"), tr("Thrown away")),
        WasteReason.DAMAGED: (tr("Damaged"), tr("Thrown away")),
        WasteReason.SPOILED: (tr("Spoiled"), tr("Thrown away")),
        WasteReason.CALLED_BACK: (tr("Called back"), tr("Put aside, not sold")),
    }
