"""The invented everyday items, the age limits that go with them, and the tiles of the till."""

from collections.abc import Iterable
from dataclasses import replace

from resources.demo.gtin import EVERYDAY_PREFIX, restricted_gtin
from resources.demo.readers import DemoItem

# number, name, department, unit, VAT, price in pence (for kg items of one kilogram), age, lines sold, tile.
# 4011, 4017 and 4093 are the produce numbers (PLU) of IFPS.
# VAT Notice 701/19: wood sold as fuel is domestic fuel, 5 %. VAT Notice 709/1: hot drinks are 20 %.
_ROWS: tuple[tuple[str, str, str, str, str, int, int, int, str], ...] = (
    ("4011", "Bananas loose", "Fruit & vegetables", "kg", "Z", 89, 0, 2950, "Bananas"),
    ("4017", "Apples Granny Smith loose", "Fruit & vegetables", "kg", "Z", 219, 0, 2410, "Apples"),
    ("4093", "Onions brown loose", "Fruit & vegetables", "kg", "Z", 95, 0, 1980, "Onions"),
    ("EV001", "Carrier bag", "Household", "each", "S", 10, 0, 5200, "Carrier bag"),
    ("EV002", "Bread roll", "Bakery", "each", "Z", 45, 0, 2600, "Bread roll"),
    ("EV003", "Butter croissant", "Bakery", "each", "Z", 110, 0, 2550, "Croissant"),
    ("EV004", "Coffee to go", "Tea & coffee", "each", "S", 285, 0, 3100, "Coffee"),
    ("EV005", "Oat drink barista 1 L", "Dairy & eggs", "each", "Z", 195, 0, 2380, "Oat drink"),
    ("EV006", "Mixed bunch of flowers", "Home & decoration", "each", "S", 600, 0, 940, "Flowers"),
    ("EV007", "Paracetamol 500 mg, 16 tablets", "Health", "each", "S", 65, 0, 1420, "Paracetamol"),
    ("EV008", "Red wine Tempranillo 75 cl", "Wine & beer", "each", "S", 850, 18, 1260, "Red wine"),
    ("EV009", "Pale ale 4 × 440 ml", "Wine & beer", "each", "S", 650, 18, 1130, ""),
    ("EV010", "Kitchen knife 20 cm", "Kitchen & dining", "each", "S", 1200, 18, 85, ""),
    ("EV011", "Firelogs, box of 6", "Household", "each", "R", 750, 0, 310, "Firelogs"),
    ("EV012", "Kindling wood 5 kg", "Household", "each", "R", 599, 0, 190, ""),
    ("EV013", "Greetings stamp book, 4 first class", "Household", "each", "Z", 680, 0, 780, ""),
)
_TILES = {
    "015700113011": "Whole milk",
    "030034913175": "Eggs",
    "011110025258": "White bread",
    "035826090614": "Butter",
    "011110488152": "Orange juice",
    "092825108504": "Potato chips",
    "036800235175": "Spring water",
    "85123A": "Heart T-light",
    "85099B": "Red jumbo bag",
    "22423": "Cake stand",
    "47566": "Party bunting",
    "20725": "Lunch bag",
}


def everyday_items(first_id: int) -> list[DemoItem]:
    """Return the invented items in their fixed order."""
    return [
        DemoItem(
            first_id + index,
            number,
            name,
            department,
            restricted_gtin(EVERYDAY_PREFIX, index + 1),
            unit,
            vat,
            price,
            True,
            age,
            popularity,
            bool(tile),
            tile,
        )
        for index, (number, name, department, unit, vat, price, age, popularity, tile) in enumerate(
            _ROWS
        )
    ]


def with_tiles(items: Iterable[DemoItem]) -> list[DemoItem]:
    """Mark the bought-in items that have a tile at the till."""
    return [
        replace(item, favourite=True, tile_name=_TILES[item.item_number])
        if item.item_number in _TILES
        else item
        for item in items
    ]
