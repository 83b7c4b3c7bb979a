"""The two invented stores: their addresses, tills, aisles and staging places, and what lies on their shelves."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from resources.demo.chance import draw
from resources.demo.readers import DemoItem

LARGE, SMALL = "12", "07"
_SHELVES = "ABCDE"
_CHILLED = ("Dairy & eggs", "Meat & deli")
_FROZEN = ("Frozen food",)
_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("Fruit & vegetables", "Bakery"),
    _CHILLED[:1],
    _CHILLED[1:],
    _FROZEN,
    ("Breakfast & spreads", "Tea & coffee"),
    ("Pasta, rice & grains", "Tins & soups"),
    ("Sauces & pickles",),
    ("Baking, oils & spices",),
    ("Biscuits & crackers", "Crisps, nuts & snacks", "Sweets & chocolate"),
    ("Soft drinks & juice", "Wine & beer"),
    ("Household", "Health", "Bathroom & laundry"),
    ("Kitchen & dining",),
    ("Home & decoration",),
    ("Candles & lights",),
    ("Bags & umbrellas", "Storage & hooks"),
    ("Jewellery & hair",),
    ("Cards & stationery",),
    ("Gift wrap & party", "Easter & seasons"),
    ("Christmas",),
    ("Toys & games", "Garden"),
)
_BAYS = {LARGE: 14, SMALL: 9}


def aisles(business_unit: str) -> list[dict[str, Any]]:
    """Return the aisles of a store in walking order from the entrance."""
    return [
        {
            "aisle": f"A{index:02d}",
            "temperature_zone": temperature_zone(departments[0]),
            "bays": _BAYS[business_unit],
            "shelves": _SHELVES,
            "departments": list(departments),
        }
        for index, departments in enumerate(_TOGETHER, start=1)
    ]


def temperature_zone(department: str) -> str:
    """Return ambient, chilled or frozen."""
    if department in _FROZEN:
        return "frozen"
    return "chilled" if department in _CHILLED else "ambient"


def store_documents() -> list[dict[str, Any]]:
    """Return both stores; the streets are real places, the house numbers are not."""
    leeds = {
        "name": "Leeds Briggate",
        "address": ["1201 Briggate", "Leeds"],
        "postcode": "LS1 0ZZ",
        "phone": "0113 496 0012",
        "latitude_microdegrees": 53_797_400,
        "longitude_microdegrees": -1_541_800,
        "safety_stock": 2,
    }
    york = {
        "name": "York Coppergate",
        "address": ["907 Coppergate", "York"],
        "postcode": "YO1 0ZZ",
        "phone": "01632 960007",
        "latitude_microdegrees": 53_957_600,
        "longitude_microdegrees": -1_080_300,
        "safety_stock": 1,
    }
    shared = {
        "currency": "GBP",
        "time_zone": "Europe/London",
        "zone": "uk",
        "workstations": ["1", "2"],
    }
    return [
        {"business_unit": unit, **own, **shared, "staging": _staging(), "aisles": aisles(unit)}
        for unit, own in ((LARGE, leeds), (SMALL, york))
    ]


def stock_rows(items: Iterable[DemoItem]) -> Iterator[tuple[str, str, str, int, int]]:
    """Give every item a place in the large store and most of them one in the small store."""
    ordered = list(items)
    for unit in (LARGE, SMALL):
        carried = [item for item in ordered if unit == LARGE or _carried_by_small(item)]
        for item in carried:
            on_hand = _on_hand(unit, item)
            safety = min(12, 1 + item.popularity // 250) if unit == LARGE else 1
            yield unit, item.item_number, _location(unit, item), on_hand, safety


def places(business_unit: str) -> Mapping[str, str]:
    """Return the aisle of each department."""
    return {
        department: aisle["aisle"]
        for aisle in aisles(business_unit)
        for department in aisle["departments"]
    }


def _staging() -> list[dict[str, str]]:
    ambient = [{"location": f"B{bay}", "temperature_zone": "ambient"} for bay in range(1, 7)]
    return [
        *ambient,
        {"location": "F1", "temperature_zone": "chilled"},
        {"location": "Z1", "temperature_zone": "frozen"},
    ]


def _carried_by_small(item: DemoItem) -> bool:
    return item.favourite or item.unit == "kg" or draw(100, SMALL, item.item_number) < 82


def _on_hand(unit: str, item: DemoItem) -> int:
    if item.favourite or item.unit == "kg":
        return 40 + draw(60, unit, item.item_number, "on hand")
    luck = draw(100, unit, item.item_number, "luck")
    if luck < 4:
        return 0
    if luck < 12:
        return 1 + draw(3, unit, item.item_number, "few")
    depth = 8 + min(90, item.popularity // 8)
    if unit == SMALL:
        depth = 4 + depth // 3
    return 2 + draw(depth, unit, item.item_number, "on hand")


_AISLE_OF = {unit: places(unit) for unit in (LARGE, SMALL)}


def _location(unit: str, item: DemoItem) -> str:
    bay = 1 + draw(_BAYS[unit], unit, item.item_number, "bay")
    shelf = _SHELVES[draw(len(_SHELVES), unit, item.item_number, "shelf")]
    return f"{_AISLE_OF[unit][item.department]}-{bay:02d}-{shelf}"
