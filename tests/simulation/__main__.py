"""The command of the simulation: run seeds one after the other, and say how to run again what failed."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.simulation.ground import Report, ground
from tests.simulation.seen import Seen

KEPT = Path(__file__).parent.parent / "seeds" / "kept.txt"
LINE_LENGTH = 110


def main() -> int:
    """Exit code 1 when a seed failed."""
    options = _options()
    seen, failed, began = Seen(), 0, time.monotonic()
    with ground() as place:
        for seed in range(options.first, options.first + options.seeds):
            report = place.run(seed, options.only)
            seen.counts.update(report.seen.counts)
            if options.trace:
                _say(f"{seed} {report.trace_hash}")
            if report.failure:
                failed += 1
                _say(describe(report))
                keep(report, KEPT)
                if options.shrink:
                    _say(_few(report, place.shrunk(report, options.shrink)))
    seconds = max(1, int(time.monotonic() - began))
    _say(f"{options.seeds} seeds, {failed} failed, {seconds} s")
    for state, count in sorted(seen.counts.items()):
        _say(f"{count:7} {state}")
    missing = seen.missing(options.seeds)
    if missing:
        _say(f"never seen: {', '.join(missing)}")
    return 1 if failed or missing else 0


def keep(report: Report, file: Path) -> None:
    """Write a seed that failed where it is run for ever, unless it is there."""
    kept = file.read_text().splitlines()
    if not any(line.split()[:1] == [str(report.seed)] for line in kept):
        first = report.failure.partition("\n")[0]
        file.write_text("\n".join([*kept, f"{report.seed} {first[:LINE_LENGTH]}"]) + "\n")


def describe(report: Report) -> str:
    """What is needed to see a failure again."""
    return "\n".join(
        [
            f"seed {report.seed} failed: {report.failure}",
            *(f"    {line}" for line in report.newest),
            f"  faults: {report.faults}",
            f"  {_versions()}",
            f"  run it again: {_revision()}python -m tests.simulation --from {report.seed} --seeds 1",
        ]
    )


def _few(report: Report, numbers: frozenset[int]) -> str:
    """The few happenings that it takes, and how to play these alone."""
    names = ", ".join(report.happenings[number] for number in sorted(numbers))
    only = ",".join(map(str, sorted(numbers)))
    return (
        f"  {len(numbers)} of {len(report.happenings)} happenings do it: {names}\n"
        f"  python -m tests.simulation --from {report.seed} --seeds 1 --only {only}"
    )


def _numbers(text: str) -> frozenset[int]:
    return frozenset(map(int, text.split(",")))


def _revision() -> str:
    """Where the failure was seen, as a word before the command; nothing outside a checkout."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    try:
        said = subprocess.run(command, cwd=KEPT.parent, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return f"git={said.stdout.strip()} " if said.returncode == 0 else ""


def _versions() -> str:
    return f"Python {platform.python_version()}, SQLite {dbapi2.sqlite_version}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=60)
    parser.add_argument("--from", type=int, default=1, dest="first")
    parser.add_argument("--trace", action="store_true", help="say the trace hash of each seed")
    parser.add_argument(
        "--shrink", type=int, default=0, metavar="TRIES", help="leave out what is not needed"
    )
    parser.add_argument("--only", type=_numbers, help="play these happenings of a seed alone")
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
