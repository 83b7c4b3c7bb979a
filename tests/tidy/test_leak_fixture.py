"""The leak fixture and the Qt log can fail a test: planted tests are run by a runner of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tidy.source_tree import ROOT

PLANTED = """
import subprocess
import sys
import threading

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []


def test_leaves_a_thread():
    stop = threading.Event()
    threading.Thread(target=stop.wait, name="left-thread", daemon=True).start()


def test_leaves_a_process():
    command = [sys.executable, "-c", "input('left-process')"]
    kept.append(subprocess.Popen(command, stdin=subprocess.PIPE))


def test_leaves_a_window(qapp):
    kept.append(QWidget(objectName="left-window"))


def test_leaves_a_timer(qapp):
    kept.append(QTimer(objectName="left-timer"))
    kept[-1].start(10_000)


def test_warns(qapp):
    qWarning("a layout has no room")


def test_ends_all_that_it_started(qtbot):
    thread = threading.Thread(target=int)
    thread.start()
    subprocess.run([sys.executable, "-c", ""], check=True)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    timer = QTimer(widget)
    timer.start(10_000)
    timer.stop()
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    planted = tmp_path_factory.mktemp("planted") / "test_planted.py"
    planted.write_text(PLANTED)
    options = ["-p", "tests.conftest", "-c", f"{ROOT}/pyproject.toml", "--rootdir", f"{ROOT}"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, "-v", planted],
        cwd=ROOT,
        env={**os.environ, "SECONDS_TO_END": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout


@pytest.mark.parametrize("what", ["thread", "process", "window", "timer"])
def test_what_is_left_running_fails_its_test(outcome: str, what: str) -> None:
    assert f"test_leaves_a_{what} ERROR" in outcome
    assert f"left-{what}" in outcome


def test_a_warning_of_qt_fails_its_test(outcome: str) -> None:
    assert "test_warns FAILED" in outcome


def test_what_was_ended_is_no_leak(outcome: str) -> None:
    assert "test_ends_all_that_it_started PASSED" in outcome
    assert "test_ends_all_that_it_started ERROR" not in outcome


def test_the_rules_of_the_store_run_without_qt(tmp_path: Path) -> None:
    """All but `ui` is imported with PySide6 out of reach."""
    script = tmp_path / "without_qt.py"
    script.write_text(
        "import importlib, pkgutil, sys\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "for root in ('pos_app.domain', 'pos_app.usecases', 'pos_app.ports', 'pos_app.files',\n"
        "             'pos_app.storage', 'pos_app.devices', 'sync.core', 'sync.wire', 'central'):\n"
        "    package = importlib.import_module(root)\n"
        "    for found in pkgutil.walk_packages(package.__path__, root + '.'):\n"
        "        if not found.name.endswith('__main__'):\n"
        "            importlib.import_module(found.name)\n"
    )
    run = subprocess.run(
        [sys.executable, script],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
