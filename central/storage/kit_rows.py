"""Kit rows knows what kits and packs are made of, and what their parts cost in a store."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from central.core.kit_ports import PackRecord
from central.core.routing import PartsOfKits
from central.storage.goods_schema import ITEM_PACK, ITEM_PART
from central.storage.price_rows import prices_now
from central.storage.schema import STORE


class SqlKits:
    """Reads them as they are now; what an order was made of then stands in its lines."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def parts(self, items: Collection[int]) -> PartsOfKits:
        """The kits among these items, each with what is in one of it."""
        part = ITEM_PART.c
        wanted = (
            select(part.kit_id, part.part_id, part.quantity_milli)
            .where(part.kit_id.in_(sorted(items)), part.quantity_milli > 0)
            .order_by(part.kit_id, part.part_id)
        )
        found: dict[int, list[tuple[int, int]]] = {}
        for kit_id, part_id, milli in self._connection.execute(wanted):
            found.setdefault(kit_id, []).append((part_id, milli))
        return found

    def packs(self, gtins: Collection[str]) -> dict[str, PackRecord]:
        """Packs by the code that they carry."""
        pack = ITEM_PACK.c
        wanted = select(pack.gtin, pack.item_id, pack.quantity_milli).where(
            pack.gtin.in_(sorted(gtins)), pack.quantity_milli > 0
        )
        rows = self._connection.execute(wanted)
        return {gtin: PackRecord(item_id, milli) for gtin, item_id, milli in rows}

    def prices(self, business_unit: str, items: Collection[int]) -> dict[int, int]:
        """What one of each item costs in a store, in minor units; items without a price are left out."""
        zone = select(STORE.c.zone).where(STORE.c.business_unit == business_unit)
        return prices_now(self._connection, self._connection.scalar(zone) or "", items)
