"""The real cores keep every promise through the troubles of sixty seeds, and of every seed that ever failed."""

import logging
from collections.abc import Iterator

import pytest

from tests.simulation.__main__ import KEPT, describe
from tests.simulation.ground import Ground, Report, ground
from tests.simulation.seen import Seen

FIRST_SEED = 1
SEEDS = 60
SEEDS_A_TEST = 4


class Runs:
    """Runs each seed once, whichever test asks for it."""

    def __init__(self, place: Ground) -> None:
        self._place = place
        self._reports: dict[int, Report] = {}

    def of(self, seed: int) -> Report:
        """What came of a seed."""
        if seed not in self._reports:
            self._reports[seed] = self._place.run(seed)
        return self._reports[seed]


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    logging.disable(logging.CRITICAL)
    with ground() as place:
        yield Runs(place)
    logging.disable(logging.NOTSET)


def kept_seeds() -> list[int]:
    """The seeds that failed once; the rest of a line says what they found."""
    lines = KEPT.read_text().splitlines()
    return [int(line.split()[0]) for line in lines if line and not line.startswith("#")]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(FIRST_SEED, FIRST_SEED + SEEDS, SEEDS_A_TEST))
def test_no_promise_is_broken(runs: Runs, first: int) -> None:
    reports = [runs.of(seed) for seed in range(first, first + SEEDS_A_TEST)]
    assert "\n".join(describe(report) for report in reports if report.failure) == ""


@pytest.mark.parametrize("seed", kept_seeds())
def test_no_seed_fails_twice(runs: Runs, seed: int) -> None:
    report = runs.of(seed)
    assert not report.failure, describe(report)


def test_a_quiet_seed_meets_no_trouble(runs: Runs) -> None:
    report = runs.of(10)
    assert not report.faults.any_call_fault
    assert not report.seen.counts.keys() & {"fork", "crash of the app before its commit"}


@pytest.mark.timeout(600)
def test_all_rare_states_were_met(runs: Runs) -> None:
    seen = Seen()
    for seed in range(FIRST_SEED, FIRST_SEED + SEEDS):
        seen.counts.update(runs.of(seed).seen.counts)
    assert seen.missing(SEEDS) == []
