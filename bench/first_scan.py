"""The product from its start to the first scanned line, as a program: `python -m bench.first_scan FOLDER GTIN`."""

from __future__ import annotations

import sys
from pathlib import Path

import pos_app.bootstrap
from bench.painting import PaintClock
from bench.till_window import bench_window
from pos_app.files.layout import DeviceFolder

PAINTED = "painted"


def main(arguments: list[str]) -> None:
    """Open the window, sign on by badge, scan, and say when the line is painted."""
    folder, gtin = arguments
    with bench_window(DeviceFolder(Path(folder)), pos_app.bootstrap.build_window) as till:
        till.scans(gtin)
        PaintClock(till.lines).time(till.ends_scan, lambda: len(till.lines.rows) > 0)
        sys.stdout.write(f"{PAINTED}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
