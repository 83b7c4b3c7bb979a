"""Favourites knows how the tiles of a store's registers are written: which item stands at which place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from central.core.feed import store_feed
from central.importing.loading import (
    Loaded,
    Moment,
    Values,
    found_by,
    items_by_number,
    of_kind,
    replace_rows,
)
from central.importing.rows import FavouriteRow, FileRow
from central.storage.schema import FAVOURITE, STORE

_NAMES = ("place", "item_id", "name")


def load_favourites(connection: Connection, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Write the tiles that a file names; a tile without a name is not shown."""
    loaded = Loaded()
    found = of_kind(rows, FavouriteRow)
    items = items_by_number(connection, {tile.number for _, tile in found})
    units = {tile.business_unit for _, tile in found}
    stores = found_by(connection, STORE, STORE.c.business_unit, units)
    wanted: dict[str, list[Values]] = {}
    for row, tile in found:
        if tile.business_unit not in stores:
            loaded.complaints.append(row.complain(f"there is no store {tile.business_unit!r}"))
        elif tile.number not in items:
            loaded.complaints.append(row.complain(f"there is no item {tile.number!r}"))
        else:
            values = (tile.place, items[tile.number], tile.name)
            kept = dict(zip(_NAMES, values, strict=True))
            wanted.setdefault(tile.business_unit, []).append(kept)
    for unit, tiles in sorted(wanted.items()):
        known = _known(connection, unit)
        changed = [tile for tile in tiles if known.get(tile["place"]) != tile]
        replace_rows(connection, FAVOURITE, [{"business_unit": unit, **tile} for tile in changed])
        loaded.changed += len(changed)
        loaded.unchanged += len(tiles) - len(changed)
        told = sorted(tuple(tile[name] for name in _NAMES) for tile in changed)
        loaded.tell(store_feed(unit), favourite=told)
    return loaded


def _known(connection: Connection, unit: str) -> dict[Any, Values]:
    columns = [FAVOURITE.c[name] for name in _NAMES]
    rows = connection.execute(select(*columns).where(FAVOURITE.c.business_unit == unit))
    return {row.place: dict(row._mapping) for row in rows}
