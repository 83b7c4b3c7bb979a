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
    ours: dict[str, list[int]] = {prefix: [] for prefix in prefixes}
    floor: list[list[int]] = [[] for _ in prefixes]
    with open_bench_device(fresh_copy(catalogue, "search")) as device, without_collection():
        for _ in range(ROUNDS):
            for bare, prefix in zip(floor, prefixes, strict=True):
                ours[prefix].append(timed(partial(device.catalogue.search, prefix, LIMIT)))
                bare.append(timed(partial(_bare, reader)))
    reader.close()
    # What somebody else does on this machine comes on top of some rounds, never off any: each prefix's best counts.
    best = {prefix: min(samples) for prefix, samples in ours.items()}
    every = [sample for samples in ours.values() for sample in samples]
    slowest = max(best, key=best.__getitem__)
    took, bare_took = list(best.values()), [min(samples) for samples in floor]
    say("search", p50_ms=percentile(took, 50), every_round_p95_ms=percentile(every, 95))
    print(f"slowest: “{slowest}” {best[slowest] / 1_000_000:.1f} ms")
    value, least = percentile(took, 95), percentile(bare_took, 95)
    print(Figure.beside_floor("search", value, "ms p95", least).line())


def _bare(reader: Connection) -> None:
    reader.execute(BARE, (RARE,)).fetchall()


if __name__ == "__main__":
    main()
