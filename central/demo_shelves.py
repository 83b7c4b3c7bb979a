"""Demo shelves knows how the aisles of the demo's stores lie, and how warm and how heavy its goods are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from central.demo_shipping import measures_of
from central.storage.shelf_schema import ITEM_STORAGE
from pos_app.domain.customer_order import Fulfilment
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.domain.picking.store_map import (
    Aisle,
    CrossAisle,
    Door,
    StoreMap,
    write_store_map,
)
from resources.demo.readers import DemoItem, DemoStore, read_orders

# Invented, as the stores are: an aisle every four metres, a way across in the middle of the bays.
AISLES_APART_CM, BAY_CM = 400, 100
_SIZE = re.compile(
    r"(?:(?P<count>\d+)\s*x\s*)?(?P<much>\d+)(?:[.,](?P<part>\d))?\s*(?P<unit>kg|g|ml|cl|l)\b", re.I
)
# What a unit weighs; of what is measured by volume as much as water.
_GRAMS = {"kg": 1000, "g": 1, "ml": 1, "cl": 10, "l": 1000}
_FRAGILE = re.compile(
    r"\b(glass\w*|mugs?|cups?|teapots?|vases?|plates?|bowls?|jugs?|eggs?|crisps|cakestand)\b", re.I
)


def shelf_settings(store: DemoStore) -> dict[str, str]:
    """What devices need to know of a store's aisles and bays."""
    bays = " ".join(f"{place.location}={place.temperature_zone}" for place in store.staging)
    return {"store_map": write_store_map(store_map(store)), "bays": bays}


def store_map(store: DemoStore) -> StoreMap:
    """Aisles side by side; carts stand and are brought near the first one."""
    bays = max(aisle.bays for aisle in store.aisles)
    depth = bays * BAY_CM
    aisles = tuple(
        Aisle(aisle.aisle, number * AISLES_APART_CM, 0, BAY_CM, 0, 2)
        for number, aisle in enumerate(store.aisles)
    )
    crosses = (CrossAisle(0), CrossAisle(depth // 2), CrossAisle(depth))
    return StoreMap(aisles, crosses, Door(0, 0), Door(0, 0))


def add_storage(
    connection: Connection, stores: Sequence[DemoStore], items: Iterable[DemoItem]
) -> None:
    """Write how goods are kept: as warm as the aisle of their department, as heavy as their name says.

    What is sent was measured.
    """
    zones = {
        department: aisle.temperature_zone
        for store in stores
        for aisle in store.aisles
        for department in aisle.departments
    }
    measured = {
        line.item_number
        for order in read_orders()
        if order.fulfilment == Fulfilment.SHIP_FROM_STORE
        for line in order.lines
    }
    rows: list[dict[str, Any]] = []
    for item in items:
        zone = zones.get(item.department, str(TemperatureZone.AMBIENT))
        grams, fragile = grams_of(item.name), int(bool(_FRAGILE.search(item.name)))
        width = depth = height = 0
        if item.item_number in measured:
            invented, width, depth, height = measures_of(item.item_number)
            grams = grams or invented
        if zone != TemperatureZone.AMBIENT or grams or fragile:
            row = {"item_id": item.item_id, "zone": zone, "weight_grams": grams, "fragile": fragile}
            rows.append({**row, "width_mm": width, "depth_mm": depth, "height_mm": height})
    if rows:
        connection.execute(insert(ITEM_STORAGE), rows)


def grams_of(name: str) -> int:
    """What a piece weighs by the size in its name, 0 when that says none."""
    read = _SIZE.search(name)
    if read is None:
        return 0
    tenths = int(read["much"]) * 10 + int(read["part"] or 0)
    return int(read["count"] or 1) * tenths * _GRAMS[read["unit"].lower()] // 10
