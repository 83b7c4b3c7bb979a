"""How long from the start of the program to the first scanned line, beside a bare PySide6 window; both as processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from bench.first_scan import PAINTED
from bench.measure import Figure, say
from bench.million_items import fresh_copy, prepared

STARTS = 6
# As the product's own command line loads it.
AS_A_COMMAND = "import sys; from pos_app.__main__ import loaded; loaded('{}').main(sys.argv[1:])"
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def main() -> None:
    """Print the best start of each, taken in turns."""
    catalogue = prepared()
    folder = fresh_copy(catalogue, "cold-start")
    ours: list[int] = []
    bare: list[int] = []
    for number in range(STARTS):
        bare.append(until_painted([sys.executable, "-m", "bench.bare_window"]))
        gtin = catalogue.gtins[number]
        product = AS_A_COMMAND.format("bench.first_scan")
        ours.append(until_painted([sys.executable, "-c", product, str(folder.root), gtin]))
    say("cold_start", slowest_s=max(ours) / 1e9, floor_slowest_s=max(bare) / 1e9)
    value, floor = min(ours) / 1e9, min(bare) / 1e9
    print(Figure.beside_floor("cold_start", value, "s", floor).line())


def until_painted(command: list[str]) -> int:
    """Nanoseconds from the spawn of a program to its word of it."""
    began = time.perf_counter_ns()
    process = subprocess.Popen(
        command,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    took = time.perf_counter_ns() - began
    process.stdout.read()
    process.wait()
    assert said.strip() == PAINTED, f"{command} painted nothing"
    return took


def _environment() -> dict[str, str]:
    """An installed program has its modules compiled: the first start here does it for the others."""
    kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    main()
