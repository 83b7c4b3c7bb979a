"""What is freed may be a window: it ends on the screens' own thread, however much another thread makes."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.task_runner import TaskRunner

# An end, not a measure: programs share a busy machine.
PATIENCE_MS = 60_000


class Ring(QObject):
    """Something of Qt that only the collector can free."""

    def __init__(self, ended_on: list[str]) -> None:
        super().__init__()
        self.itself = self
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread().name)


@pytest.fixture
def ended_on() -> list[str]:
    gc.collect()
    return []


def make_much() -> int:
    """Far more than the limit above which Python collects."""
    return len([[] for _ in range(20 * gc.get_threshold()[0])])


def test_a_thread_that_makes_much_ends_no_window(qtbot: QtBot, ended_on: list[str]) -> None:
    runner = TaskRunner(print, print)
    Ring(ended_on)
    runner.run(make_much, print)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=PATIENCE_MS)
    assert ended_on == []
    rubbish = [Ring(ended_on) for _ in range(gc.get_threshold()[0] + 1)]
    del rubbish
    qtbot.waitUntil(lambda: bool(ended_on), timeout=PATIENCE_MS)
    assert set(ended_on) == {threading.main_thread().name}
    runner.close(lambda: None)
