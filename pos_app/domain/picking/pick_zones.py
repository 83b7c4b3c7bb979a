"""Pick zones knows the parts of a store in which one person fetches: areas of aisles, and how warm goods are kept."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.picking.store_map import parts_of

# "Food=A01 A02, Home=A03": areas by their aisles, in the order in which a cart goes through them.
ZONES_SETTING = "pick_zones"


@dataclass(frozen=True, slots=True)
class PickZone:
    """Where one person fetches; area: as the store calls it, "" outside of all that it has named."""

    warmth: TemperatureZone
    area: str = ""


@dataclass(frozen=True, slots=True)
class PickZones:
    """The areas of a store by their aisles; without any of them warmth alone tells zones apart."""

    areas: tuple[tuple[str, frozenset[str]], ...] = ()

    @staticmethod
    def of(setting: str) -> PickZones:
        """As head office writes it; what cannot be read is passed over."""
        pairs = [part.partition("=") for part in setting.split(",")]
        return PickZones(
            tuple(
                (name.strip(), frozenset(aisles.casefold().split()))
                for name, _, aisles in pairs
                if name.strip() and aisles.strip()
            )
        )

    def zone(self, bin_name: str, warmth: TemperatureZone) -> PickZone:
        """In which zone goods of this bin are fetched."""
        aisle = parts_of(bin_name)[0].casefold()
        named = (name for name, aisles in self.areas if aisle in aisles)
        return PickZone(warmth, next(named, ""))

    def place(self, zone: PickZone) -> tuple[int, int]:
        """Which zone comes before which: the warm ones first, then areas as they are named, the others after them."""
        names = [name for name, _ in self.areas]
        area = names.index(zone.area) if zone.area in names else len(names)
        return [*TemperatureZone].index(zone.warmth), area
