"""How much longer a sale of 12 lines takes while the agent applies prices without a pause, beside a sale at rest."""

from __future__ import annotations

import shutil
from functools import partial

from bench.applying import APPLYING
from bench.beside import beside
from bench.complete_sale import fill, pay
from bench.device import BenchTill, open_bench_till
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy, prepared

SALES = 150
ROUNDS = 3


def main() -> None:
    """Print p99 of both; of each, the quietest of three rounds that were taken in turns."""
    catalogue = prepared()
    folder = fresh_copy(catalogue, "sale-during-sync")
    prices = folder.replica("zone", 1)
    prices.unlink()
    shutil.copyfile(catalogue.folder.replica("zone", 1), prices)
    rest: list[list[int]] = []
    syncing: list[list[int]] = []
    with open_bench_till(folder) as till, without_collection():
        for _ in range(ROUNDS):
            rest.append(_sell(till, catalogue.gtins))
            with beside("bench.applying", APPLYING, str(folder.root)):
                syncing.append(_sell(till, catalogue.gtins))
    value = min(percentile(samples, 99) for samples in syncing)
    floor = min(percentile(samples, 99) for samples in rest)
    p50 = min(percentile(samples, 50) for samples in syncing)
    say("sale_during_sync", p50_ms=p50, at_rest_p50_ms=min(percentile(s, 50) for s in rest))
    print(Figure.beside_floor("sale_during_sync", value, "ms p99", floor).line())


def _sell(till: BenchTill, gtins: tuple[str, ...]) -> list[int]:
    samples = []
    for number in range(SALES):
        fill(till, gtins, number)
        samples.append(timed(partial(pay, till)))
    return samples


if __name__ == "__main__":
    main()
