"""Importer knows in which order files are loaded: a few rows in one transaction, each row named once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from central.core.feed import publish
from central.importing.csv_files import CsvFile
from central.importing.deliveries import load_deliveries
from central.importing.favourites import load_favourites
from central.importing.goods import (
    ensure_tax,
    load_items,
    load_stock,
    load_stores,
    load_taxes,
)
from central.importing.loading import ROWS_AT_ONCE, Loaded, Moment
from central.importing.packs_and_kits import load_kits, load_packs
from central.importing.people import load_customers, load_orders
from central.importing.prices import begin_lists, bring_prices, load_listed, load_prices
from central.importing.promotions import load_promotions
from central.importing.rows import (
    Complaint,
    CustomerRow,
    DeliveryRow,
    FavouriteRow,
    FileRow,
    ItemRow,
    KitRow,
    ListedRow,
    OrderRow,
    PackRow,
    PriceRow,
    PromotionRow,
    Report,
    Row,
    StockRow,
    StoreRow,
    TaxRow,
)
from central.importing.shopify import ShopifyDefaults, ShopifyFile
from central.storage.engine import Database
from central.storage.sql_feeds import SqlFeeds

Load = Callable[[Connection, Sequence[FileRow], Moment], Loaded]
# Each kind may speak of what comes before it.
STAGES: tuple[tuple[str, Load], ...] = (
    ("stores", load_stores),
    ("taxes", load_taxes),
    ("items", load_items),
    ("packs", load_packs),
    ("kits", load_kits),
    ("prices", load_prices),
    ("price lists", load_listed),
    ("promotions", load_promotions),
    ("favourites", load_favourites),
    ("stock", load_stock),
    ("deliveries", load_deliveries),
    ("customers", load_customers),
    ("orders", load_orders),
)

_NAMED_BY: dict[type[Row], tuple[str, ...]] = {
    StoreRow: ("business_unit",),
    TaxRow: ("code", "valid_from"),
    ItemRow: ("number",),
    PackRow: ("gtin", "zone"),
    KitRow: ("number", "part"),
    FavouriteRow: ("business_unit", "place"),
    PriceRow: ("zone", "number"),
    ListedRow: ("zone", "price_list", "number"),
    PromotionRow: ("zone", "promotion_id"),
    StockRow: ("business_unit", "number"),
    DeliveryRow: ("delivery", "number", "sscc"),
    CustomerRow: ("number",),
    OrderRow: ("order_number",),
}
# What is done once, after all rows of a kind.
AFTERWARDS: dict[str, Callable[[Database, Sequence[FileRow], Moment], Loaded]] = {
    "prices": bring_prices,
    "price lists": begin_lists,
}


class SourceFile(Protocol):
    """A file of either form."""

    @property
    def complaints(self) -> list[Complaint]:
        """What is wrong with the file as a whole."""
        ...

    def rows(self, kind: str) -> Iterator[FileRow | Complaint]:
        """Its rows of a kind."""
        ...


@dataclass(frozen=True, slots=True)
class Importer:
    """Loads files into a centre; a row that is there already changes nothing and tells nobody anything."""

    database: Database
    moment: Moment
    defaults: ShopifyDefaults

    def load(self, paths: Sequence[Path]) -> Report:
        """Load every good row of the files, and say what became of the rest."""
        report = Report()
        sources: list[SourceFile] = []
        for path in paths:
            source = self._open(path)
            report.complaints += source.complaints
            sources.append(source)
        for kind, load in STAGES:
            seen: dict[tuple[str, ...], FileRow] = {}
            for rows in _some_at_once(_once(self._rows(sources, kind, report), seen, report)):
                loaded = self.database.write(partial(self._load, rows=rows, load=load))
                report.count(kind, loaded.changed, loaded.unchanged)
                report.complaints += loaded.complaints
            if kind in AFTERWARDS and seen:
                done = AFTERWARDS[kind](self.database, [*seen.values()], self.moment)
                report.complaints += done.complaints
        return report

    def _open(self, path: Path) -> SourceFile:
        if path.suffix.lower() == ".json":
            return ShopifyFile(path, self.defaults)
        return CsvFile(path)

    def _rows(self, sources: Sequence[SourceFile], kind: str, report: Report) -> Iterator[FileRow]:
        for source in sources:
            for row in source.rows(kind):
                if isinstance(row, Complaint):
                    report.complaints.append(row)
                else:
                    yield row

    def _load(self, connection: Connection, rows: Sequence[FileRow], load: Load) -> Loaded:
        tax = self.defaults.tax_code
        new_tax = (
            load is load_items and tax and _uses_tax(rows, tax) and ensure_tax(connection, tax)
        )
        loaded = load(connection, rows, self.moment)
        if new_tax:
            loaded.tell("chain", tax_rate=[(tax, "0 %", 0)])
        feeds = SqlFeeds(connection)
        for feed in sorted(loaded.changes):
            if feeds.head(feed) is None:
                feeds.start_epoch(feed, self.moment.new_id(), self.moment.new_id())
        publish(feeds, loaded.changes)
        return loaded


def _uses_tax(rows: Sequence[FileRow], tax: str) -> bool:
    return any(
        isinstance(row.row, ItemRow) and row.row.theirs and row.row.tax_code == tax for row in rows
    )


def _once(
    rows: Iterator[FileRow], seen: dict[tuple[str, ...], FileRow], report: Report
) -> Iterator[FileRow]:
    """Each thing once: the first row of it counts, another that says the same is none."""
    for row in rows:
        key = _key(row.row)
        before = seen.setdefault(key, row)
        if before is row:
            yield row
        elif before.row == row.row or (isinstance(row.row, ItemRow) and not row.row.describes):
            report.unchanged += 1
        else:
            report.complaints.append(row.complain(f"{' '.join(key)} was here before"))


def _key(row: Row) -> tuple[str, ...]:
    """What names a thing, so that it is taken once."""
    return tuple(part for name in _NAMED_BY[type(row)] if (part := str(getattr(row, name))))


def _some_at_once(rows: Iterator[FileRow]) -> Iterator[list[FileRow]]:
    some: list[FileRow] = []
    for row in rows:
        some.append(row)
        if len(some) == ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some
