"""Every file runs once, the longest begin first, and what waits is spread among what computes."""

from itertools import pairwise
from pathlib import Path

from tests.running_order import LONGEST, WAITING, running_order

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOT).as_posix() for path in ROOT.joinpath("tests").rglob("test_*.py")
)


def test_every_file_runs_once() -> None:
    assert sorted(running_order(FILES)) == FILES
    assert running_order([]) == []


def test_the_longest_begin_first() -> None:
    assert tuple(running_order(FILES)[: len(LONGEST)]) == LONGEST


def test_what_waits_is_spread() -> None:
    rest = running_order(FILES)[len(LONGEST) :]
    places = [place for place, file in enumerate(rest) if file.startswith(WAITING)]
    apart = [after - before for before, after in pairwise(places)]
    assert min(apart) > 1
    assert max(apart) < len(rest) // len(places) * 2


def test_a_part_keeps_its_order() -> None:
    one = ["tests/sync/test_agent.py", "tests/sync/test_building.py"]
    assert running_order(one) == one
