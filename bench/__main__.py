"""Runs the benchmarks, each in a process of its own, and writes docs/benchmarks.md: `python -m bench [NAME]`."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Figure

PAGE = Path("docs/benchmarks.md")
RESULTS = Path("docs/benchmarks.json")
NOTES = Path("bench/notes.md")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module of this folder and the target that it is held to, in words and as ratio or value."""

    name: str
    target: str
    ratio_max: float | None = None
    value_max: float | None = None
    value_min: float | None = None

    def met(self, figure: Figure) -> bool:
        """True when every bound that is set holds."""
        return (
            (self.ratio_max is None or figure.ratio <= self.ratio_max)
            and (self.value_max is None or figure.value <= self.value_max)
            and (self.value_min is None or figure.value >= self.value_min)
        )


BENCHMARKS = (
    Benchmark("scan_to_line", "ratio ≤ 1.5 to a bare Qt row insert and paint", ratio_max=1.5),
    Benchmark("scan_burst", "none lost; 30 scans/s: ≤ 33 ms a scan", value_max=33.0),
    Benchmark("lookup", "p99 ≤ 3 × a bare SQLite point read", ratio_max=3.0),
    Benchmark("search", "p95 ≤ 30 ms", value_max=30.0),
    Benchmark(
        "complete_sale", "≤ 2 × a bare encrypted transaction of the same rows", ratio_max=2.0
    ),
    Benchmark("handover", "code to done p99 ≤ 300 ms, at most 5 touches", value_max=300.0),
    Benchmark("price_basket", "after one scan ≤ 2 ms, from nothing ≤ 25 ms", value_max=2.0),
    Benchmark("cold_start", "≤ 3 × a bare PySide6 window", ratio_max=3.0),
    Benchmark("sale_during_sync", "p99 ≤ 3 × p99 at rest", ratio_max=3.0),
    Benchmark("first_catalogue", "≤ 2 × download, unpack, SHA-256 and fsync", ratio_max=2.0),
    Benchmark(
        "feed_apply", "groups of 1,000: ≥ 100,000 changes/s; of 4: ≥ 40,000", value_min=100_000
    ),
    Benchmark("price_change_latency", "p99 ≤ 300 ms", value_max=300.0),
    Benchmark("centre_ingest", "≥ 40 % of a bare executemany: ratio ≤ 2.5", ratio_max=2.5),
    Benchmark("long_polls", "≤ 15 kB each; 20 devices wake in ≤ 50 ms", value_max=15.0),
    Benchmark("pick_route", "worst ≤ 1.05 × a proven optimum, ≤ 200 ms a route", ratio_max=1.05),
    Benchmark("decode", "no less than the better library alone, no false read", ratio_max=1.0),
    Benchmark("suggest", "p99 ≤ 5 ms at 1,000,000 items", value_max=5.0),
    Benchmark("upsell", "HitRate@10 no worse than EASE", value_min=0.36),
    Benchmark("fleet", "sums agree; far more than its own day needs", ratio_max=0.1),
)


def main(arguments: list[str]) -> int:
    """Run all, or those named; 1 when one of them fails to run."""
    chosen = [b for b in BENCHMARKS if not arguments or b.name in arguments]
    if not chosen:
        print(f"no benchmark of this name; there are: {', '.join(b.name for b in BENCHMARKS)}")
        return 1
    figures = _stored()
    for benchmark in chosen:
        print(f"— {benchmark.name}", flush=True)
        figures[benchmark.name] = _run(benchmark.name)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(_page(figures), encoding="utf-8")
    return 0


def _run(name: str) -> dict[str, str | float]:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}"], stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, end="", flush=True)
    *details, last = done.stdout.strip().splitlines() or [""]
    if done.returncode != 0:
        message = f"bench {name} ended with {done.returncode}"
        raise SystemExit(message)
    figure: dict[str, str | float] = json.loads(last)
    figure["details"] = "\n".join(details)
    return figure


def _stored() -> dict[str, dict[str, str | float]]:
    if not RESULTS.exists():
        return {}
    stored: dict[str, dict[str, str | float]] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return stored


def _page(figures: dict[str, dict[str, str | float]]) -> str:
    rows, details = [], []
    for benchmark in BENCHMARKS:
        stored = figures.get(benchmark.name)
        if stored is None:
            continue
        figure = Figure(
            str(stored["name"]),
            float(stored["value"]),
            str(stored["unit"]),
            float(stored["floor"]),
            float(stored["ratio"]),
        )
        details.append(str(stored.get("details", "")))
        verdict = "met" if benchmark.met(figure) else "missed"
        rows.append(
            f"| `{figure.name}` | {figure.value:g} {figure.unit} | {figure.floor:g} | {figure.ratio:g} "
            f"| {benchmark.target} | {verdict} |"
        )
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return (
        "# Benchmarks\n\nWritten by `make bench`; every figure stands beside its floor, the raw cost of the same "
        f"work in the same run, so that the ratio can be judged on a noisy machine. Taken on {machine}.\n\n"
        "| benchmark | value | floor | ratio | target | |\n|---|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n\nWhat each says besides:\n\n```\n"
        + "\n".join(filter(None, details))
        + "\n```\n\n"
        + NOTES.read_text(encoding="utf-8")
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
