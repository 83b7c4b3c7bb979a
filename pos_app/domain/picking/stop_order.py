"""Stop order knows what is fetched before what: heavy goods first, fragile last, chilled and frozen at the end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# A case of drinks or a sack: what crushes goods that lie below it.
HEAVY_FROM_GRAMS = 4_000


class TemperatureZone(StrEnum):
    """How warm goods are kept."""

    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Storage:
    """What picking and packing need to know of an item; weight in grams, sizes in millimetres, 0 is not known."""

    zone: TemperatureZone = TemperatureZone.AMBIENT
    weight_grams: int = 0
    width_mm: int = 0
    depth_mm: int = 0
    height_mm: int = 0
    is_fragile: bool = False


@dataclass(frozen=True, slots=True)
class OrderRules:
    """How one store fetches goods; departments: in which order, those that are not named come after them."""

    heavy_from_grams: int = HEAVY_FROM_GRAMS
    departments: tuple[str, ...] = ()

    def rank(self, storage: Storage, department: str) -> tuple[int, int, int]:
        """What has the lower rank is fetched first; equal ranks are fetched as the way is shortest."""
        load = 1
        if storage.is_fragile:
            load = 2
        elif storage.weight_grams >= self.heavy_from_grams:
            load = 0
        named = self.departments
        place = named.index(department) if department in named else len(named)
        return _ZONES.index(storage.zone), load, place


_ZONES = (TemperatureZone.AMBIENT, TemperatureZone.CHILLED, TemperatureZone.FROZEN)
