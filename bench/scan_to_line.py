"""How long a scan takes until its line is painted, at the real window, beside a bare Qt row insert and paint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bench.beside import beside
from bench.loading import LOADING
from bench.measure import Figure, percentile, say
from bench.million_items import fresh_copy, packed_chain, prepared
from bench.painting import BareList, PaintClock, Painted
from bench.till_window import BenchWindow, bench_window
from ui.theme.tokens import ROW_HEIGHT

LINES = 100
SCANS = 20
BASKETS = 12
BASKETS_LOADING = 5


@dataclass(frozen=True, slots=True)
class Basket:
    """The scans into one basket, and a row of the floor after each."""

    ours: list[Painted]
    floor: list[Painted]

    def p50_ms(self) -> float:
        """Until it is painted."""
        return percentile([painted.line_ns for painted in self.ours], 50)

    def floor_p50_ms(self) -> float:
        """Until it is painted."""
        return percentile([painted.line_ns for painted in self.floor], 50)


def main() -> None:
    """Print the medians of the quietest basket of each, and p99 over all of them."""
    catalogue = prepared()
    baskets: list[Basket] = []
    folder = fresh_copy(catalogue, "scan-to-line")
    with bench_window(folder) as till:
        bare = BareList(till.lines.size(), ROW_HEIGHT)
        bare.show()
        clock, bare_clock = PaintClock(till.lines), PaintClock(bare)
        timing = Timing(till, clock, bare, bare_clock)
        for number in range(BASKETS):
            baskets.append(timing.basket(catalogue.gtins[number * (LINES + SCANS) :]))
        with beside("bench.loading", LOADING, str(folder.root), str(packed_chain(catalogue))):
            loading = [
                timing.basket(catalogue.gtins[number * (LINES + SCANS) :])
                for number in range(BASKETS_LOADING)
            ]
        bare.close()
    while_loading = [painted.in_all_ns for basket in loading for painted in basket.ours]
    say(
        "while a full catalogue loads",
        p50_ms=percentile(while_loading, 50),
        p99_ms=percentile(while_loading, 99),
    )
    _say(baskets)


@dataclass(frozen=True, slots=True)
class Timing:
    """The product and its floor in one run, in turns."""

    till: BenchWindow
    clock: PaintClock
    bare: BareList
    bare_clock: PaintClock

    def basket(self, codes: tuple[str, ...]) -> Basket:
        """A hundred lines, and the scans that follow them."""
        till, bare = self.till, self.bare
        till.fill(codes[:LINES])
        bare.rows.reset([row.spoken for row in till.lines.rows])
        basket = Basket([], [])
        for code in codes[LINES : LINES + SCANS]:
            basket.ours.append(_scan(till, self.clock, code))
            add = partial(bare.add, till.lines.rows[-1].spoken)
            basket.floor.append(self.bare_clock.time(add, lambda: True))
            till.settle(lambda: True)
        return basket


def _scan(till: BenchWindow, clock: PaintClock, code: str) -> Painted:
    before = len(till.lines.rows)
    till.scans(code)
    return clock.time(till.ends_scan, lambda: len(till.lines.rows) > before)


def _say(baskets: list[Basket]) -> None:
    ours = [painted for basket in baskets for painted in basket.ours]
    bare = [painted.line_ns for basket in baskets for painted in basket.floor]
    for words, taken in (
        ("the line is painted", [painted.line_ns for painted in ours]),
        ("strip, total and keys too", [painted.in_all_ns for painted in ours]),
        ("until Qt paints", [painted.until_paint_ns for painted in ours]),
        ("floor", bare),
    ):
        say(words, p50_ms=percentile(taken, 50), p99_ms=percentile(taken, 99))
    value = min(basket.p50_ms() for basket in baskets)
    floor = min(basket.floor_p50_ms() for basket in baskets)
    print(Figure.beside_floor("scan_to_line", value, "ms p50", floor).line())


if __name__ == "__main__":
    main()
