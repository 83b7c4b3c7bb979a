"""How long an exact barcode takes among a million items, beside a bare point read of the same file."""

from __future__ import annotations

from functools import partial

from bench.device import open_bench_device
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy, prepared
from pos_app.files.database import Connection, open_reader
from pos_app.storage.opening import OpenStore

POINT_READ = "SELECT item_id FROM item_code WHERE gtin = ?"
ROUNDS = 5


def main() -> None:
    """Print p99 of both."""
    catalogue = prepared()
    gtins = catalogue.gtins
    reader = open_reader(catalogue.folder.replica("chain", 1), "")
    folder = fresh_copy(catalogue, "lookup")
    with open_bench_device(folder) as device, without_collection():
        for gtin in gtins[:500]:
            device.catalogue.by_gtin(gtin)
            _point_read(reader, gtin)
        # Taken in turns, so that both meet the same noise; of each, the quietest round counts.
        rounds = [_round(device, reader, gtins) for _ in range(ROUNDS)]
    reader.close()
    ours = min((ours for ours, _ in rounds), key=_p99)
    floor = min((floor for _, floor in rounds), key=_p99)
    say("lookup", p50_ms=percentile(ours, 50), floor_p50_ms=percentile(floor, 50))
    print(Figure.beside_floor("lookup", _p99(ours), "ms p99", _p99(floor)).line())


def _round(
    device: OpenStore, reader: Connection, gtins: tuple[str, ...]
) -> tuple[list[int], list[int]]:
    ours: list[int] = []
    floor: list[int] = []
    for gtin in gtins:
        floor.append(timed(partial(_point_read, reader, gtin)))
        ours.append(timed(partial(device.catalogue.by_gtin, gtin)))
    return ours, floor


def _p99(samples: list[int]) -> float:
    return percentile(samples, 99)


def _point_read(reader: Connection, gtin: str) -> None:
    reader.execute(POINT_READ, (gtin,)).fetchall()


if __name__ == "__main__":
    main()
