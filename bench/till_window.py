"""Till window opens the real window of a bench device, with no import that the product itself does not have."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from bench.bench_store import BADGE
from pos_app.bootstrap import DeviceOptions, build_window
from pos_app.domain.till import CashCount
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from ui.app import StoreWindow
from ui.main_loop import keep_what_stands
from ui.routes import Route
from ui.theme.style import apply_theme
from ui.theme.tokens import LIGHT
from ui.widgets.choice_list import ChoiceList
from ui.widgets.row_list import RowList

PATIENCE_SECONDS = 20
WIDTH_PX, HEIGHT_PX = 1280, 800
_AT_ONCE = QEventLoop.ProcessEventsFlag.AllEvents
_UNTIL_TOLD = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class BenchWindow:
    """The real window of a till whose day is open, and how a scanner types into it."""

    def __init__(self, window: StoreWindow, badge: str) -> None:
        self.window = window
        window.show(WIDTH_PX, HEIGHT_PX)
        keep_what_stands()
        assert window.store is not None, "the bench device does not open"
        self.register = window.store.application.register
        self.store = window.store
        self.lines: RowList = self.store.screens.checkout_screen.lines
        self._do(partial(self.register.sign_on_with_badge, badge=badge))
        reading = self.register.read_till()
        if reading.till is None or not reading.till.is_open:
            self._do(partial(self.register.open_till, count=CashCount(((5000, 2),), "GBP")))
        self.window.go(Route.TILL)
        self.settle(lambda: True)

    def fill(self, codes: tuple[str, ...]) -> None:
        """A new basket of these."""
        if self.lines.rows:
            self._do(self.register.cancel_sale)
        for code in codes:
            self._do(partial(self.register.scan_item, text=code))
        self.window.go(Route.TILL)
        self.settle(lambda: len(self.lines.rows) == len(codes))

    def searches(self, words: str) -> ChoiceList:
        """The list of what was found for these words."""
        self.store.search_edited(words)
        found = self.window.shell.findChild(ChoiceList, "found")
        assert isinstance(found, ChoiceList)
        self.settle(lambda: bool(found.rows))
        return found

    def scans(self, code: str) -> None:
        """The keystrokes of a scanner; the last one is the moment of the scan."""
        for character in code:
            self._strike(Qt.Key.Key_0, character)

    def ends_scan(self) -> None:
        """The Enter of a scanner."""
        self._strike(Qt.Key.Key_Return, "\r")

    def settle(self, condition: Callable[[], bool]) -> None:
        """Let all that was asked happen."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (self.window.runner.is_idle and condition()):
            assert time.monotonic() < deadline, "the window does not come to rest"
            # As the program's own loop does: who asks in a circle holds up the thread that is to answer.
            is_asked = not self.window.runner.is_idle
            QCoreApplication.processEvents(_UNTIL_TOLD if is_asked else _AT_ONCE)
        QCoreApplication.processEvents()

    def _do(self, step: Callable[[], object]) -> None:
        self.window.runner.run(step, _nothing)
        self.settle(lambda: True)

    def _strike(self, key: Qt.Key, text: str) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(self.window.shell, event)


@contextmanager
def bench_window(
    folder: DeviceFolder,
    build: Callable[[DeviceOptions], StoreWindow] = build_window,
    badge: str = BADGE,
) -> Iterator[BenchWindow]:
    """The window, until all that it started has ended."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    window = build(DeviceOptions(folder, secrets=KEY_FILE, runs_agent=False))
    try:
        yield BenchWindow(window, badge)
    finally:
        window.close_all()


def _nothing(_result: object) -> None:
    return None
