"""Each bug that is planted in a real core is found, by a seed that the core without it passes."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.ground import Ground, ground
from tests.simulation.mutants import MUTANTS
from tests.simulation.planting import Mutant
from tests.simulation.test_seeds import FIRST_SEED, SEEDS

PAGE = Path(__file__).parents[2] / "docs" / "sync.md"


@pytest.fixture(scope="module")
def place() -> Iterator[Ground]:
    logging.disable(logging.CRITICAL)
    with ground() as found:
        yield found
    logging.disable(logging.NOTSET)


def first_finding(place: Ground, mutant: Mutant) -> int | None:
    """The seed that finds it: the one that did before, or else the first of all that are allowed."""
    seeds: list[int] = [mutant.found_by, *range(1, mutant.within + 1)]
    with mutant.plant():
        for seed in seeds:
            if place.run(seed).failure:
                return seed
    return None


def test_the_list_of_planted_bugs_is_whole() -> None:
    listed = PAGE.read_text().partition("## Planted bugs")[2]
    cells = [row.split("|")[2] for row in listed.splitlines() if row.count("|") == 3]
    named = {name.strip() for cell in cells for name in cell.split(";")}
    assert {mutant.name for mutant in MUTANTS} <= named


# Where facts or tables were added since, another seed finds it: looking for that takes minutes, once.
@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_a_planted_bug_is_found(place: Ground, mutant: Mutant) -> None:
    assert mutant.found_by <= mutant.within
    seed = first_finding(place, mutant)
    assert seed is not None, f"{mutant.name}: not found within {mutant.within} seeds"
    # the seeds that test_seeds runs anyway are known to pass
    assert seed < FIRST_SEED + SEEDS or not place.run(seed).failure
