"""Recommender knows what the centre learns of a ledger, and tells devices what is other than before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from central.core.records import Row
from central.recommend.baskets import Basket, basket_matrix
from central.recommend.training import SHIPPED_TRAINING, train
from central.storage.basket_rows import SoldBasket, sold_baskets
from central.storage.engine import Database
from central.storage.upsell_rows import (
    catalogue_bytes,
    differences,
    known_neighbours,
    known_new_items,
    known_rates,
    sellable_items,
    stores,
    tell_chain,
    tell_store,
)
from central.storage.upsell_schema import ITEM_NEIGHBOUR, NEW_ITEM
from pos_app.domain.neighbours import ENTRY_BYTES, ItemNeighbours, pack

# Baskets of the last year teach; those of two years tell what is new.
LEARNED_FROM = timedelta(days=365)
READ_FROM = timedelta(days=730)
# A week's sales are the mean of the last twelve, or of as many as there are from four on.
RATE_OVER = timedelta(weeks=12)
RATE_OVER_MIN = timedelta(weeks=4)
# An item is new for so long, where the ledger is old enough to know.
NEW_FOR = timedelta(days=56)
LEDGER_DAYS_MIN = timedelta(days=180)
NEW_ITEMS_MAX = 200
# All neighbours take at most so much of what the catalogue takes, but a small catalogue may have some more.
PERCENT_OF_CATALOGUE = 20
BYTES_MIN = 2_000_000
ENTRIES_MIN = 4
_SECOND_US = 1_000_000
# Base64 makes four letters of three bytes; a row has a key and two figures besides.
_ROW_BYTES = 14


@dataclass(frozen=True, slots=True)
class Learned:
    """What a training found: how many baskets, items with neighbours, bytes of their rows, and rows told anew."""

    baskets: int
    items: int
    row_bytes: int
    catalogue_bytes: int
    told: int

    def lines(self) -> list[str]:
        """In words."""
        percent = self.row_bytes * 100 // max(1, self.catalogue_bytes)
        return [
            f"{self.baskets} baskets; {self.items} items have neighbours.",
            f"{self.row_bytes} bytes, {percent} % of the catalogue.",
            f"{self.told} rows are told to devices.",
        ]


class Recommender:
    """Learns from all that was sold, and writes in short transactions that no till waits for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def learn(self, now_us: int) -> Learned:
        """Train, compare with what devices know, and tell the differences."""
        today = datetime.fromtimestamp(now_us // _SECOND_US, UTC).date()
        with self._database.read() as connection:
            sold = [*sold_baskets(connection, today - READ_FROM)]
            sellable = sellable_items(connection)
            size = catalogue_bytes(connection)
            units = stores(connection)
            old_neighbours = known_neighbours(connection)
            old_new = known_new_items(connection)
            old_rates = {unit: known_rates(connection, unit) for unit in units}
        recent = [basket for basket in sold if basket.sold_on >= today - LEARNED_FROM]
        rows = _neighbour_rows(recent, sellable, size)
        write, told = self._database.write, 0
        for put, drop in differences(old_neighbours, rows):
            write(partial(tell_chain, table=ITEM_NEIGHBOUR, put=put, drop=drop))
            told += len(put) + len(drop)
        for put, drop in differences(old_new, _new_items(sold, sellable, today)):
            write(partial(tell_chain, table=NEW_ITEM, put=put, drop=drop))
            told += len(put) + len(drop)
        rates = weekly_rates(sold, today)
        for unit in units:
            for put, drop in differences(old_rates[unit], rates.get(unit, [])):
                write(partial(tell_store, business_unit=unit, put=put, drop=drop))
                told += len(put) + len(drop)
        row_bytes = sum(len(str(row[-1])) + _ROW_BYTES for row in rows)
        return Learned(len(recent), len(rows), row_bytes, size, told)


def entries_that_fit(items: int, size: int) -> int:
    """How many neighbours each of so many items may have beside a catalogue of so many bytes."""
    room = max(BYTES_MIN, size * PERCENT_OF_CATALOGUE // 100)
    each = room // max(1, items) - _ROW_BYTES
    return max(ENTRIES_MIN, min(SHIPPED_TRAINING.entries_max, each * 3 // 4 // ENTRY_BYTES))


def weekly_rates(sold: Sequence[SoldBasket], today: date) -> dict[str, list[Row]]:
    """By store, what it sells of an item in a week; a store that is younger than four weeks has none."""
    first: dict[str, date] = {}
    for basket in sold:
        unit = basket.business_unit
        first[unit] = min(first.get(unit, basket.sold_on), basket.sold_on)
    totals: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for basket in sold:
        if today - RATE_OVER <= basket.sold_on <= today:
            for item, milli in basket.milli_of.items():
                totals[basket.business_unit][item] += milli
    rates: dict[str, list[Row]] = {}
    for unit, total_of in totals.items():
        over = min(RATE_OVER, today - first[unit])
        if over >= RATE_OVER_MIN:
            rates[unit] = [
                (item, milli * 7 // over.days) for item, milli in sorted(total_of.items())
            ]
    return rates


def _neighbour_rows(recent: Sequence[SoldBasket], sellable: set[int], size: int) -> list[Row]:
    baskets = basket_matrix(
        Basket(basket.customer, tuple(item for item in basket.milli_of if item in sellable))
        for basket in recent
    )
    training = replace(SHIPPED_TRAINING, entries_max=entries_that_fit(len(baskets.items), size))
    return [_row(item, about) for item, about in sorted(train(baskets, training).items())]


def _row(item: int, about: ItemNeighbours) -> Row:
    return (item, about.baskets, about.again_permille, pack(about.entries))


def _new_items(sold: Sequence[SoldBasket], sellable: set[int], today: date) -> list[Row]:
    """Items first sold in the last weeks, the newest ones when there are many."""
    first: dict[int, date] = {}
    for basket in sold:
        for item in basket.milli_of:
            first[item] = min(first.get(item, basket.sold_on), basket.sold_on)
    if not first or today - min(first.values()) < LEDGER_DAYS_MIN:
        return []
    new = [(day, item) for item, day in first.items() if item in sellable and day > today - NEW_FOR]
    newest = sorted(new, reverse=True)[:NEW_ITEMS_MAX]
    return sorted((item, day.isoformat()) for day, item in newest)
