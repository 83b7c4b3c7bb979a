"""The network printer against a simulated one in a process of its own, on good days and on bad ones."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.devices.escpos_printer import TIMEOUT_MS, EscposPrinter
from pos_app.devices.escpos_receipt import (
    DRAWER_PULSE,
    DRAWER_PULSE_AT_ONCE,
    day_report_bytes,
    receipt_bytes,
)
from pos_app.devices.printer_drawer import PrinterDrawer
from pos_app.devices.printer_lines import NetworkLine, line_to
from pos_app.files.device_settings import OPEN_IS_HIGH, OPEN_IS_LOW
from pos_app.ports.devices import ReceiptPrinter
from pos_app.ports.faults import DrawerDidNotOpen, PrinterRefused, PrinterUnreachable
from tests.pos_app.devices.receipts import receipt_of, sale_line, settlement_of, small_receipt

SHORT_MS = 200
# No answer is measured by it: programs share a busy machine.
LONG_MS = 60_000


class SimulatedPrinter:
    """The printer's process: what it printed, and the faults it is told to show."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.jobs = folder / "jobs"
        self.fault_file = folder / "faults"
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "pos_app.devices.printer_simulator",
                *("--jobs", str(self.jobs)),
                *("--fault-file", str(self.fault_file)),
                *options,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.host, _, port = self._next_line().removeprefix("listening at ").rpartition(":")
        self.port = int(port)

    def next_job(self) -> bytes:
        """Waits for the next stored job."""
        return (self.jobs / self._next_line().removeprefix("stored ")).read_bytes()

    def shows(self, *faults: str) -> None:
        """From the next connection on."""
        self.fault_file.write_text(" ".join(faults))

    def end(self) -> None:
        """Ends the process and reaps it."""
        self._process.terminate()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait(timeout=60)

    def _next_line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedPrinter]:
    printer = SimulatedPrinter(tmp_path)
    yield printer
    printer.end()


def printer_at(simulated: SimulatedPrinter, timeout_ms: int = LONG_MS) -> EscposPrinter:
    return EscposPrinter(NetworkLine(simulated.host, simulated.port), timeout_ms)


def test_the_printer_gets_every_byte_of_every_receipt(simulated: SimulatedPrinter) -> None:
    printer = printer_at(simulated)
    long_receipt = receipt_of(*(sale_line(n, f"Item {n} of many", 100 + n) for n in range(1, 301)))
    for receipt in (small_receipt(), long_receipt):
        printer.print_receipt(receipt)
        assert simulated.next_job() == receipt_bytes(receipt)


def test_the_report_of_a_day_is_printed_too(simulated: SimulatedPrinter) -> None:
    printer: ReceiptPrinter = printer_at(simulated)
    printer.print_report(settlement_of(40_900))
    assert simulated.next_job() == day_report_bytes(settlement_of(40_900))


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        (("paper-out",), "paper_out"),
        (("cover-open",), "cover_open"),
        (("paper-out", "cover-open"), "cover_open"),
        (("cutter-stuck",), "cutter_stuck"),
        (("cutter-stuck", "cover-open"), "cover_open"),
        (("halted",), "halted"),
    ],
)
def test_the_printer_says_why_it_does_not_print(
    simulated: SimulatedPrinter, faults: tuple[str, ...], reason: str
) -> None:
    simulated.shows(*faults)
    with pytest.raises(PrinterRefused) as refused:
        printer_at(simulated).print_receipt(small_receipt())
    assert refused.value.reason == reason
    simulated.shows()
    printer_at(simulated).print_receipt(small_receipt())
    assert simulated.next_job() == receipt_bytes(small_receipt())


