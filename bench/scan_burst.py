"""Bursts of scans at the real window: none is lost, and how long each takes while the next ones wait already."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication

from bench.measure import Figure, say
from bench.million_items import fresh_copy, prepared
from bench.painting import BareList
from bench.till_window import PATIENCE_SECONDS, BenchWindow, bench_window
from ui.theme.tokens import ROW_HEIGHT

BURST = 30
BURSTS = 10


def main() -> None:
    """Print milliseconds a scan, beside those of bare rows that are painted one by one; fail when one is lost."""
    catalogue = prepared()
    ours: list[int] = []
    floor: list[int] = []
    with bench_window(fresh_copy(catalogue, "scan-burst")) as till:
        bare = BareList(till.lines.size(), ROW_HEIGHT)
        bare.show()
        for number in range(BURSTS):
            codes = catalogue.gtins[number * BURST : (number + 1) * BURST]
            till.fill(())
            ours.append(_burst(till, codes))
            bare.rows.reset([])
            floor.append(_bare(bare, [row.spoken for row in till.lines.rows]))
        bare.close()
    say(
        f"{BURSTS} bursts of {BURST} scans, none lost",
        scans_per_second=BURST * 1e9 / min(ours),
        slowest_burst_ms=max(ours) / 1e6,
    )
    each = min(ours) / BURST / 1e6
    print(Figure.beside_floor("scan_burst", each, "ms a scan", min(floor) / BURST / 1e6).line())


def _burst(till: BenchWindow, codes: tuple[str, ...]) -> int:
    """All keystrokes first, as a scanner sends them that waits for nobody; until the last line is painted."""
    began = time.perf_counter_ns()
    for code in codes:
        till.scans(code)
        till.ends_scan()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(till.lines.rows) < len(codes) or not till.window.runner.is_idle:
        assert time.monotonic() < deadline, f"lost: {len(codes) - len(till.lines.rows)} scans"
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    taken_ns = time.perf_counter_ns() - began
    assert len(till.lines.rows) == len(codes), "a scan became two lines"
    return taken_ns


def _bare(bare: BareList, texts: list[str]) -> int:
    began = time.perf_counter_ns()
    for text in texts:
        bare.add(text)
        QCoreApplication.processEvents()
    return time.perf_counter_ns() - began


if __name__ == "__main__":
    main()
