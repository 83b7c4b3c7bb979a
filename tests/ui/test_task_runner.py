"""The store's thread runs steps in order, hands results back in order, and ends when told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.refusals.basket import NothingToPay
from pos_app.ports.changes import Changes
from ui.task_runner import Bug, TaskRunner

# An end, not a measure: programs share a busy machine.
PATIENCE_MS = 60_000


@dataclass
class Heard:
    """What came back to the screens."""

    trouble: list[Exception] = field(default_factory=list)
    changes: list[Changes] = field(default_factory=list)
    results: list[object] = field(default_factory=list)


@dataclass(frozen=True)
class Paid:
    """A result that says what it changed."""

    changes: Changes = Changes.BASKET


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner(qtbot: QtBot, heard: Heard) -> Iterator[TaskRunner]:
    runner = TaskRunner(heard.trouble.append, heard.changes.append)
    yield runner
    runner.close(_nothing)


def _numbered(number: int) -> tuple[int, str]:
    return number, threading.current_thread().name


def _nothing() -> None:
    return None


def _refuse() -> None:
    raise NothingToPay


def _break() -> None:
    raise ZeroDivisionError


def test_results_come_back_in_order_on_the_screens_thread(
    qtbot: QtBot, runner: TaskRunner, heard: Heard
) -> None:
    threads: list[str] = []
    for number in range(50):
        runner.run(partial(_numbered, number), heard.results.append)
    runner.run(_nothing, lambda _: threads.append(threading.current_thread().name))
    qtbot.waitUntil(lambda: runner.is_idle, timeout=PATIENCE_MS)
    assert heard.results == [(number, "store") for number in range(50)]
    assert threads == ["MainThread"]


def test_what_a_step_changed_is_told(qtbot: QtBot, runner: TaskRunner, heard: Heard) -> None:
    runner.run(Paid, heard.results.append)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=PATIENCE_MS)
    assert heard.changes == [Changes.BASKET]


def test_a_refusal_goes_to_the_notice_unless_the_screen_took_it(
    qtbot: QtBot, runner: TaskRunner, heard: Heard
) -> None:
    runner.run(_refuse, heard.results.append)
    runner.run(_refuse, heard.results.append, lambda error: True)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=PATIENCE_MS)
    assert [type(error) for error in heard.trouble] == [NothingToPay]
    assert heard.results == []


def test_a_bug_has_a_reference_and_the_next_step_still_runs(
    qtbot: QtBot, runner: TaskRunner, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    runner.run(_break, heard.results.append)
    runner.run(Paid, heard.results.append)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=PATIENCE_MS)
    (bug,) = heard.trouble
    assert isinstance(bug, Bug)
    assert bug.reference in caplog.text
    assert heard.results == [Paid()]


def test_what_was_asked_for_is_done_before_the_thread_ends(qtbot: QtBot, heard: Heard) -> None:
    runner = TaskRunner(heard.trouble.append, heard.changes.append)
    done: list[str] = []
    runner.run(lambda: done.append("sale"), heard.results.append)
    runner.close(lambda: done.append("closed"))
    runner.run(lambda: done.append("late"), heard.results.append)
    assert done == ["sale", "closed"]
