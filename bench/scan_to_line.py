"""How long a scan takes until its line is painted, at the real window, beside a bare Qt row insert and paint."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from bench.beside import beside
from bench.loading import LOADING
from bench.measure import Figure, percentile, say
from bench.million_items import BADGE, fresh_copy, packed_chain, prepared
from bench.painting import BareList, PaintClock, Painted
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
BASKETS_LOADING = 5
PATIENCE_SECONDS = 20
WIDTH_PX, HEIGHT_PX = 1280, 800


class BenchWindow:
    """The real window of a till whose day is open, and how a scanner types into it."""

    def __init__(self, window: StoreWindow) -> None:
        self.window = window
        window.show(WIDTH_PX, HEIGHT_PX)
        assert window.store is not None, "the bench device does not open"
        self.register = window.store.application.register
        self.lines: RowList = window.store.screens.checkout_screen.lines
        self._do(partial(self.register.sign_on_with_badge, badge=BADGE))
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
    window = build_window(DeviceOptions(folder, secrets=KEY_FILE, runs_agent=False))
    try:
        yield BenchWindow(window)
    finally:
        window.close_all()


@dataclass(frozen=True, slots=True)
class Basket:
    """The scans into one basket, and a row of the floor after each."""

    ours: list[Painted]
    floor: list[Painted]

    def p50_ms(self) -> float:
        """Until it is painted."""
        return percentile([painted.line_ns for painted in self.ours], 50)

    def floor_p50_ms(self) -> float:
        """Until it is painted."""
        return percentile([painted.line_ns for painted in self.floor], 50)


def main() -> None:
    """Print the medians of the quietest basket of each, and p99 over all of them."""
    catalogue = prepared()
    baskets: list[Basket] = []
    folder = fresh_copy(catalogue, "scan-to-line")
    with bench_window(folder) as till:
        bare = BareList(till.lines.size(), ROW_HEIGHT)
        bare.show()
        clock, bare_clock = PaintClock(till.lines), PaintClock(bare)
        timing = Timing(till, clock, bare, bare_clock)
        for number in range(BASKETS):
            baskets.append(timing.basket(catalogue.gtins[number * (LINES + SCANS) :]))
        with beside("bench.loading", LOADING, str(folder.root), str(packed_chain(catalogue))):
            loading = [
                timing.basket(catalogue.gtins[number * (LINES + SCANS) :])
                for number in range(BASKETS_LOADING)
            ]
        bare.close()
    while_loading = [painted.in_all_ns for basket in loading for painted in basket.ours]
    say(
        "while a full catalogue loads",
        p50_ms=percentile(while_loading, 50),
        p99_ms=percentile(while_loading, 99),
    )
    _say(baskets)


@dataclass(frozen=True, slots=True)
class Timing:
    """The product and its floor in one run, in turns."""

    till: BenchWindow
    clock: PaintClock
    bare: BareList
    bare_clock: PaintClock

    def basket(self, codes: tuple[str, ...]) -> Basket:
        """A hundred lines, and the scans that follow them."""
        till, bare = self.till, self.bare
        till.fill(codes[:LINES])
        bare.rows.reset([row.spoken for row in till.lines.rows])
        basket = Basket([], [])
        for code in codes[LINES : LINES + SCANS]:
            basket.ours.append(_scan(till, self.clock, code))
            add = partial(bare.add, till.lines.rows[-1].spoken)
            basket.floor.append(self.bare_clock.time(add, lambda: True))
            till.settle(lambda: True)
        return basket


def _scan(till: BenchWindow, clock: PaintClock, code: str) -> Painted:
    before = len(till.lines.rows)
    till.scans(code)
    return clock.time(till.ends_scan, lambda: len(till.lines.rows) > before)


def _say(baskets: list[Basket]) -> None:
    ours = [painted for basket in baskets for painted in basket.ours]
    bare = [painted.line_ns for basket in baskets for painted in basket.floor]
    for words, taken in (
        ("the line is painted", [painted.line_ns for painted in ours]),
        ("strip, total and keys too", [painted.in_all_ns for painted in ours]),
        ("until Qt paints", [painted.until_paint_ns for painted in ours]),
        ("floor", bare),
    ):
        say(words, p50_ms=percentile(taken, 50), p99_ms=percentile(taken, 99))
    value = min(basket.p50_ms() for basket in baskets)
    floor = min(basket.floor_p50_ms() for basket in baskets)
    print(Figure.beside_floor("scan_to_line", value, "ms p50", floor).line())


def _nothing(_result: object) -> None:
    return None


if __name__ == "__main__":
    main()
