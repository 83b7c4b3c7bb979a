"""Demo goods knows which items of the demo store come by the case, or as sizes and colours of one style.

The packs are invented; the styles are real goods of the shop whose catalogue it is, found again by their names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, insert

from central.storage.goods_schema import ITEM_PACK, ITEM_VARIANT, PACK_PRICE
from pos_app.domain.gs1 import check_digit
from pos_app.domain.quantity import MILLI
from resources.demo.readers import DemoItem

# Item number, word, pieces in one, its own price in minor units or none.
_PACKS = (("EV005", "case", 6, 1050), ("20725", "bundle", 10, None))
# A style by its name, with the pattern of its items' names, colour and size by their group.
_STYLES = (
    ("Babushka notebook", re.compile(r"(?P<size>Small|Large) (?P<colour>\w+) babushka notebook")),
    (
        "Woodland felt heart",
        re.compile(r"Woodland (?P<size>small|large) (?P<colour>\w+) felt heart"),
    ),
    ("Beaded crystal heart", re.compile(r"Beaded crystal heart (?P<colour>\w+) (?P<size>\w+)")),
    ("Diner wall clock", re.compile(r"(?P<colour>\w+) diner wall clock")),
    ("Egg frying pan", re.compile(r"Egg frying pan (?P<colour>\w+)")),
)
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


def add_styles(connection: Connection, items: Sequence[DemoItem]) -> None:
    """Sizes and colours of a few styles."""
    rows = [
        {"item_id": item.item_id, "style": style, **kind}
        for style, pattern in _STYLES
        for item in items
        if (found := pattern.fullmatch(item.name)) is not None
        and (kind := {"size": "", **{n: w.capitalize() for n, w in found.groupdict().items()}})
    ]
    connection.execute(insert(ITEM_VARIANT), rows)
