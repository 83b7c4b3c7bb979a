"""How long an exact barcode takes among a million items, beside a bare point read of the same file."""

from __future__ import annotations

from functools import partial

from bench.device import open_bench_device
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy, prepared
from pos_app.files.database import Connection, open_reader

POINT_READ = "SELECT item_id FROM item_code WHERE gtin = ?"


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
        # Taken in turns, so that both meet the same noise.
        ours, floor = [], []
        for gtin in gtins:
            floor.append(timed(partial(_point_read, reader, gtin)))
            ours.append(timed(partial(device.catalogue.by_gtin, gtin)))
    reader.close()
    say("lookup", p50_ms=percentile(ours, 50), floor_p50_ms=percentile(floor, 50))
    print(
        Figure.beside_floor("lookup", percentile(ours, 99), "ms p99", percentile(floor, 99)).line()
    )


def _point_read(reader: Connection, gtin: str) -> None:
    reader.execute(POINT_READ, (gtin,)).fetchall()


if __name__ == "__main__":
    main()
