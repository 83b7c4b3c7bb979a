"""The screen Devices with everything that a register can have, in every size, and the camera in front of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from pos_app.domain.scan import STANDARD_RULES
from pos_app.ports.device_events import DeviceKind, DeviceStep
from pos_app.ports.device_lines import CableDevices, LineState, Reading
from pos_app.ports.devices import LabelReport, PrinterReport
from pos_app.ports.faults import LabelPrinterRefused, LabelPrinterUnreachable
from pos_app.ports.terminal import TerminalReport
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import OAT_DRINK, Till
from tests.ui.screens.store_under_test import (
    FakeStartup,
    HeardSounds,
    QuietPrinter,
    application_of,
    settle,
)
from tests.ui.screens.test_screen_walk import Walk, walks
from ui.app import StoreWindow
from ui.application import Application
from ui.heard_scan import CAMERA, Scan, typing_source
from ui.routes import Route
from ui.screens.devices.device_rows import DISPLAY, LABELS, TERMINAL
from ui.sounds import Sound
from ui.widgets.choice_list import ChoiceList


class WaitingLabels:
    """A label printer that is out of labels."""

    name = "192.168.1.60:9100"

    def __init__(self) -> None:
        self.waiting = 12

    def take(self, name: str, zpl: bytes) -> None:
        self.waiting += 1

    def print_test(self) -> None:
        self.take("test", b"")

    def drop(self) -> int:
        dropped, self.waiting = self.waiting, 0
        return dropped

    def report(self) -> LabelReport:
        error = LabelPrinterRefused("labels_out") if self.waiting else None
        return LabelReport(error, None, self.waiting)

    def listen(self, heard: Callable[[], None]) -> None:
        """Nothing turns."""

    def close(self) -> None:
        """Nothing runs."""


class LostDisplay:
    """A small display whose cable was pulled."""

    name, state = "/dev/ttyUSB3", LineState.LOST

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def listen(self, turned: Callable[[], None]) -> None:
        """Nothing turns."""

    def show(self, upper: str, lower: str) -> None:
        self.shown.append((upper, lower))

    def close(self) -> None:
        """Nothing runs."""


class SilentTerminal:
    """A card terminal that was tried."""

    name = "V400m-324688179@192.168.1.50:8443"
    tried = 0

    def report(self) -> TerminalReport:
        return TerminalReport(answers=False, last_good_us=1)

    def try_it(self) -> None:
        self.tried += 1


class FullStartup(FakeStartup):
    """A register that has one of each."""

    def __init__(self, till: Till, lens: Path) -> None:
        super().__init__(till)
        self._lens = lens
        self.labels, self.display = WaitingLabels(), LostDisplay()
        self.terminal = SilentTerminal()

    def open_application(self) -> Application:
        plain = application_of(self.till)
        report = PrinterReport(last_good_us=1, paper_is_low=True, drawer_open=True)
        return replace(
            plain,
            facts=replace(plain.facts, camera=str(self._lens)),
            printer=QuietPrinter(report),
            labels=self.labels,
            cables=CableDevices(display=self.display),
            terminal=self.terminal,
        )


def _all_devices(walk: Walk) -> None:
    window = walk.window
    walk.goes(Route.TILL)
    assert window.store is not None
    for piece in ("15251123" + "10L2231", "21SN-48812", "21SN-48812"):
        window.store.typed(f"]d201{OAT_DRINK.zfill(14)}{piece}")
        settle(window)
    walk.looks_at("59-lot-and-serial")
    walk.goes(Route.DEVICES)
    window.second_passed()
    settle(window)
    devices = window.store.screens.later.devices
    events = window.store.application.device_events
    events.note(
        DeviceKind.LABEL_PRINTER,
        DeviceStep.FAILED,
        error=LabelPrinterUnreachable("192.168.1.60:9100"),
    )
    events.note(DeviceKind.CASH_DRAWER, DeviceStep.STAYS_OPEN)
    walk.looks_at("60-all-devices")
    rows = window.shell.findChild(ChoiceList, "deviceRows")
    assert isinstance(rows, ChoiceList)
    rows.row_touched.emit(LABELS)
    walk.looks_at("60-labels-wait")
    devices.test_touched()
    devices.drop_touched()
    settle(window)
    devices.row_touched(TERMINAL)
    devices.test_touched()
    walk.looks_at("60-terminal-silent")
    window.timing.typing.change("scanner=Counter:~ scanner=2:!")
    counter = typing_source("Counter")
    for number, code in enumerate(
        (OAT_DRINK, f"]d201{OAT_DRINK.zfill(14)}10L2231", "LC-7", "OP-1")
    ):
        reading = Reading(code, counter, time.perf_counter_ns(), made_ns=number * 1_000_000_000)
        scan = Scan.of(reading, STANDARD_RULES)
        assert window.timing.scanners.takes(reading, scan)
        window.timing.line_ready(scan)
    window.timing.painted(time.perf_counter_ns())
    devices.row_touched(counter)
    walk.looks_at("60-scanner-of-its-own")
    devices.apart.begin_touched()
    walk.looks_at("60-scanner-is-told-apart")
    devices.row_touched(DISPLAY)
    devices.test_touched()
    devices.row_touched(CAMERA)
    devices.test_touched()
    settle(window)
    walk.looks_at("61-camera")
    window._camera._was_read(OAT_DRINK, time.perf_counter_ns())
    settle(window)
    window._camera.close()
    window.store.screens.end_search()
    walk.goes(Route.DEVICES)
    walk.looks_at("62-camera-tried")


def test_everything_that_a_register_can_have_fits(
    look: str, qtbot: QtBot, till: Till, tmp_path: Path
) -> None:
    till.opens(ANNA)
    startup = FullStartup(till, tmp_path)
    sounds = HeardSounds()
    assert walks(StoreWindow(startup, sounds), look, _all_devices) == []
    assert sounds.heard.count(Sound.READ) == 1
    assert (startup.labels.waiting, startup.terminal.tried) == (0, 1)
    assert len(startup.display.shown) >= 2
