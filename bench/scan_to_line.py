"""How long a scan takes until its line is painted, at the real window, beside a bare Qt row insert and paint."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from bench.measure import Figure, percentile, say
from bench.million_items import BADGE, fresh_copy, prepared
from bench.painting import BareList, Painted, PaintClock
from pos_app.bootstrap import DeviceOptions, build_window
from pos_app.domain.till import CashCount
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from ui.app import StoreWindow
from ui.routes import Route
from ui.theme.style import apply_theme
from ui.theme.tokens import LIGHT, ROW_HEIGHT
from ui.widgets.row_list import RowList

LINES = 100
SCANS = 20
BASKETS = 12
WIDTH_PX, HEIGHT_PX = 1280, 800


class BenchWindow:
    """The real window of a till whose day is open, and how a scanner types into it."""

    def __init__(self, folder: DeviceFolder) -> None:
        self.window = build_window(DeviceOptions(folder, secrets=KEY_FILE, runs_agent=False))
        self.window.show(WIDTH_PX, HEIGHT_PX)
        assert self.window.store is not None
        self.register = self.window.store.application.register
        self.lines: RowList = self.window.store.screens.checkout_screen.lines
        self._do(partial(self.register.sign_on_with_badge, badge=BADGE))
        self._do(partial(self.register.open_till, count=CashCount(((5000, 2),), "GBP")))
        self.fill(())

    def fill(self, codes: tuple[str, ...]) -> None:
        """A new basket of these."""
        if self.lines.rows:
            self._do(self.register.cancel_sale)
        for code in codes:
            self._do(partial(self.register.scan_item, text=code))
        self.window.go(Route.TILL)
        self.settle(lambda: len(self.lines.rows) == len(codes))

    def scans(self, code: str) -> None:
        """The keystrokes of a scanner; the last one is the moment of the scan."""
        for character in code:
            self._strike(Qt.Key.Key_0, character)

    def ends_scan(self) -> None:
        """The Enter of a scanner."""
        self._strike(Qt.Key.Key_Return, "\r")

    def settle(self, condition: Callable[[], bool]) -> None:
        """Let all that was asked happen."""
        while not (self.window.runner.is_idle and condition()):
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()

    def _do(self, step: Callable[[], object]) -> None:
        self.window.runner.run(step, _nothing)
        self.settle(lambda: True)

    def _strike(self, key: Qt.Key, text: str) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(self.window.shell, event)


@contextmanager
def bench_window(folder: DeviceFolder) -> Iterator[BenchWindow]:
    """The window, until all that it started has ended."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    opened = BenchWindow(folder)
    try:
        yield opened
    finally:
        opened.window.close_all()


def main() -> None:
    """Print the medians of both, and the p99 of what the app does before Qt paints."""
    catalogue = prepared()
    ours: list[Painted] = []
    floor: list[Painted] = []
    with bench_window(fresh_copy(catalogue, "scan-to-line")) as till:
        bare = BareList(till.lines.width(), till.lines.height(), ROW_HEIGHT)
        bare.show()
        clock, bare_clock = PaintClock(till.lines), PaintClock(bare)
        for basket in range(BASKETS):
            codes = catalogue.gtins[basket * (LINES + SCANS) :]
            till.fill(codes[:LINES])
            bare.rows.reset([row.spoken for row in till.lines.rows])
            for number, code in enumerate(codes[LINES : LINES + SCANS], start=1):
                ours.append(_scan(till, clock, code))
                spoken = till.lines.rows[-1].spoken
                assert len(till.lines.rows) == LINES + number
                floor.append(bare_clock.time(partial(bare.add, spoken), lambda: True))
                till.settle(lambda: True)
        bare.close()
    _say(ours, floor)


def _scan(till: BenchWindow, clock: PaintClock, code: str) -> Painted:
    before = len(till.lines.rows)
    till.scans(code)
    return clock.time(till.ends_scan, lambda: len(till.lines.rows) > before)


def _say(ours: list[Painted], floor: list[Painted]) -> None:
    in_all, bare = [p.in_all_ns for p in ours], [p.in_all_ns for p in floor]
    own = [p.until_paint_ns for p in ours]
    say("scan_to_line", p99_ms=percentile(in_all, 99), floor_p99_ms=percentile(bare, 99))
    say("own share", p50_ms=percentile(own, 50), p99_ms=percentile(own, 99))
    value, least = percentile(in_all, 50), percentile(bare, 50)
    print(Figure.beside_floor("scan_to_line", value, "ms p50", least).line())


def _nothing(_result: object) -> None:
    return None


if __name__ == "__main__":
    main()
