"""Packs and kits knows how other units of an item, and the parts of a kit, are found in the replicas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pos_app.domain.catalogue import FoundItem, Item, KitPart
from pos_app.domain.ids import ItemId
from pos_app.domain.kits import kits_on_hand_milli
from pos_app.domain.packs import Pack
from pos_app.domain.recall import Recalled
from pos_app.files.database import Connection
from pos_app.storage.replica_files import ReplicaFiles
from pos_app.storage.sqlite_stock import ON_HAND_OF

PACK = "SELECT item_id, pack, quantity_milli FROM chain.item_pack WHERE gtin = ?"
PACK_PRICE = "SELECT price_minor FROM zone.pack_price WHERE gtin = ?"
PARTS = """SELECT k.kit_id, k.part_id, k.quantity_milli, i.name FROM json_each(?) f
    CROSS JOIN chain.item_part k ON k.kit_id = f.value
    CROSS JOIN chain.item i ON i.item_id = k.part_id
    WHERE k.quantity_milli > 0 ORDER BY k.kit_id, k.part_id"""
# `pos_app.domain.recall` names them: recall/<14 digits>, with a lot behind another stroke.
RECALLED = """SELECT 1 FROM store.configuration r
    CROSS JOIN chain.item_code c ON c.gtin = substr(r.name, 8)
    WHERE r.name >= 'recall/' AND r.name < 'recall0' AND r.value <> '' AND c.item_id = ? LIMIT 1"""
RECALLED_PART = """SELECT i.name FROM store.configuration r
    CROSS JOIN chain.item_code c ON c.gtin = substr(r.name, 8, 14)
    CROSS JOIN chain.item_part k ON k.kit_id = ? AND k.part_id = c.item_id AND k.quantity_milli > 0
    CROSS JOIN chain.item i ON i.item_id = k.part_id
    WHERE r.name >= 'recall/' AND r.name < 'recall0' AND r.value <> '' LIMIT 1"""
ON_HAND = f"""SELECT f.value, ({ON_HAND_OF.format(item="f.value")}) FROM json_each(?) f"""


class PacksAndKits:
    """Costs nothing where head office has brought neither packs nor kits."""

    def __init__(self, connection: Connection, files: ReplicaFiles) -> None:
        self._connection = connection
        self._files = files

    def pack(self, gtin: str) -> tuple[ItemId, Pack] | None:
        """The pack that carries this 14-digit code, and the item that is in it."""
        if not self._files.has_packs:
            return None
        rows = self._connection.execute(PACK, (gtin,)).fetchall()
        if not rows or rows[0][2] <= 0:
            return None
        item_id, name, quantity_milli = rows[0]
        return ItemId(item_id), Pack(name, quantity_milli, self._price_minor(gtin))

    def with_parts(self, item: Item) -> Item:
        """The item, a kit with what is in it."""
        if not self._files.has_kits:
            return item
        parts = self._parts([item.item_id]).get(item.item_id, ())
        return replace(item, parts=parts) if parts else item

    def recalled(self, item: Item) -> Recalled | None:
        """What the maker has called back: an item whatever its lot, or a part of a kit whichever lot of it."""
        if self._connection.execute(RECALLED, (item.item_id,)).fetchall():
            return Recalled(item.name, is_part=False)
        rows = (
            self._connection.execute(RECALLED_PART, (item.item_id,)).fetchall()
            if item.parts
            else []
        )
        return Recalled(str(rows[0][0]), is_part=True) if rows else None

    def with_stock(self, found: Sequence[FoundItem]) -> tuple[FoundItem, ...]:
        """Kits among what was found with their parts, and with as many of them as those make."""
        if not self._files.has_kits:
            return tuple(found)
        parts = self._parts(each.item.item_id for each in found)
        if not parts:
            return tuple(found)
        here = self._on_hand({part.item_id for each in parts.values() for part in each})
        return tuple(
            FoundItem(
                replace(each.item, parts=parts[each.item.item_id]),
                kits_on_hand_milli(parts[each.item.item_id], here),
            )
            if each.item.item_id in parts
            else each
            for each in found
        )

    def _price_minor(self, gtin: str) -> int:
        if not self._files.has_table("zone", "pack_price"):
            return 0
        rows = self._connection.execute(PACK_PRICE, (gtin,)).fetchall()
        return max(0, int(rows[0][0])) if rows else 0

    def _parts(self, items: Iterable[ItemId]) -> dict[ItemId, tuple[KitPart, ...]]:
        found: dict[ItemId, tuple[KitPart, ...]] = {}
        for kit, part, milli, name in self._connection.execute(
            PARTS, (json.dumps([*items]),)
        ).fetchall():
            found[ItemId(kit)] = (*found.get(ItemId(kit), ()), KitPart(ItemId(part), milli, name))
        return found

    def _on_hand(self, items: Iterable[ItemId]) -> dict[ItemId, int]:
        rows = self._connection.execute(ON_HAND, (json.dumps([*items]),)).fetchall()
        return {ItemId(item_id): int(milli) for item_id, milli in rows if milli is not None}
