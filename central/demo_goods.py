"""Demo goods knows in which other units the demo store sells some of its items: invented, as their codes show."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert

from central.storage.goods_schema import ITEM_PACK, PACK_PRICE
from pos_app.domain.gs1 import check_digit
from pos_app.domain.quantity import MILLI
from resources.demo.readers import DemoItem

# Item number, word, pieces in one, its own price in minor units or none.
_PACKS = (("EV005", "case", 6, 1050), ("20725", "bundle", 10, None))
# The first digit of a GTIN-14 is the level of packing (GS1 General Specifications 2.1.2.3).
_LEVEL = "1"


def pack_code(gtin: str) -> str:
    """The 14 digits of a case whose pieces carry a code of 14 digits."""
    body = _LEVEL + gtin[1:-1]
    return body + check_digit(body)


def add_packs(connection: Connection, zones: Sequence[str], items: Sequence[DemoItem]) -> None:
    """A case that costs less than its pieces, and a bundle that costs the same."""
    by_number = {item.item_number: item for item in items}
    for number, pack, pieces, price_minor in _PACKS:
        item = by_number[number]
        gtin = pack_code(item.gtin)
        row = {"gtin": gtin, "item_id": item.item_id, "pack": pack}
        connection.execute(insert(ITEM_PACK), [{**row, "quantity_milli": pieces * MILLI}])
        if price_minor is not None:
            prices = [{"zone": zone, "gtin": gtin, "price_minor": price_minor} for zone in zones]
            connection.execute(insert(PACK_PRICE), prices)
