"""Printer thread knows a printer and its drawer that may be slow or dead, and that nobody waits for them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue

from pos_app.domain.receipt import DayReport, PrinterTest, ReceiptDocument, SlipDocument
from pos_app.ports.clock import Clock
from pos_app.ports.device_events import DeviceEvents, DeviceKind, DeviceStep
from pos_app.ports.devices import PrinterReport, SensedDrawer, SensedPrinter
from pos_app.ports.faults import DrawerDidNotOpen, Fault, PrinterBusy

# A printer that works is done within this; one that failed at its last try is not waited for at all.
PATIENCE_MS = 120
# No drawer springs open long after its sale: a pulse that could not be sent by then is not sent any more.
DRAWER_LATEST_MS = 2_000
# A drawer that is open is looked at so often until it is shut; one that is shut is never asked.
LOOK_SECONDS = 1.0
_NS_PER_MS = 1_000_000
logger = logging.getLogger(__name__)


class _Try:
    """One document, or a pulse for the drawer (no subject); `left` once nobody waits for it any more."""

    def __init__(self, subject: object, step: Callable[[], None]) -> None:
        self.subject = subject
        self.step = step
        self.ended = threading.Event()
        self.error: Exception | None = None
        self.left = False


class PrinterThread:
    """Works printer and drawer on one thread of its own, in the order asked for.

    A step that is not done at once is left with PrinterBusy; asking for the same document again then takes the outcome
    of that try, so that nothing is printed twice.
    """

    def __init__(
        self,
        printer: SensedPrinter,
        drawer: SensedDrawer,
        clock: Clock,
        events: DeviceEvents,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        self._printer = printer
        self._drawer = drawer
        self._clock = clock
        self._events = events
        self._patience_ms = patience_ms
        self._lock = threading.Lock()
        self._tries: SimpleQueue[_Try | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._document: _Try | None = None
        self._report = PrinterReport()
        self._waiting = 0
        self._heard: Callable[[], None] = _nobody
        self._closed = False

    def print_receipt(self, receipt: ReceiptDocument) -> None:
        """Print and cut; errors: PrinterBusy, and those of the printer."""
        self._print(receipt, partial(self._printer.print_receipt, receipt))

    def print_report(self, report: DayReport) -> None:
        """Print the Z report and cut; errors: PrinterBusy, and those of the printer."""
        self._print(report, partial(self._printer.print_report, report))

    def print_slip(self, slip: SlipDocument) -> None:
        """Print the slip of a held sale or of a store credit and cut; errors: PrinterBusy, and those of the printer."""
        self._print(slip, partial(self._printer.print_slip, slip))

    def print_test(self, page: PrinterTest) -> None:
        """Print the test page and cut; errors: PrinterBusy, and those of the printer."""
        self._print(page, partial(self._printer.print_test, page))

    def open(self) -> None:
        """Send the pulse; errors: PrinterBusy, DrawerDidNotOpen."""
        self._outcome(self._begin(None, partial(self._open, time.monotonic_ns())))

    def report(self) -> PrinterReport:
        """How it did at the last try; may be asked on any thread."""
        with self._lock:
            return replace(self._report, is_busy=self._waiting > 0)

    def listen(self, heard: Callable[[], None]) -> None:
        """`heard` is called on the printer's thread when a try has ended that nobody waited for."""
        self._heard = heard

    def close(self) -> None:
        """Let the try under way end, and the thread with it; what waits in the store's queue waits on."""
        self._heard = _nobody
        self._closed = True
        if self._thread is not None:
            self._tries.put(None)
            self._thread.join()
            self._thread = None

    def _print(self, document: object, step: Callable[[], None]) -> None:
        under_way = self._document
        if under_way is None or (under_way.ended.is_set() and under_way.subject != document):
            under_way = self._document = self._begin(document, step)
        elif under_way.subject != document:
            raise PrinterBusy
        self._outcome(under_way)
        self._document = None

    def _begin(self, subject: object, step: Callable[[], None]) -> _Try:
        begun = _Try(subject, step)
        with self._lock:
            self._waiting += 1
            # Behind a try that nobody waits for, nobody waits either.
            patience_ms = self._patience_ms if self._is_well() else 0
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="printer")
            self._thread.start()
        self._tries.put(begun)
        begun.ended.wait(patience_ms / 1000)
        return begun

    def _is_well(self) -> bool:
        known = self._report
        return known.error is None and known.drawer_error is None and self._waiting == 1

    def _outcome(self, tried: _Try) -> None:
        with self._lock:
            if not tried.ended.is_set():
                tried.left = True
                raise PrinterBusy
        if tried.error is not None:
            if tried is self._document:
                self._document = None
            raise tried.error

    def _open(self, asked_ns: int) -> None:
        if time.monotonic_ns() - asked_ns > DRAWER_LATEST_MS * _NS_PER_MS:
            raise DrawerDidNotOpen
        self._drawer.open()

    def _work(self) -> None:
        while True:
            try:
                tried = self._tries.get(timeout=LOOK_SECONDS if self._report.drawer_open else None)
            except Empty:
                self._look_at_drawer()
                continue
            if tried is None:
                return
            if not self._closed:
                self._attempt(tried)
                if tried.subject is None and tried.error is None:
                    self._look_at_drawer()

    def _look_at_drawer(self) -> None:
        """Where it has a sensor; told when it is shut, and when it came out."""
        is_open = self._drawer.is_open()
        now_ns = self._clock.read().monotonic_ns
        with self._lock:
            before = self._report.drawer_open
            if is_open is before:
                return
            since_ns = now_ns if is_open else None
            self._report = replace(self._report, drawer_open=is_open, drawer_opened_ns=since_ns)
        if is_open is not None:
            step = DeviceStep.OPENED if is_open else DeviceStep.SHUT
            self._events.note(DeviceKind.CASH_DRAWER, step)
        self._heard()

    def _attempt(self, tried: _Try) -> None:
        try:
            tried.step()
        except Fault as fault:
            tried.error = fault
        except Exception as bug:
            logger.exception("a bug at the printer; whoever asked hears of it")
            tried.error = bug
        kind = DeviceKind.CASH_DRAWER if tried.subject is None else DeviceKind.RECEIPT_PRINTER
        step = DeviceStep.WORKED if tried.error is None else DeviceStep.FAILED
        self._events.note(kind, step, error=tried.error)
        now_us = self._clock.read().wall_us
        with self._lock:
            self._waiting -= 1
            self._report = self._reported(tried, now_us)
            tried.ended.set()
            left = tried.left
        if left:
            self._heard()

    def _reported(self, tried: _Try, now_us: int) -> PrinterReport:
        before = self._report
        if tried.error is None:
            before = replace(before, last_good_us=now_us)
        if tried.subject is None:
            return replace(before, drawer_error=tried.error)
        is_low = self._printer.paper_is_low()
        if is_low and not before.paper_is_low:
            self._events.note(DeviceKind.RECEIPT_PRINTER, DeviceStep.RUNS_LOW)
        return replace(before, error=tried.error, paper_is_low=is_low)


def _nobody() -> None:
    return None
