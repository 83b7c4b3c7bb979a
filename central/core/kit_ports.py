"""Kit ports knows what the core may ask of what kits and packs are made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from central.core.routing import PartsOfKits


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A case, a pair, a roll: so much of an item, in thousandths."""

    item_id: int
    quantity_milli: int


class Kits(Protocol):
    """What people sell as one and stores keep as several."""

    def parts(self, items: Collection[int]) -> PartsOfKits:
        """The kits among these items, each with what is in one of it."""
        ...

    def packs(self, gtins: Collection[str]) -> dict[str, PackRecord]:
        """Packs by the code that they carry."""
        ...

    def prices(self, business_unit: str, items: Collection[int]) -> dict[int, int]:
        """What one of each item costs in a store, in minor units; items without a price are left out."""
        ...
