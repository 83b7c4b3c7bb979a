"""Building the demo store is repeatable, and cleaning takes away what is no merchandise."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from resources.demo.compact_files import write_table
from resources.demo.gift_names import readable_name
from resources.demo.groceries import Product, grocery_items, readable_product
from resources.demo.grocery_departments import CATEGORIES, vat_code_of
from resources.demo.gtin import is_public_gtin12
from resources.demo.lines import read_lines, write_lines
from resources.demo.online_retail import clean, gift_items, read_source, retail_lines

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
ROWS = """\
536365,85123a,WHITE HANGING  HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,85123a,WHITE HANGING  HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536366,85123A,CREAM HANGING HEART T-LIGHT HOLDER,2,2010-12-01 09:00:00,2.95,,United Kingdom
536367,85123A,WHITE HANGING HEART T-LIGHT HOLDER,1,2010-12-01 09:10:00,2.95,17851.0,France
C536368,85123A,WHITE HANGING HEART T-LIGHT HOLDER,-1,2010-12-02 09:10:00,2.95,17851.0,France
536369,POST,POSTAGE,1,2010-12-02 09:10:00,18.00,17851.0,France
536370,22423,?,1,2010-12-02 09:10:00,12.75,17851.0,France
536371,71053,WHITE METAL LANTERN,3,2011-12-09 12:50:00,0.00,17851.0,France
536372,71053,WHITE METAL LANTERN,80995,2011-12-09 12:50:00,3.39,17851.0,France
536373,71053,WHITE METAL LANTERN,3,2011-12-09 12:50:00,3.39,17851.0,France
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.csv.gz"
    path.write_bytes(gzip.compress((HEADER + ROWS).encode()))
    return path


def test_cleaning_counts_what_it_takes_away(source: Path) -> None:
    lines, counts = clean(read_source(source))
    assert (counts.read, counts.duplicates, counts.no_merchandise) == (10, 1, 1)
    assert (counts.no_price, counts.slips, counts.no_name, counts.kept) == (1, 1, 1, 5)
    assert {line.item_number for line in lines} == {"85123A", "71053"}
    assert lines[-1].sold_at.date() == date(2026, 11, 20)


def test_an_item_has_its_most_frequent_name_and_small_price(source: Path) -> None:
    lines, _ = clean(read_source(source))
    lantern, heart = gift_items(lines, first_id=1)
    assert (lantern.name, lantern.price_minor) == ("White metal lantern", 339)
    assert (heart.name, heart.price_minor) == ("White hanging heart T-light holder", 295)
    assert (heart.popularity, heart.department) == (3, "Candles & lights")


def test_lines_come_back_as_they_were_written_and_in_the_same_bytes(
    source: Path, tmp_path: Path
) -> None:
    lines = retail_lines(clean(read_source(source))[0])
    first, second = tmp_path / "first.xz", tmp_path / "second.xz"
    write_lines(first, lines)
    write_lines(second, lines)
    assert first.read_bytes() == second.read_bytes()
    assert list(read_lines(first)) == lines
    assert [line.customer_number for line in lines] == ["17850", "", "17851", "17851", "17851"]


def test_a_table_is_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv.gz", tmp_path / "b.csv.gz"
    for path in (first, second):
        assert write_table(path, ("number", "name"), [(1, "Heart, white"), (2, "Jug")]) == 2
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes()[4:8] == bytes(4)
    assert gzip.decompress(first.read_bytes()).decode() == 'number,name\n1,"Heart, white"\n2,Jug\n'


@pytest.mark.parametrize(
    ("shouted", "readable"),
    [
        ("SET/6 RED SPOTTY PAPER CUPS", "Set of 6 red spotty paper cups"),
        ("PINK B'FLY C/COVER W BOBBLES", "Pink butterfly cushion cover with bobbles"),
        ("PAPER CHAIN KIT 50'S CHRISTMAS ", "Paper chain kit 50's Christmas"),
        ("I'M ON HOLIDAY METAL SIGN", "I'm on holiday metal sign"),
        ('LETTER "D" BLING KEY RING', 'Letter "D" bling key ring'),
        ("ELEPHANT, BIRTHDAY CARD,", "Elephant, birthday card"),
        ("PINK/WHITE CHRISTMAS TREE 60CM", "Pink/white Christmas tree 60 cm"),
    ],
)
def test_gift_names_are_written_for_shoppers(shouted: str, readable: str) -> None:
    assert readable_name(shouted) == readable


def test_grocery_names_keep_proper_names() -> None:
    assert readable_product("GREEK YOGURT , VANILLA") == "Greek yogurt, vanilla"


def test_codes_for_one_company_only_are_no_public_gtins() -> None:
    assert is_public_gtin12("036000291452")
    assert not is_public_gtin12("036000291453")
    assert not is_public_gtin12("202794000000")
    assert not is_public_gtin12("36000291452")


@pytest.mark.parametrize(
    ("category", "name", "code"),
    [
        ("Cookies & Biscuits", "Chocolate chip cookies", "Z"),
        ("Cookies & Biscuits", "Chocolate covered biscuits", "S"),
        ("Chips, Pretzels & Snacks", "Potato chips", "S"),
        ("Chips, Pretzels & Snacks", "Corn tortilla chips", "Z"),
        ("Popcorn, Peanuts, Seeds & Related Snacks", "Raw almonds", "Z"),
        ("Popcorn, Peanuts, Seeds & Related Snacks", "Roasted salted almonds", "S"),
        ("Ice Cream & Frozen Yogurt", "Vanilla ice cream", "S"),
        ("Milk", "Whole milk", "Z"),
    ],
)
def test_vat_by_notice_701_14(category: str, name: str, code: str) -> None:
    assert vat_code_of(CATEGORIES[category], name) == code


def test_groceries_are_chosen_the_same_way_every_time() -> None:
    products = [
        Product(f"{maker:06d}{number:05d}0", "ORGANIC WHOLE MILK", "Milk")
        for maker in range(100, 150)
        for number in range(2)
    ]
    first = grocery_items(products, first_id=7, wanted=10)
    assert first == grocery_items(reversed(products), first_id=7, wanted=10)
    assert [(item.item_id, item.name) for item in first] == [(7, "Organic whole milk")]
