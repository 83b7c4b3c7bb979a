"""Sizes and colours of a style come from columns of a file and from the options of a product; twice is once."""

from pathlib import Path

from central.centre import Centre
from central.storage.feed_rows import feed_tables
from tests.central.head_office import HeadOffice
from tests.central.test_import import FILES, SAMPLES, bring


def test_sizes_and_colours_come_from_columns_and_from_options(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    assert office.centre is centre
    (tmp_path / "a.csv").write_text(FILES["stores.csv"])
    (tmp_path / "b.csv").write_text(FILES["taxes.csv"])
    items = tmp_path / "c.csv"
    head = "item_number,name,department,tax_code,style,size,colour\n"
    items.write_text(
        head + "SH-1,Shirt S,Clothes,BK,Shirt,S,Red\nSH-2,Shirt M,Clothes,BK,Shirt,M,\n"
        "CAP,Cap,Clothes,BK,,S,Red\n"
    )
    products = SAMPLES / "shopify_products.json"
    assert bring(centre, tmp_path / "a.csv", tmp_path / "b.csv", items).changed["items"] == 3
    bring(centre, SAMPLES / "shopify_locations.json", products)
    assert _kinds(centre, "Shirt") == {("S", "Red"), ("M", "")}
    assert ("Pink", "") in _kinds(centre, "IPod Nano - 8GB")
    items.write_text(head + "SH-1,Shirt S,Clothes,BK,,,\nSH-2,Shirt M,Clothes,BK,Shirt,L,Blue\n")
    assert bring(centre, items).changed == {"items": 2}
    assert (_kinds(centre, "Shirt"), _kinds(centre, "")) == ({("L", "Blue")}, {("", "")})
    items.write_text("item_number,name,department,tax_code\nSH-2,Shirt M,Clothes,BK\n")
    assert bring(centre, items, products).changed == {}


def _kinds(centre: Centre, style: str) -> set[tuple[object, ...]]:
    with centre.database.read() as connection:
        found = {name: [*rows] for name, rows in feed_tables(connection, "chain")}
    return {tuple(row[2:]) for row in found["item_variant"] if row[1] == style}
