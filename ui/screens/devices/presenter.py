"""Devices presenter knows how printer and scanner are told to people."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.operations import OPEN_DRAWER
from pos_app.ports.faults import Fault, PrinterBusy
from pos_app.usecases.till.open_drawer import OpenedDrawer
from pos_app.usecases.till.print_test_page import PrintedTestPage
from pos_app.usecases.till.print_waiting import PrintedWaiting
from pos_app.usecases.till.read_till import TillReading
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.scan_timing import ScanTiming
from ui.screens.devices.view_state import DevicesState
from ui.translation import tr, tr_count

PRINT_TO_FILE = "file"


class DevicesPresenter:
    """One word for each device, when it last worked, and the one thing to do about it."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        timing: ScanTiming,
        show: Callable[[DevicesState], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._timing = timing
        self._show = show
        self._waiting = 0
        self._testing = False
        self._fault: Fault | None = None

    def opened(self) -> None:
        """The screen came to the front."""
        self._testing = False
        self._desk.runner.run(self._application.register.read_till, self._till_read)

    def test_touched(self) -> None:
        """Print a page; what waits comes out behind it."""
        self._testing = True
        self._render()
        self._desk.runner.run(self._application.register.print_test_page, self._tested)

    def drawer_touched(self) -> None:
        """Open the drawer; it is written down."""
        self._desk.runner.run(
            lambda: self._application.register.open_drawer(reason="test"), self._drawer_opened
        )

    def back_touched(self) -> None:
        """Back to selling."""
        self._desk.go(Route.TILL)

    def paper_tried(self, result: PrintedWaiting) -> None:
        """What waited was tried; a test page that was under way has come to its end too."""
        self._waiting = result.waiting_count
        if isinstance(result.printer_fault, PrinterBusy):
            return
        error = self._application.printer.report().error
        self._fault = error if isinstance(error, Fault) else result.printer_fault
        if self._testing:
            self._test_ended()
        self._render()

    def printed(self, result: PrintedWaiting) -> None:
        """A person asked for what waits: say what came of it."""
        self.paper_tried(result)
        fault = result.printer_fault
        if fault is not None:
            self._desk.tell(notice_of(fault))
            return
        self._desk.mend("printer")
        text = tr_count(
            "Printed what waited: {count} receipt.",
            "Printed what waited: {count} receipts.",
            result.printed_count,
        )
        ready = tr("Printer is ready, nothing waits.")
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text if result.printed_count else ready))

    def _tested(self, result: PrintedTestPage) -> None:
        if isinstance(result.printer_fault, PrinterBusy):
            return
        self._fault = result.printer_fault
        self._test_ended()
        self._render()
        if self._waiting and self._fault is None:
            self._desk.runner.run(self._application.register.print_waiting, self.printed)

    def _test_ended(self) -> None:
        self._testing = False
        if self._fault is not None:
            self._desk.tell(notice_of(self._fault))
        else:
            self._desk.mend("printer")
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("Test page printed.")))

    def _till_read(self, reading: TillReading) -> None:
        self._waiting = reading.print_jobs_waiting
        error = self._application.printer.report().error
        self._fault = error if isinstance(error, Fault) else None
        self._render()

    def _drawer_opened(self, result: OpenedDrawer) -> None:
        opened = NoticeState(NoticeKind.SUCCESS, tr("Drawer is open."))
        fault = result.drawer_fault
        self._desk.tell(opened if fault is None else notice_of(fault))

    def _render(self) -> None:
        printer, me = self._application.facts.printer, self._application.signed_on()
        into_files = printer == PRINT_TO_FILE
        fault = "" if self._fault is None else notice_of(self._fault).text
        where = tr("Receipts are kept as files on this device.")
        fast, slow = self._timing.percentile_us(50), self._timing.percentile_us(99)
        waiting = tr_count("{count} receipt waits", "{count} receipts wait", self._waiting)
        self._show(
            DevicesState(
                printer=tr("Look at it") if fault or self._waiting else tr("Ready"),
                printer_tone="warn" if fault or self._waiting else "success",
                printer_detail=fault or (where if into_files else tr("At {place}", place=printer)),
                last_good=self._last_good(),
                waiting=waiting if self._waiting else "",
                scan=_speed(fast, slow) if self._timing.count else tr("No scan yet"),
                scan_detail=tr_count(
                    "From the scan to the line on screen; half / 99 of 100, of {count} scan",
                    "From the scan to the line on screen; half / 99 of 100, of {count} scans",
                    self._timing.count,
                ),
                may_open_drawer=me is not None and OPEN_DRAWER.is_for(me),
                busy=self._testing,
            )
        )

    def _last_good(self) -> str:
        last_us = self._application.printer.report().last_good_us
        if last_us is None:
            return tr("Not used since this register was started")
        return tr("Last printed {time}", time=self._desk.local.clock(last_us))


def _speed(fast_us: int, slow_us: int) -> str:
    return tr(
        "Scan {fast} ms / {slow} ms", fast=_milliseconds(fast_us), slow=_milliseconds(slow_us)
    )


def _milliseconds(duration_us: int) -> str:
    whole, tenth = divmod(duration_us // 100, 10)
    return f"{whole}.{tenth}"
