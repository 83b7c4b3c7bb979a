"""Kits knows how the parts of a kit stand in a fact and in a row, and how many kits the stock of its parts makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pos_app.domain.catalogue import KitPart
from pos_app.domain.ids import ItemId
from pos_app.domain.quantity import MILLI
from pos_app.domain.stock_room import StockFigure


def write_parts(parts: Sequence[KitPart]) -> list[dict[str, int | str]]:
    """As a fact and a row say them."""
    return [
        {"item_id": part.item_id, "quantity_milli": part.quantity_milli, "name": part.name}
        for part in parts
    ]


def read_parts(written: Sequence[Mapping[str, Any]]) -> tuple[KitPart, ...]:
    """What `write_parts` wrote."""
    return tuple(
        KitPart(ItemId(part["item_id"]), part["quantity_milli"], part["name"]) for part in written
    )


def kits_on_hand_milli(parts: Sequence[KitPart], on_hand: Mapping[ItemId, int]) -> int | None:
    """Whole kits, in thousandths, that the scarcest part leaves; None where a part has no figure here."""
    if not parts or any(part.item_id not in on_hand for part in parts):
        return None
    return min(on_hand[part.item_id] // part.quantity_milli for part in parts) * MILLI


def kit_figure(
    parts: Sequence[KitPart], figure: Callable[[ItemId], StockFigure | None]
) -> StockFigure | None:
    """What the stock of its parts says of a kit; what other orders keep of a part is kept of the kit."""
    known = {part.item_id: found for part in parts if (found := figure(part.item_id)) is not None}
    here = kits_on_hand_milli(parts, {one: found.on_hand_milli for one, found in known.items()})
    free = kits_on_hand_milli(parts, {one: found.available_milli for one, found in known.items()})
    if here is None or free is None:
        return None
    return StockFigure(here, max(0, here - free), 0)
