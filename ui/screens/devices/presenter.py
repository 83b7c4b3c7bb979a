"""Devices presenter knows which device is looked at, how it is tried, and what all of them did lately."""

from __future__ import annotations

import time
from collections.abc import Callable

from pos_app.domain.operations.day import OPEN_DRAWER
from pos_app.ports.faults import Fault, PrinterBusy
from pos_app.ports.late import load
from pos_app.usecases.till.open_drawer import OpenedDrawer
from pos_app.usecases.till.print_test_page import PrintedTestPage
from pos_app.usecases.till.print_waiting import PrintedWaiting
from pos_app.usecases.till.read_till import TillReading
from ui.application import Application
from ui.camera_here import has_camera
from ui.customer_state import CustomerState, trial_side
from ui.desk import Desk
from ui.fault_messages import drawer_notice, notice_of
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.scan_timing import ScanTiming
from ui.screens.devices.device_rows import (
    DISPLAY,
    LABELS,
    PRINTER,
    SCALE,
    SECOND_WINDOW,
    TERMINAL,
    DeviceFacts,
    PrinterFigures,
    display_facts,
    drawer_facts,
    event_row,
    label_facts,
    printer_facts,
    scale_facts,
    scale_words,
    terminal_facts,
    window_facts,
)
from ui.screens.devices.last_trouble import with_last_trouble
from ui.screens.devices.reading_trial import ReadingTrial
from ui.screens.devices.scanner_rows import Readings, camera_facts, scanner_facts
from ui.screens.devices.told_apart import ToldApart
from ui.screens.devices.view_state import DeviceCard, DevicesState, Shown
from ui.screens.devices.waiting_paper import WaitingPaper
from ui.translation import tr, tr_count


class DevicesPresenter:
    """One word for each device, when it last worked, and the one thing to do about it."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        timing: ScanTiming,
        show: Callable[[DevicesState], None],
        open_camera: Callable[[], None],
        show_customer: Callable[[CustomerState], None],
    ) -> None:
        self._application = application
        self._desk = desk
        self._timing = timing
        self._show = show
        self._show_customer = show_customer
        self._waiting = 0
        self._testing = False
        self._fault: Fault | None = None
        self._shown = Shown.DEVICES
        self._chosen = PRINTER
        self._waiting_paper = WaitingPaper(application, desk, self.opened)
        self._trial = ReadingTrial(application, desk, timing, open_camera, self._render)
        self.apart = ToldApart(application, desk, timing, lambda: self._chosen, self.row_touched)

    def opened(self) -> None:
        """The screen came to the front, or a device came or went."""
        self._testing = False
        self._desk.runner.run(self._application.register.read_till, self._till_read)

    def row_touched(self, key: str) -> None:
        """A device is looked at; an event says all on its row."""
        if self._shown is Shown.DEVICES:
            self._trial.end()
            self._chosen = key
            self._render()

    def list_touched(self) -> None:
        """From the devices to what they did lately, and back."""
        self._shown = Shown.EVENTS if self._shown is Shown.DEVICES else Shown.DEVICES
        self._render()

    def test_touched(self) -> None:
        """Print a page or a label, behind which comes what waits; show words; or read a code that is not sold."""
        if self._chosen == LABELS:
            self._waiting_paper.test_label()
            return
        if self._chosen == DISPLAY:
            now = self._desk.local.clock(self._desk.now_us())
            self._application.cables.display.show(tr("Display test"), now)
            return
        if self._chosen == SECOND_WINDOW:
            self._show_customer(trial_side(self._desk.local.clock(self._desk.now_us())))
            return
        if self._chosen == SCALE:
            words = scale_words(self._application.cables.scale.reading())
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("It says: {words}.", words=words)))
            return
        if self._chosen == TERMINAL:
            self._application.terminal.try_it()
            return
        if self._trial.is_for(self._chosen):
            self._trial.begin(self._chosen)
            return
        self._testing = True
        self._render()
        self._desk.runner.run(self._application.register.print_test_page, self._tested)

    def drop_touched(self) -> None:
        """What waits for the chosen printer is not needed any more."""
        if self._chosen == LABELS:
            self._waiting_paper.drop_labels()
        else:
            self._waiting_paper.drop_receipts()

    def second_passed(self) -> None:
        """What devices tell on threads of their own is seen soon."""
        self._render()

    def drawer_touched(self) -> None:
        """Open the drawer; it is written down."""
        self._desk.runner.run(
            lambda: self._application.register.open_drawer(reason="test"), self._drawer_opened
        )

    def back_touched(self) -> None:
        """Back to selling."""
        self._shown = Shown.DEVICES
        self._trial.end()
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
        self._desk.tell(drawer_notice(opened, fault))

    def _devices(self) -> tuple[DeviceFacts, ...]:
        application = self._application
        me, report = application.signed_on(), application.printer.report()
        figures = PrinterFigures(application.facts.printer, report, self._fault, self._waiting)
        may_open = me is not None and OPEN_DRAWER.is_for(me)
        cables, labels, terminal = application.cables, application.labels, application.terminal
        where = application.facts.customer_display
        now_us = self._desk.now_us()
        readings = Readings(self._timing, self._desk.local, time.perf_counter_ns(), now_us)
        return (
            printer_facts(figures, self._desk.local),
            drawer_facts(report, may_open),
            *(
                (label_facts(labels.name, labels.report(), self._desk.local),)
                if labels.name
                else ()
            ),
            *(
                (terminal_facts(terminal.name, terminal.report(), self._desk.local),)
                if terminal.name
                else ()
            ),
            *scanner_facts(cables.scanners, readings),
            *((scale_facts(cables.scale),) if cables.scale.name else ()),
            *((camera_facts(readings),) if has_camera(application.facts.camera) else ()),
            *((display_facts(cables.display),) if cables.display.name else ()),
            *((window_facts(where, has_own_screen=load("own_screen")()),) if where else ()),
        )

    def _render(self) -> None:
        self._show(self._events() if self._shown is Shown.EVENTS else self._list())

    def _list(self) -> DevicesState:
        devices = self._devices()
        chosen = next((each for each in devices if each.row.key == self._chosen), devices[0])
        rows = tuple(each.row for each in devices)
        events = self._application.device_events.latest()
        card = with_last_trouble(chosen, events, self._desk.local)
        card = self._trial.hinted(chosen.row.key, card)
        return DevicesState(Shown.DEVICES, rows, chosen.row.key, card, busy=self._testing)

    def _events(self) -> DevicesState:
        events = self._application.device_events.latest()
        rows = tuple(
            event_row(place, event, self._desk.local) for place, event in enumerate(events)
        )
        count = tr_count("The last {count} event", "The last {count} events", len(events))
        lines = (tr("The newest is on top. Kept until this register is started again."),)
        title = count if events else tr("What happened")
        nothing = tr("Nothing happened since this register was started.")
        return DevicesState(Shown.EVENTS, rows, None, DeviceCard(title, lines), nothing)
