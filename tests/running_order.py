"""Running order knows which files of tests come first where several workers share a machine, so that no core idles.

A story waits, for a hand, a line or a program; what computes fills its pauses, when not all of them run at once.
"""

from collections.abc import Sequence

# One worker runs a file to its end: begun last, it would run on alone. In the order of what they took.
LONGEST = (
    "tests/storeday/test_tour.py",
    "tests/simulation/test_seeds.py",
    "tests/stories/test_every_operation.py",
    "tests/real_processes/test_disasters.py",
)
WAITING = ("tests/contract/", "tests/real_processes/", "tests/storeday/", "tests/stories/")
# What waits has an end before what computes has.
WAITING_ENDS_AT_PERCENT = 80


def running_order(files: Sequence[str]) -> list[str]:
    """The longest first, then those that wait, spread evenly among the others."""
    longest = [file for file in LONGEST if file in files]
    rest = [file for file in files if file not in longest]
    waiting = [file for file in rest if file.startswith(WAITING)]
    working = [file for file in rest if not file.startswith(WAITING)]
    places = [(100 * n // len(working), 0, file) for n, file in enumerate(working)]
    places += [
        (WAITING_ENDS_AT_PERCENT * n // len(waiting), 1, file) for n, file in enumerate(waiting)
    ]
    return [*longest, *(file for _, _, file in sorted(places))]
