"""How long three suggestions take among a million items, beside the bare reading of the same rows."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from functools import partial
from itertools import islice

from bench.bench_store import KEY
from bench.device import open_bench_device
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import ITEM_COUNT, fresh_copy, prepared
from pos_app.domain.ids import CustomerNumber, ItemId
from pos_app.domain.mentions import Occasion
from pos_app.domain.neighbours import pack
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.layout import DeviceFolder
from pos_app.storage.opening import OpenStore
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry, PurchaseEntry

# Of a million items so many are in five baskets or more; twenty neighbours each are a fifth of the catalogue.
KNOWN_ITEMS = 80_000
NEIGHBOURS = 20
CUSTOMERS = 300
PURCHASES, PURCHASED = 5, 12
BASKET = 12
QUESTIONS, ROUNDS = 300, 5
TODAY = "2026-11-22"
SEED = 11
ROWS = """SELECT neighbours FROM json_each(?) f
    CROSS JOIN chain.item_neighbour n ON n.item_id = f.value"""


def main() -> None:
    """Print p99 of both."""
    catalogue = prepared()
    folder = fresh_copy(catalogue, "suggest")
    dice = random.Random(SEED)
    known = range(1, ITEM_COUNT, ITEM_COUNT // KNOWN_ITEMS)
    chain_bytes = catalogue.folder.replica("chain", 1).stat().st_size
    row_bytes = _write_neighbours(folder, dice, known)
    _write_store(folder, dice, known)
    say(
        "neighbours",
        items=KNOWN_ITEMS,
        mean_bytes=row_bytes / KNOWN_ITEMS,
        percent_of_catalogue=row_bytes * 100 / chain_bytes,
    )
    with open_bench_device(folder) as device, without_collection():
        _round(device, dice, known, 50)
        rounds = [_round(device, dice, known, QUESTIONS) for _ in range(ROUNDS)]
    ours = min((ours for ours, _ in rounds), key=_p99)
    floor = min((floor for _, floor in rounds), key=_p99)
    say("suggest", p50_ms=percentile(ours, 50), floor_p50_ms=percentile(floor, 50))
    print(Figure.beside_floor("suggest", _p99(ours), "ms p99", _p99(floor)).line())


def _round(
    device: OpenStore, dice: random.Random, known: range, count: int
) -> tuple[list[int], list[int]]:
    """Every time another customer and another basket, so that nothing is remembered from before."""
    ours: list[int] = []
    floor: list[int] = []
    for _ in range(count):
        items = tuple(map(ItemId, dice.sample(known, BASKET)))
        customer = CustomerNumber(f"C{dice.randrange(CUSTOMERS)}")
        occasion = Occasion(items, customer, TODAY)
        read = json.dumps(dice.sample(known, BASKET + PURCHASES * PURCHASED))
        floor.append(timed(partial(_read, device.connection, read)))
        ours.append(timed(partial(device.suggestions.suggest, occasion)))
        assert device.suggestions.suggest(occasion), "there is something to say"
    return ours, floor


def _read(connection: Connection, items: str) -> None:
    connection.execute(ROWS, (items,)).fetchall()


def _p99(samples: list[int]) -> float:
    return percentile(samples, 99)


def _own_copy(folder: DeviceFolder, kind: str, key: str) -> Connection:
    """The file itself instead of a second name of the one that all benches share."""
    path = folder.replica(kind, 1)
    shared = path.with_suffix(".shared")
    path.rename(shared)
    shutil.copyfile(shared, path)
    shared.unlink()
    return open_writer(path, key, Durability.OFF)


def _write_neighbours(folder: DeviceFolder, dice: random.Random, known: range) -> int:
    chain = _own_copy(folder, "chain", "")
    total = 0
    for batch in _batches(_neighbour_rows(dice, known)):
        with transaction(chain):
            chain.executemany("INSERT INTO item_neighbour VALUES (?, ?, ?, ?)", batch)
        total += sum(len(row[3]) + 14 for row in batch)
    chain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    chain.close()
    return total


def _neighbour_rows(dice: random.Random, known: range) -> Iterator[tuple[int, int, int, str]]:
    for item in known:
        others = dice.sample(known, NEIGHBOURS)
        entries = [(other, dice.randint(50, 4_000), dice.randint(5, 40)) for other in others]
        entries.sort(key=lambda entry: -entry[1])
        yield item, 100, 200, pack(entries)


def _batches(
    rows: Iterator[tuple[int, int, int, str]],
) -> Iterator[list[tuple[int, int, int, str]]]:
    while batch := list(islice(rows, 20_000)):
        yield batch


def _write_store(folder: DeviceFolder, dice: random.Random, known: range) -> None:
    store = _own_copy(folder, "store", KEY)
    people = [_customer(number, dice, known) for number in range(CUSTOMERS)]
    with transaction(store):
        store.executemany(
            "INSERT INTO sales_rate VALUES (?, ?)",
            ((item, dice.randint(1_000, 200_000)) for item in known),
        )
        list(write_document(store, "customers/1", CustomerDocument(people)))
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.close()


def _customer(number: int, dice: random.Random, known: range) -> CustomerEntry:
    purchases = [
        PurchaseEntry(
            f"B{number}-{order}",
            f"2026-{10 - order:02}-12",
            "store",
            1_000,
            "",
            dice.sample(known, PURCHASED),
        )
        for order in range(PURCHASES)
    ]
    return CustomerEntry(f"C{number}", f"Ann {number}", "", "", "", 0, "", "", purchases)


if __name__ == "__main__":
    main()
