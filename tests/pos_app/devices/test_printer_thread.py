"""Nobody waits for a slow printer, nothing is printed twice, and no drawer springs open long after its sale."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from pos_app.devices.printer_thread import PrinterThread
from pos_app.domain.ids import Workstation
from pos_app.domain.receipt import PrinterTest, StoreHeading
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.faults import DrawerDidNotOpen, PrinterBusy, PrinterUnreachable
from tests.pos_app.fakes import FakeDrawer, FakePrinter, StoppedClock

PATIENCE_MS = 20
LONG_SECONDS = 60


class SlowPrinter(FakePrinter):
    """Takes its time: prints when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_print = threading.Event()

    def print_test(self, page: PrinterTest) -> None:
        assert self.may_print.wait(LONG_SECONDS)
        super().print_test(page)


@pytest.fixture
def printer() -> SlowPrinter:
    return SlowPrinter()


@pytest.fixture
def heard() -> threading.Event:
    return threading.Event()


@pytest.fixture
def thread(printer: SlowPrinter, heard: threading.Event) -> Iterator[PrinterThread]:
    made = PrinterThread(
        printer, FakeDrawer(), StoppedClock(), DeviceEvents(StoppedClock()), PATIENCE_MS
    )
    made.listen(heard.set)
    yield made
    printer.may_print.set()
    made.close()


def page(number: str) -> PrinterTest:
    return PrinterTest(StoreHeading("Leeds", (), ""), Workstation(number), "21 Nov 2026 14:03")


def prints(thread: PrinterThread, heard: threading.Event, document: PrinterTest) -> None:
    """It has its outcome: at once, or once it is heard of where the machine was busy."""
    heard.clear()
    try:
        thread.print_test(document)
    except PrinterBusy:
        assert heard.wait(LONG_SECONDS)
        thread.print_test(document)


def test_a_printer_that_works_is_waited_for(printer: SlowPrinter) -> None:
    thread = PrinterThread(
        printer, FakeDrawer(), StoppedClock(), DeviceEvents(StoppedClock()), LONG_SECONDS * 1000
    )
    printer.may_print.set()
    thread.print_test(page("1"))
    assert printer.tests == [page("1")]
    assert thread.report().last_good_us is not None
    assert not thread.report().is_busy
    thread.close()


def test_a_slow_one_is_left_and_its_outcome_is_heard_once(
    thread: PrinterThread, printer: SlowPrinter, heard: threading.Event
) -> None:
    with pytest.raises(PrinterBusy):
        thread.print_test(page("1"))
    with pytest.raises(PrinterBusy):
        thread.print_test(page("1"))
    assert thread.report().is_busy
    printer.may_print.set()
    assert heard.wait(LONG_SECONDS)
    thread.print_test(page("1"))
    assert printer.tests == [page("1")]


def test_nothing_else_is_begun_while_it_is_at_work(
    thread: PrinterThread, printer: SlowPrinter, heard: threading.Event
) -> None:
    with pytest.raises(PrinterBusy):
        thread.print_test(page("1"))
    with pytest.raises(PrinterBusy):
        thread.print_test(page("2"))
    printer.may_print.set()
    assert heard.wait(LONG_SECONDS)
    prints(thread, heard, page("2"))
    assert printer.tests == [page("1"), page("2")]


def test_the_fault_of_a_try_that_was_left_is_told_to_who_asks_again(
    thread: PrinterThread, printer: SlowPrinter, heard: threading.Event
) -> None:
    printer.is_plugged_in = False
    with pytest.raises(PrinterBusy):
        thread.print_test(page("1"))
    printer.may_print.set()
    assert heard.wait(LONG_SECONDS)
    with pytest.raises(PrinterUnreachable):
        thread.print_test(page("1"))
    assert isinstance(thread.report().error, PrinterUnreachable)
    assert thread.report().last_good_us is None


def test_one_that_failed_is_tried_anew_but_not_waited_for(
    thread: PrinterThread, printer: SlowPrinter, heard: threading.Event
) -> None:
    printer.may_print.set()
    printer.is_plugged_in = False
    with pytest.raises(PrinterUnreachable):
        prints(thread, heard, page("1"))
    heard.clear()
    printer.is_plugged_in = True
    printer.may_print.clear()
    with pytest.raises(PrinterBusy):
        thread.print_test(page("1"))
    printer.may_print.set()
    assert heard.wait(LONG_SECONDS)
    thread.print_test(page("1"))
    assert printer.tests == [page("1")]


def test_a_stuck_drawer_says_so(printer: SlowPrinter) -> None:
    drawer = FakeDrawer()
    drawer.is_stuck = True
    thread = PrinterThread(
        printer, drawer, StoppedClock(), DeviceEvents(StoppedClock()), LONG_SECONDS * 1000
    )
    with pytest.raises(DrawerDidNotOpen):
        thread.open()
    assert isinstance(thread.report().drawer_error, DrawerDidNotOpen)
    thread.close()


def test_an_end_in_the_middle_waits_for_the_try_under_way(
    thread: PrinterThread, printer: SlowPrinter
) -> None:
    with pytest.raises(PrinterBusy):
        thread.print_test(page("1"))
    printer.may_print.set()
    thread.close()
    assert printer.tests == [page("1")]
