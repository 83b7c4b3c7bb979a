"""The same seed is the same run: in another process, with other hashes of texts, word for word."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulation.__main__ import KEPT, describe, keep
from tests.simulation.chance import Chance, happens
from tests.simulation.faults import Faults, faults_of
from tests.simulation.ground import Report, ground
from tests.simulation.mutants import MUTANTS
from tests.simulation.schedule import Schedule
from tests.simulation.seen import RARE_STATES, VERY_RARE_STATES, Seen
from tests.simulation.shrinking import shrink

SEED = "1"


def test_a_seed_is_the_same_run_again() -> None:
    command = [sys.executable, "-m", "tests.simulation", "--from", SEED, "--seeds", "1", "--trace"]
    runs = [
        subprocess.Popen(
            command,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for hash_seed in ("0", "1", "77")
    ]
    traces = {run.communicate()[0].splitlines()[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(traces) == 1
    assert traces.pop().startswith(f"{SEED} ")


def test_a_seed_that_failed_is_kept_once_and_says_how_to_run_it_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("# seeds\n7 something\n")
    report = Report(77, "", 1, Seen(), Faults(), "I4: another figure\nmore", ("an event",))
    for _ in range(2):
        keep(report, kept)
    assert kept.read_text() == "# seeds\n7 something\n77 I4: another figure\n"
    said = describe(report)
    assert "python -m tests.simulation --from 77 --seeds 1" in said
    assert "SQLite 3." in said


def test_a_seed_that_failed_says_at_which_revision() -> None:
    git = ["git", "rev-parse", "--short", "HEAD"]
    found = subprocess.run(git, cwd=KEPT.parent, capture_output=True, text=True, check=False)
    said = describe(Report(77, "", 1, Seen(), Faults(), "I4: another figure", ()))
    is_checkout = found.returncode == 0
    assert (f"git={found.stdout.strip()}" in said) == is_checkout
    assert ("git=" in said) == is_checkout


@given(needed=st.frozensets(st.integers(0, 39), min_size=1, max_size=4))
def test_a_failure_is_shrunk_to_what_it_takes(needed: frozenset[int]) -> None:
    assert shrink(range(40), needed.issubset, 400) == needed


def test_shrinking_ends_with_its_tries() -> None:
    tried: list[frozenset[int]] = []

    def never(only: frozenset[int]) -> bool:
        tried.append(only)
        return False

    assert shrink(range(40), never, 5) == frozenset(range(40))
    assert len(tried) == 5


def test_a_planted_bug_needs_few_happenings() -> None:
    mutant = next(one for one in MUTANTS if one.name == "lets go of what is not applied")
    with ground() as place, mutant.plant():
        report = place.run(mutant.found_by)
        few = place.shrunk(report, 6)
        again = place.run(mutant.found_by, few)
    assert len(few) <= len(report.happenings) // 4
    assert again.failure.partition(":")[0] == report.failure.partition(":")[0] != ""


def test_one_more_fault_does_not_reshuffle_the_work() -> None:
    calm, busy = Chance(7), Chance(7)
    busy.stream("network").random()
    assert calm.stream("workload").random() == busy.stream("workload").random()


def test_what_never_happens_draws_nothing() -> None:
    stream = Chance(7).stream("network")
    assert not happens(stream, 0)
    assert stream.random() == Chance(7).stream("network").random()


def test_every_tenth_seed_is_quiet() -> None:
    assert not faults_of(Chance(20)).any_call_fault
    assert any(faults_of(Chance(seed)).any_call_fault for seed in range(1, 5))


def test_actions_of_one_moment_keep_their_order() -> None:
    schedule = Schedule()
    done: list[str] = []
    for name in "abc":
        schedule.after(5, partial(done.append, name))
    schedule.run_until(4)
    assert not done
    schedule.run_until(5)
    assert done == ["a", "b", "c"]
    assert schedule.now_us == 5


def test_a_state_that_was_never_met_is_named() -> None:
    seen = Seen()
    assert seen.missing(60) == list(RARE_STATES)
    seen.note(RARE_STATES[0])
    assert seen.missing(60) == list(RARE_STATES[1:])
    assert seen.missing(400) == [*RARE_STATES[1:], *VERY_RARE_STATES]
    assert seen.missing(59) == []
    with pytest.raises(AssertionError):
        seen.note("rain")
