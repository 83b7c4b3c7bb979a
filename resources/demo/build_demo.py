"""Builds the files of the demo store from the two source sets: `python -m resources.demo.build_demo FOLDER`."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from resources.demo.attribution import attribution
from resources.demo.compact_files import write_document, write_table
from resources.demo.customers import CUSTOMER_COLUMNS, customer_rows, operator_documents
from resources.demo.everyday import everyday_items, with_tiles
from resources.demo.groceries import Product, grocery_items, read_products
from resources.demo.lines import write_lines
from resources.demo.online_retail import RawLine, clean, gift_items, read_source, retail_lines
from resources.demo.orders import HISTORY_COLUMNS, baskets, history_rows, order_documents
from resources.demo.readers import FOLDER, DemoItem, DemoStockRow
from resources.demo.stores import stock_rows, store_documents

RETAIL_SOURCE = Path("online_retail/online_retail.csv.gz")
PRODUCT_SOURCE = Path("usda_products/usda_products_gtin.csv.gz")


def build(source: Iterable[RawLine], products: Sequence[Product], folder: Path) -> None:
    """Write all files into the folder; the same sources give the same bytes."""
    raw, counts = clean(source)
    gifts = gift_items(raw, first_id=1)
    groceries = grocery_items(products, first_id=len(gifts) + 1)
    everyday = everyday_items(first_id=len(gifts) + len(groceries) + 1)
    items = with_tiles([*gifts, *groceries]) + everyday
    lines = retail_lines(raw)
    found = baskets(lines)
    stock = list(stock_rows(items))
    on_hand = {(unit, number): pieces for unit, number, _, pieces, _ in stock}
    rows = {
        "items.csv.gz": write_table(
            folder / "items.csv.gz", _columns(DemoItem), map(_item_row, items)
        ),
        "stock.csv.gz": write_table(folder / "stock.csv.gz", _columns(DemoStockRow), stock),
        "customers.csv.gz": write_table(
            folder / "customers.csv.gz", CUSTOMER_COLUMNS, customer_rows(lines)
        ),
        "history.csv.gz": write_table(
            folder / "history.csv.gz", HISTORY_COLUMNS, history_rows(found)
        ),
        "lines.bin.xz": len(lines),
    }
    write_lines(folder / "lines.bin.xz", lines)
    orders = order_documents(found, items, on_hand)
    for name, content in (
        ("stores.json", store_documents()),
        ("operators.json", operator_documents()),
        ("orders.json", orders),
    ):
        write_document(folder / name, content)
        rows[name] = len(content)
    parts = {"gifts": len(gifts), "groceries": len(groceries), "invented": len(everyday)}
    (folder / "ATTRIBUTION.md").write_text(attribution(counts, parts, rows), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Build from the data folder that the one argument names."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m resources.demo.build_demo DATA_FOLDER\n")
        return 2
    data = Path(arguments[0])
    build(read_source(data / RETAIL_SOURCE), read_products(data / PRODUCT_SOURCE), FOLDER)
    return 0


def _columns(row_type: type[DemoItem] | type[DemoStockRow]) -> list[str]:
    return [column.name for column in fields(row_type)]


def _item_row(item: DemoItem) -> list[object]:
    return [int(value) if isinstance(value, bool) else value for value in astuple(item)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
