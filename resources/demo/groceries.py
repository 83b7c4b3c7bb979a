"""Chooses readable products of the USDA set, with their real GTINs and with invented prices."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from resources.demo.chance import draw
from resources.demo.grocery_departments import CATEGORIES, vat_code_of
from resources.demo.gtin import is_public_gtin12
from resources.demo.readers import DemoItem

WANTED = 3_500
# A word that many makers use is a word of the trade; a rarer one is mostly somebody's brand.
_COMMON = 40
_ENDINGS = (0, 5, 9)
_PROPER_WORDS = (
    "Swiss Greek Italian French Mexican Thai Chinese Japanese Indian Danish Belgian Irish "
    "English German Spanish Polish Turkish Korean American Parmesan Romano Monterey Jack "
    "Colby Gouda Asiago Provolone Brie Feta Dijon Worcestershire BBQ Caesar Alfredo "
    "Mediterranean Tuscan Sicilian Louisiana Cajun Creole Hawaiian California Alaskan "
    "Atlantic Pacific Jamaican Moroccan Asian Christmas Easter Halloween Valentine Kalamata "
    "Genoa Angus Vermont Texas Colombian Ceylon Earl Himalayan Cheddar Bavarian "
    "Cuban Brazilian Peruvian Ethiopian Medjool Marsala Havarti Muenster "
    "Vienna Worcester"
)
_PROPER = {name.lower(): name for name in _PROPER_WORDS.split()}
_UNWANTED = re.compile(
    r"[^A-Z0-9 ,&%\-]|(?<!\d)%|\d{3}|"
    r"\b(OZ|LB|CT|PK|NET|WT|INC|LLC|CVP|ASSORTED|VARIETY|GRADE|USDA|FOODS?|FARMS?|MARKET|"
    r"BRAND|BRANDS|COMPANY|CO|BEER|WINE|RUM|VODKA|TEQUILA|BOURBON|WHISKEY|LIQUEUR|KOSHER|HALAL|CANNABIS|HEMP|"
    r"GREAT VALUE|SIMPLY|NICE|BEST|CHOICE|FRESH|PREMIUM|QUALITY|GOURMET|NATURALLY|FLAVORED|ARTIFICIALLY)\b"
)


@dataclass(frozen=True, slots=True)
class Product:
    """One usable row of the source; words are its name in capitals without a brand."""

    gtin12: str
    words: str
    category: str


def read_products(path: Path) -> list[Product]:
    """Read usable products: public GTIN, known category, and a plain name without its brand."""
    products: list[Product] = []
    brands: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            brand = row["brand"].strip().upper()
            brands.add(brand)
            if row["category"] in CATEGORIES and is_public_gtin12(row["gtin12"]):
                words = _without_brand(" ".join(row["name"].upper().split()), brand)
                products.append(Product(row["gtin12"], words, row["category"]))
    return [product for product in products if _is_plain(product.words, brands)]


def grocery_items(
    products: Iterable[Product], first_id: int, wanted: int = WANTED
) -> list[DemoItem]:
    """Return the wanted number of items, spread over the categories, by rising GTIN."""
    chosen = sorted(_chosen(list(products), wanted), key=lambda product: product.gtin12)
    return [_item(product, first_id + index) for index, product in enumerate(chosen)]


def _item(product: Product, item_id: int) -> DemoItem:
    category = CATEGORIES[product.category]
    name = readable_product(product.words)
    span = (category.highest_minor - category.lowest_minor) // 10
    # The lower of two draws: most things are cheap.
    step = min(draw(span, product.gtin12, "price"), draw(span, product.gtin12, "second price"))
    price = category.lowest_minor + step * 10
    price = price - price % 10 + _ENDINGS[draw(len(_ENDINGS), product.gtin12, "ending")]
    popularity = 900 // (1 + draw(300, product.gtin12, "popularity"))
    return DemoItem(
        item_id,
        product.gtin12,
        name,
        category.department,
        f"00{product.gtin12}",
        "each",
        vat_code_of(category, name),
        price,
        True,
        0,
        popularity,
        False,
        "",
    )


def readable_product(words: str) -> str:
    """Return 'Greek yogurt, vanilla' for 'GREEK YOGURT, VANILLA'."""
    text = re.sub(
        r"[a-z][a-z']*", lambda match: _PROPER.get(match.group(), match.group()), words.lower()
    )
    text = re.sub(r"\s+-\s+", "-", text)
    text = re.sub(r"\s*,\s*", ", ", text).strip(" ,-&")
    return text[:1].upper() + text[1:]


def _without_brand(name: str, brand: str) -> str:
    if brand and name.startswith(brand):
        return name[len(brand) :].strip(" ,-!.")
    return name


def _is_plain(words: str, brands: set[str]) -> bool:
    parts = [part.strip() for part in words.split(",")]
    if not 2 <= len(words.replace(",", " ").split()) <= 6 or len(words) > 48 or len(parts) > 2:
        return False
    return not _UNWANTED.search(words) and parts[0] not in brands


def _chosen(products: list[Product], wanted: int) -> list[Product]:
    """Take turns over the categories, the names with the commonest words first, no name twice."""
    makers: dict[str, set[str]] = {}
    for product in products:
        for word in set(re.findall(r"[A-Z]+", product.words)):
            makers.setdefault(word, set()).add(product.gtin12[:6])
    common = Counter({word: len(found) for word, found in makers.items()})
    queues: dict[str, list[tuple[int, str, Product]]] = {}
    names: set[str] = set()
    for product in sorted(products, key=lambda product: product.gtin12):
        words = re.findall(r"[A-Z]+", product.words)
        rarest = min((common[word] for word in words), default=0)
        plain = product.words.replace(",", "")
        if rarest >= _COMMON and len(set(words)) == len(words) and plain not in names:
            names.add(plain)
            order = draw(1 << 30, product.gtin12, "order")
            queues.setdefault(product.category, []).append((order, product.gtin12, product))
    for queue in queues.values():
        queue.sort(key=lambda entry: entry[:2])
    chosen: list[Product] = []
    turn = 0
    while len(chosen) < wanted and any(turn < len(queue) for queue in queues.values()):
        for category in sorted(queues):
            if turn < len(queues[category]) and len(chosen) < wanted:
                chosen.append(queues[category][turn][2])
        turn += 1
    return chosen
