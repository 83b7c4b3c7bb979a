"""Styles knows how the size and the colour of an item are written beside it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from central.importing.loading import found_by, replace_rows
from central.importing.rows import ItemRow
from central.storage.goods_schema import ITEM_VARIANT

_NAMES = ("item_id", "style", "size", "colour")


def write_variants(
    connection: Connection, items: Sequence[tuple[ItemRow, int]]
) -> list[tuple[int, str, str, str]]:
    """Write which style items belong to where their rows say it; gives what is another one than before."""
    told = {
        item_id: (
            item_id,
            item.style,
            item.size if item.style else "",
            item.colour if item.style else "",
        )
        for item, item_id in items
        if item.style is not None
    }
    known = found_by(connection, ITEM_VARIANT, ITEM_VARIANT.c.item_id, set(told))
    other = [
        row
        for item_id, row in told.items()
        if known.get(item_id, {}) != dict(zip(_NAMES, row, strict=True))
        and (row[1] or item_id in known)
    ]
    replace_rows(connection, ITEM_VARIANT, [dict(zip(_NAMES, row, strict=True)) for row in other])
    return sorted(other)
