"""A catalogue of any size starts with the real items and stays scannable."""

from pathlib import Path

from pos_app.domain.gs1 import is_gtin
from resources.demo.catalogue_of import items, write
from resources.demo.readers import read_items


def test_the_real_items_come_first() -> None:
    real = list(read_items())
    assert list(items(len(real))) == real
    assert list(items(100)) == real[:100]


def test_a_longer_catalogue_starts_with_a_shorter_one() -> None:
    assert list(items(20_000))[:9_000] == list(items(9_000))


def test_variants_have_codes_names_and_prices_of_their_own() -> None:
    catalogue = list(items(40_000))
    assert len(catalogue) == 40_000
    assert [item.item_id for item in catalogue] == list(range(1, 40_001))
    assert len({item.gtin for item in catalogue}) == 40_000
    assert len({item.item_number for item in catalogue}) == 40_000
    assert all(is_gtin(item.gtin) for item in catalogue)
    assert all(item.price_minor > 0 for item in catalogue)
    names = {item.item_number: item.name for item in catalogue}
    assert names["85123A-1"].startswith("White hanging heart T-light holder, ")
    assert names["85123A-1"] != names["85123A-2"]
    assert sum(item.favourite for item in catalogue) == sum(item.favourite for item in items(8_000))


def test_popularity_falls_from_turn_to_turn() -> None:
    real = sum(1 for _ in read_items())
    catalogue = list(items(3 * real))
    turns = [
        sum(item.popularity for item in catalogue[at : at + real]) for at in (0, real, 2 * real)
    ]
    assert turns[0] > turns[1] > turns[2]


def test_the_written_file_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv.gz", tmp_path / "second.csv.gz"
    write(9_000, first)
    write(9_000, second)
    assert first.read_bytes() == second.read_bytes()
