"""Counting knows how many crash states a run looked at, whichever worker looked, and what a whole run owes."""

from pathlib import Path
from typing import Any

import pytest

STATES_OWED = 20_000
HERE = Path(__file__).parent
PROPERTY = "crash states"


class _Counted:
    states = 0


def count_states(states: int) -> None:
    """So many disks, each unlike the others, were looked at and nothing was lost on them."""
    _Counted.states += states


def forget_states() -> None:
    """A test begins."""
    _Counted.states = 0


def states_counted() -> int:
    """Since the test began."""
    return _Counted.states


class CrashStates:
    """The crash states of a run. Rule: a run of all their tests that looked at too few fails."""

    def __init__(self, *, of_chosen_tests: bool = False) -> None:
        self.states = 0
        self._of_chosen_tests = of_chosen_tests
        self._ran = set[str]()
        self._is_red = False

    def is_short(self) -> bool:
        """Every file of them ran whole and passed, and it was not enough."""
        whole = {path.name for path in HERE.glob("test_*.py")} <= self._ran
        owes = whole and not self._of_chosen_tests and not self._is_red
        return owes and self.states < STATES_OWED

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Each test's reports, from a worker or from this process."""
        self._is_red |= report.failed
        path = Path(report.location[0])
        if report.when == "teardown" and path.parent.name == HERE.name:
            self._ran.add(path.name)
            self.states += sum(int(str(n)) for of, n in report.user_properties if of == PROPERTY)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A run that is short is red."""
        if self.is_short():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """One line at the end of a run that looked at any."""
        owed = f"; {STATES_OWED:,} are owed" if self.is_short() else ""
        if self.states:
            terminalreporter.write_line(f"crash states looked at: {self.states:,}{owed}")


def pytest_configure(config: pytest.Config) -> None:
    """Workers send their reports to the process that counts."""
    chosen = [config.option.keyword, config.option.markexpr, config.option.deselect]
    chosen += [argument for argument in config.args if "::" in argument]
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(CrashStates(of_chosen_tests=any(chosen)))
