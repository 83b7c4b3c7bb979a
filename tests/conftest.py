"""What holds for every test: nothing may be left running, and nothing is left to chance."""

import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.central.private_postgresql import PrivatePostgreSQL, private_postgresql
from tests.made_once import PLACE
from tests.running_order import running_order

# by the process that hears of every test, which looks into no folder of theirs when workers do
pytest_plugins = ("tests.crash_states.counting",)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("store", derandomize=True, deadline=None, database=None)
settings.load_profile("store")

# An end, not a measure: what ends late on a busy machine is no leak. It costs whoever leaks.
SECONDS_TO_END = float(os.environ.get("SECONDS_TO_END", "30"))
# the standard library keeps this one alive for the whole process
_KEPT_PROCESSES = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Workers share the machine; one process alone keeps the order of the folders."""
    if hasattr(config, "workerinput"):
        files = running_order(list(dict.fromkeys(item.location[0] for item in items)))
        places = {file: place for place, file in enumerate(files)}
        items.sort(key=lambda item: places[item.location[0]])


def pytest_collection_finish() -> None:
    """What was imported for all tests stays, and is not looked through again by each collection of garbage."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """At its end the process frees them: libraries count what is left."""
    gc.unfreeze()


def _live_threads() -> set[threading.Thread]:
    """Python's threads; a dummy stands for a thread of Qt, which is looked at as Qt's."""
    return {t for t in threading.enumerate() if type(t).__name__ != "_DummyThread"}


def _live_children() -> dict[int, str]:
    """Command line of each child process by its number, where the system has /proc."""
    children = {}
    for pid in _child_ids():
        process = Path("/proc") / pid
        try:
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        if state != "Z":
            children[int(pid)] = command.strip()
    return {pid: c for pid, c in children.items() if not any(kept in c for kept in _KEPT_PROCESSES)}


def _child_ids() -> Iterator[str]:
    """The system's own list of each thread's children: looking at every process would take longer than most tests."""
    for listed in Path("/proc/self/task").glob("*/children"):
        try:
            yield from listed.read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # the thread ended while we looked


def _address(shiboken: Any, thing: Any) -> int:
    return int(shiboken.Shiboken.getCppPointer(thing)[0])


def _live_qt_objects() -> dict[int, str]:
    """Open windows, running threads and active timers of Qt; Qt is not imported to find none."""
    core: Any = sys.modules.get("PySide6.QtCore")
    shiboken: Any = sys.modules.get("shiboken6")
    if core is None or shiboken is None or core.QCoreApplication.instance() is None:
        return {}
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    found = {}
    for thing in shiboken.Shiboken.getAllValidWrappers():
        if (isinstance(thing, core.QTimer) and thing.isActive()) or (
            isinstance(thing, core.QThread)
            and thing.isRunning()
            and thing is not core.QCoreApplication.instance().thread()
        ):
            found[_address(shiboken, thing)] = f"{type(thing).__name__} {thing.objectName()!r}"
    widgets: Any = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and isinstance(widgets.QApplication.instance(), widgets.QApplication):
        for widget in widgets.QApplication.topLevelWidgets():
            if widget.metaObject().className() != "QTipLabel":
                found[_address(shiboken, widget)] = (
                    f"window {type(widget).__name__} {widget.objectName()!r}"
                )
    return found


def _new_qt_objects(before: dict[int, str]) -> list[str]:
    if _live_qt_objects().keys() <= before.keys():
        return []
    gc.collect()  # a window whose last reference was in a cycle is gone after this
    return [name for key, name in _live_qt_objects().items() if key not in before]


@pytest.fixture(scope="session", autouse=True)
def place_of_what_is_made_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Workers of one run lie beside each other in a folder that goes with the run's others."""
    own = tmp_path_factory.getbasetemp()
    os.environ[PLACE] = str(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PrivatePostgreSQL]:
    """One server for all tests of a worker."""
    with private_postgresql() as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails the test that leaves a thread, a process, a timer or a window behind."""
    threads, children, qt_objects = _live_threads(), _live_children(), _live_qt_objects()
    yield
    deadline = time.monotonic() + SECONDS_TO_END
    for thread in _live_threads() - threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    while _live_children().keys() - children.keys() and time.monotonic() < deadline:
        threading.Event().wait(1 / 100)
    left = [f"thread {thread.name}" for thread in _live_threads() - threads]
    left += [f"process {c}" for pid, c in _live_children().items() if pid not in children]
    left += _new_qt_objects(qt_objects)
    gc.enable()  # a window may have taken it over, for as long as it had threads
    assert left == [], "this test left running: " + ", ".join(left)