@pytest.mark.parametrize("fault", ["mute", "deaf", "stuck"])
def test_a_printer_that_does_not_answer_holds_nobody_up(
    simulated: SimulatedPrinter, fault: str
) -> None:
    simulated.shows(fault)
    many = receipt_of(*(sale_line(n, f"Item {n} of many", 100 + n) for n in range(1, 999)))
    started_ms = time.monotonic_ns() // 1_000_000
    with pytest.raises(PrinterUnreachable) as unreachable:
        printer_at(simulated, SHORT_MS).print_receipt(many)
    took_ms = time.monotonic_ns() // 1_000_000 - started_ms
    assert took_ms < LONG_MS // 4
    assert unreachable.value.where == f"{simulated.host}:{simulated.port}"


def test_no_answer_is_known_within_three_seconds() -> None:
    assert TIMEOUT_MS <= 3_000


def test_a_printer_that_is_off_is_unreachable(simulated: SimulatedPrinter) -> None:
    simulated.end()
    with pytest.raises(PrinterUnreachable):
        printer_at(simulated).print_receipt(small_receipt())
    with pytest.raises(DrawerDidNotOpen):
        PrinterDrawer(printer_at(simulated)).open()


def test_the_drawer_opens_through_the_printer(simulated: SimulatedPrinter) -> None:
    PrinterDrawer(printer_at(simulated)).open()
    assert simulated.next_job() == DRAWER_PULSE


@pytest.mark.parametrize("fault", ["paper-out", "cover-open", "cutter-stuck"])
def test_a_printer_that_waits_opens_the_drawer_at_once(
    simulated: SimulatedPrinter, fault: str
) -> None:
    simulated.shows(fault)
    PrinterDrawer(printer_at(simulated)).open()
    assert simulated.next_job() == DRAWER_PULSE_AT_ONCE


def test_a_simulated_printer_may_start_without_paper(tmp_path: Path) -> None:
    simulated = SimulatedPrinter(tmp_path, "--paper", "out")
    try:
        with pytest.raises(PrinterRefused):
            printer_at(simulated).print_receipt(small_receipt())
    finally:
        simulated.end()


def test_paper_that_runs_low_is_known_and_stops_nothing(simulated: SimulatedPrinter) -> None:
    printer = printer_at(simulated)
    printer.print_receipt(small_receipt())
    assert not printer.paper_is_low()
    simulated.shows("paper-low")
    printer.print_receipt(small_receipt())
    assert printer.paper_is_low()


def test_the_sensor_of_the_drawer_says_whether_it_came_out(simulated: SimulatedPrinter) -> None:
    drawer = PrinterDrawer(printer_at(simulated), OPEN_IS_LOW)
    assert drawer.is_open() is False
    assert PrinterDrawer(printer_at(simulated), OPEN_IS_HIGH).is_open() is True
    assert PrinterDrawer(printer_at(simulated)).is_open() is None
    drawer.open()
    assert drawer.is_open() is True
    simulated.shows("drawer-shut")
    assert drawer.is_open() is False
    simulated.shows("drawer-stuck")
    with pytest.raises(DrawerDidNotOpen):
        drawer.open()
    simulated.shows("mute")
    assert PrinterDrawer(printer_at(simulated, SHORT_MS), OPEN_IS_LOW).is_open() is None


def test_a_device_file_that_never_answers_takes_its_jobs(tmp_path: Path) -> None:
    port = tmp_path / "lp0"
    os.mkfifo(port)
    reader = os.open(port, os.O_RDONLY | os.O_NONBLOCK)
    printer = EscposPrinter(line_to(f"{port},silent"))
    printer.print_receipt(small_receipt())
    assert os.read(reader, 100_000) == receipt_bytes(small_receipt())
    assert PrinterDrawer(printer, OPEN_IS_LOW).is_open() is None
    os.close(reader)
    with pytest.raises(PrinterUnreachable):
        EscposPrinter(line_to(str(tmp_path / "lp1"))).print_receipt(small_receipt())


@pytest.mark.parametrize("where", ["nothing", "host:", "/dev/ttyUSB0@fast"])
def test_a_way_that_leads_nowhere_is_refused(where: str) -> None:
    with pytest.raises(ValueError, match="int"):
        line_to(where)
