"""How long type-ahead takes among a million items, beside a bare full-text lookup of one rare word."""

from __future__ import annotations

from functools import partial

from bench.device import open_bench_device
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy, prepared
from pos_app.files.database import Connection, open_reader

# What people type, letter by letter: frequent and rare words, two words, part of a word, nothing found.
TYPED = (
    "red retrospot",
    "oat drink",
    "white hanging heart",
    "chocolate chip cookies",
    "lunch bag",
    "organic tomato sauce",
    "cakestand",
    "jumbo bag red",
    "granola",
    "blue mini zzz",
    "milk",
)
LIMIT = 50
ROUNDS = 5
RARE = '"inflatable"* "political"* "globe"*'
BARE = "SELECT rowid FROM item_fts WHERE item_fts MATCH ? LIMIT 50"


def main() -> None:
    """Print p95 over every prefix that stands in the search field while these are typed."""
    catalogue = prepared()
    reader = open_reader(catalogue.folder.replica("chain", 1), "")
    prefixes = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    ours: list[int] = []
    floor: list[int] = []
    with open_bench_device(fresh_copy(catalogue, "search")) as device, without_collection():
        for _ in range(ROUNDS):
            for prefix in prefixes:
                ours.append(timed(partial(device.catalogue.search, prefix, LIMIT)))
                floor.append(timed(partial(_bare, reader)))
    reader.close()
    slowest = max(zip(ours, prefixes * ROUNDS, strict=True))
    say("search", p50_ms=percentile(ours, 50), p99_ms=percentile(ours, 99))
    print(f"slowest: “{slowest[1]}” {slowest[0] / 1_000_000:.1f} ms")
    print(
        Figure.beside_floor("search", percentile(ours, 95), "ms p95", percentile(floor, 95)).line()
    )


def _bare(reader: Connection) -> None:
    reader.execute(BARE, (RARE,)).fetchall()


if __name__ == "__main__":
    main()
