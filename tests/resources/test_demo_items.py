"""The demo store's items can be scanned, sold and taxed as they stand."""

from collections import Counter

from pos_app.domain.gs1 import is_gtin
from resources.demo.readers import DemoItem, read_items, read_stores

ITEMS = list(read_items())
BY_NUMBER = {item.item_number: item for item in ITEMS}


def gifts() -> list[DemoItem]:
    return [item for item in ITEMS if item.gtin.startswith("028")]


def groceries() -> list[DemoItem]:
    return [item for item in ITEMS if item.gtin.startswith("00")]


def test_every_gtin_is_right_and_belongs_to_one_item() -> None:
    assert all(len(item.gtin) == 14 and is_gtin(item.gtin) for item in ITEMS)
    assert len({item.gtin for item in ITEMS}) == len(ITEMS)


def test_item_ids_and_numbers_are_unique_and_ids_run_from_one() -> None:
    assert [item.item_id for item in ITEMS] == list(range(1, len(ITEMS) + 1))
    assert len(BY_NUMBER) == len(ITEMS)


def test_there_are_thousands_of_gifts_and_groceries() -> None:
    assert len(gifts()) > 3_700
    assert len(groceries()) >= 3_000
    assert 12 <= len(ITEMS) - len(gifts()) - len(groceries()) <= 20


def test_no_gtin_means_a_price_or_weight_code() -> None:
    # GTIN-13 prefixes 02 and 20 to 25, as the second and third of fourteen digits
    assert not [
        item for item in ITEMS if item.gtin[1:3] in {"02", "20", "21", "22", "23", "24", "25"}
    ]


def test_postage_fees_and_stock_notes_are_no_items() -> None:
    fees = {"POST", "DOT", "M", "D", "C2", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS"}
    assert not fees & BY_NUMBER.keys()
    assert not [number for number in BY_NUMBER if number.startswith("GIFT_")]
    junk = ("?", "damage", "thrown away", "missing", "wrongly", "adjustment")
    assert not [item.name for item in ITEMS if any(word in item.name.lower() for word in junk)]


def test_every_price_is_a_positive_number_of_pence_and_says_when_it_is_invented() -> None:
    assert all(item.price_minor > 0 for item in ITEMS)
    assert not any(item.price_is_invented for item in gifts())
    assert all(item.price_is_invented for item in ITEMS if not item.gtin.startswith("028"))


def test_vat_follows_what_the_thing_is() -> None:
    assert {item.vat_code for item in ITEMS} == {"S", "R", "Z"}
    assert BY_NUMBER["011110025258"].vat_code == "Z"  # white bread
    assert BY_NUMBER["011110488152"].vat_code == "S"  # orange juice
    assert BY_NUMBER["EV011"].vat_code == "R"  # firelogs
    sweets = [item for item in ITEMS if item.department == "Sweets & chocolate"]
    assert sweets and {item.vat_code for item in sweets} == {"S"}


def test_wine_and_knives_ask_for_age() -> None:
    assert {item.age_limit for item in ITEMS} == {0, 18}
    assert BY_NUMBER["EV008"].age_limit == 18
    assert BY_NUMBER["EV010"].age_limit == 18


def test_names_read_as_a_shopper_would_write_them() -> None:
    assert BY_NUMBER["85123A"].name == "White hanging heart T-light holder"
    assert BY_NUMBER["22423"].name == "Regency cakestand 3 tier"
    assert not [item.name for item in ITEMS if item.name != " ".join(item.name.split())]
    assert not [item.name for item in ITEMS if len(item.name) > 8 and item.name.isupper()]


def test_there_are_about_two_dozen_tiles_with_short_names() -> None:
    tiles = [item for item in ITEMS if item.favourite]
    assert 20 <= len(tiles) <= 28
    assert all(0 < len(item.tile_name) <= 14 for item in tiles)
    assert not [item for item in ITEMS if item.tile_name and not item.favourite]


def test_every_department_has_an_aisle_in_every_store() -> None:
    used = {item.department for item in ITEMS}
    for store in read_stores():
        placed = Counter(name for aisle in store.aisles for name in aisle.departments)
        assert used <= placed.keys()
        assert set(placed.values()) == {1}
