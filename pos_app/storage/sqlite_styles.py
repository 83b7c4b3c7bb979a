"""SQLite styles knows which style an item belongs to, and what else there is of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pos_app.domain.ids import ItemId
from pos_app.files.database import Connection
from pos_app.storage.replica_files import ReplicaFiles

STYLES = """SELECT v.item_id, v.style FROM json_each(?) f
    CROSS JOIN chain.item_variant v ON v.item_id = f.value WHERE v.style <> '' AND EXISTS (
        SELECT 1 FROM chain.item_variant o WHERE o.style = v.style AND o.item_id <> v.item_id)"""
VARIANTS = """SELECT o.item_id, o.size, o.colour FROM chain.item_variant v
    CROSS JOIN chain.item_variant o ON o.style = v.style
    WHERE v.item_id = ? AND v.style <> '' ORDER BY o.item_id"""

SIZES = """SELECT v.item_id, v.size FROM json_each(?) f
    CROSS JOIN chain.item_variant v ON v.item_id = f.value WHERE v.style <> ''"""


class SqliteStyles:
    """Costs nothing where head office has brought no styles."""

    def __init__(self, connection: Connection, files: ReplicaFiles) -> None:
        self._connection = connection
        self._files = files

    def of(self, items: Iterable[ItemId]) -> dict[ItemId, str]:
        """The style of each item that is one of several kinds."""
        if not self._files.has_styles:
            return {}
        rows = self._connection.execute(STYLES, (json.dumps([*items]),)).fetchall()
        return {ItemId(item_id): style for item_id, style in rows}

    def sizes(self, items: Iterable[ItemId]) -> dict[ItemId, str]:
        """The size of each item that belongs to a style."""
        if not self._files.has_styles:
            return {}
        rows = self._connection.execute(SIZES, (json.dumps([*items]),)).fetchall()
        return {ItemId(item_id): size for item_id, size in rows}

    def beside(self, item_id: ItemId) -> dict[ItemId, tuple[str, str]]:
        """Size and colour of every item of the same style, in the order of the catalogue."""
        if not self._files.has_styles:
            return {}
        rows = self._connection.execute(VARIANTS, (item_id,)).fetchall()
        return {ItemId(other): (size, colour) for other, size, colour in rows}
