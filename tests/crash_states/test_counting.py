"""A whole run that looked at too few crash states is short, whoever ran its tests; a part of one owes nothing."""

import pytest

from tests.crash_states.counting import HERE, PROPERTY, STATES_OWED, CrashStates

FILES = sorted(path.name for path in HERE.glob("test_*.py"))


def of_test(
    file: str, states: int, *, folder: str = HERE.name, red: bool = False
) -> list[pytest.TestReport]:
    """What is heard of one test: nothing is known of its states before its end."""
    path = f"tests/{folder}/{file}"
    where = (path, 1, "test")
    return [
        pytest.TestReport(
            nodeid=f"{path}::test",
            location=where,
            keywords={},
            outcome="failed" if red and when == "call" else "passed",
            longrepr=None,
            when=when,
            user_properties=[(PROPERTY, states)] if when == "teardown" else [],
        )
        for when in ("setup", "call", "teardown")
    ]


def heard(*tests: list[pytest.TestReport]) -> CrashStates:
    counted = CrashStates()
    for reports in tests:
        for report in reports:
            counted.pytest_runtest_logreport(report)
    return counted


def all_files(states: int) -> list[list[pytest.TestReport]]:
    """Each file looked at some, and the last at what is left."""
    each = states // len(FILES)
    parts = [each] * (len(FILES) - 1)
    return [of_test(f, n) for f, n in zip(FILES, [*parts, states - sum(parts)], strict=True)]


def test_a_whole_run_owes_its_states() -> None:
    enough, short = heard(*all_files(STATES_OWED)), heard(*all_files(STATES_OWED - 1))
    assert (enough.states, enough.is_short()) == (STATES_OWED, False)
    assert short.is_short()


def test_a_part_of_one_owes_nothing() -> None:
    tests = all_files(STATES_OWED - 1)
    assert not heard(*tests[:-1]).is_short()
    elsewhere = of_test(FILES[-1], 5, folder="sync")
    assert not heard(*tests[:-1], elsewhere).is_short()


def test_a_run_that_is_red_says_its_own_reason() -> None:
    assert not heard(*all_files(7), of_test(FILES[0], 3, red=True)).is_short()
