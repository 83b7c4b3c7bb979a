"""A scanner at a cable: whole codes, halves, pulled out and put back in."""

from __future__ import annotations

import fcntl
import os
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from pos_app.devices.serial_line import SerialSettings
from pos_app.devices.serial_scanner import LONGEST_SCAN_BYTES, CodeLines, SerialScanner
from pos_app.domain.scan import STANDARD_RULES
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.device_lines import LineState, Reading
from storeday.processes import ServiceProcess
from tests.pos_app.devices.cable import PATIENCE_SECONDS, Cable
from tests.pos_app.fakes import StoppedClock
from ui.heard_scan import Scan
from ui.scanner_readings import HELD_MS, ScannerReadings

MS = 1_000_000


class Desk:
    """What a scanner told, in its order."""

    def __init__(self, scanner: SerialScanner) -> None:
        self.scanner = scanner
        self.readings: Queue[Reading] = Queue()
        self._turned = threading.Condition()
        scanner.listen(self.readings.put, self._has_turned)

    def reads(self) -> str:
        return self.readings.get(timeout=PATIENCE_SECONDS).text

    def until(self, state: LineState) -> None:
        with self._turned:
            assert self._turned.wait_for(lambda: self.scanner.state is state, PATIENCE_SECONDS)

    def _has_turned(self) -> None:
        with self._turned:
            self._turned.notify_all()


@pytest.fixture
def cable(tmp_path: Path) -> Cable:
    return Cable(tmp_path / "scanner")


@pytest.fixture
def desk(cable: Cable) -> Iterator[Desk]:
    scanner = SerialScanner(SerialSettings(str(cable.port)), DeviceEvents(StoppedClock()))
    made = Desk(scanner)
    yield made
    scanner.close()


def test_each_code_comes_whole_with_its_symbology(cable: Cable, desk: Desk) -> None:
    desk.until(LineState.READY)
    cable.send(b"]E05012345678900\r\n")
    cable.send(b"\x02]d2010950110153000317261231\x1d10AB\r")
    assert desk.reads() == "]E05012345678900"
    assert desk.reads() == "]d2010950110153000317261231\x1d10AB"


def test_thirty_codes_at_once_are_thirty_codes(cable: Cable, desk: Desk) -> None:
    desk.until(LineState.READY)
    codes = [f"50123456789{number:02}" for number in range(30)]
    cable.send("".join(f"{code}\r" for code in codes).encode())
    assert [desk.reads() for _ in codes] == codes


def test_a_code_without_its_end_is_told_as_half(cable: Cable, desk: Desk) -> None:
    desk.until(LineState.READY)
    cable.send(b"501234")
    half = desk.readings.get(timeout=PATIENCE_SECONDS)
    assert (half.text, half.is_half) == ("501234", True)


def test_a_pulled_cable_is_noticed_and_the_next_code_after_it_is_back_counts(
    cable: Cable, desk: Desk
) -> None:
    desk.until(LineState.READY)
    cable.pull()
    desk.until(LineState.LOST)
    cable.plug_in()
    desk.until(LineState.READY)
    cable.send(b"96385074\r")
    assert desk.reads() == "96385074"


def test_a_port_that_never_was_is_looked_for_until_it_comes(tmp_path: Path) -> None:
    port = tmp_path / "later"
    scanner = SerialScanner(SerialSettings(str(port)), DeviceEvents(StoppedClock()))
    desk = Desk(scanner)
    assert scanner.state is LineState.LOOKING
    cable = Cable(port)
    desk.until(LineState.READY)
    cable.pull()
    scanner.close()


def test_noise_without_an_end_does_not_grow_without_end() -> None:
    told: list[tuple[str, bool]] = []
    lines = CodeLines(lambda text, is_half, made_ns: told.append((text, is_half)), lambda: 0)
    lines.took(b"x" * (LONGEST_SCAN_BYTES + 1))
    assert [is_half for _, is_half in told] == [True]
    lines.took(b"1234\r")
    assert told[-1] == ("1234", False)


class HaltingClock:
    """Time that stands where a test sets it, and a reader that stands still while it asks for it."""

    def __init__(self) -> None:
        self.now_ms = 0
        self._halted = self._is_asked = False
        self._changed = threading.Condition()

    def __call__(self) -> int:
        with self._changed:
            now_ms, self._is_asked = self.now_ms, True
            self._changed.notify_all()
            assert self._changed.wait_for(lambda: not self._halted, PATIENCE_SECONDS)
        return now_ms * MS

    def halts(self) -> None:
        """Until the reader stands still, just after it has looked."""
        with self._changed:
            self._halted, self._is_asked = True, False
            assert self._changed.wait_for(lambda: self._is_asked, PATIENCE_SECONDS)

    def goes_on(self, now_ms: int) -> None:
        """So late it is now."""
        with self._changed:
            self._halted, self.now_ms = False, now_ms
            self._changed.notify_all()


def until_it_lies_there(port: Path, count: int) -> None:
    """So many bytes wait to be read; nobody else takes one."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    line = os.open(port, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    waiting = bytearray(4)
    while int.from_bytes(waiting, sys.byteorder) < count:
        assert time.monotonic() < deadline, "the simulator sends nothing"
        os.sched_yield()
        fcntl.ioctl(line, termios.FIONREAD, waiting)
    os.close(line)


@pytest.mark.parametrize(
    ("stall_ms", "read_count", "pieces"),
    [
        (2 * HELD_MS, 2, 2),  # two pulls while the machine stood still
        (2 * HELD_MS - 2, 2, 1),  # nearer to each other than two pulls can be
        (10 * HELD_MS, 30, 1),  # a held trigger all the while
    ],
)
def test_equal_codes_that_are_read_at_once_after_a_stall_are_told_apart(
    tmp_path: Path, stall_ms: int, read_count: int, pieces: int
) -> None:
    port, codes = tmp_path / "scanner", tmp_path / "codes.txt"
    arguments = ("scanner", "--port", str(port), "--shows", str(codes))
    log = tmp_path / "scanner.log"
    simulator = ServiceProcess("pos_app.devices.serial_simulator", *arguments, log=log)
    simulator.start("listening at ")
    clock, readings = HaltingClock(), ScannerReadings()
    scanner = SerialScanner(SerialSettings(str(port)), DeviceEvents(StoppedClock()), clock)
    desk = Desk(scanner)
    try:
        desk.until(LineState.READY)
        clock.halts()
        sent = "96385074\n" * read_count
        codes.write_text(sent)
        until_it_lies_there(port, len(sent) + read_count)
        clock.goes_on(stall_ms)
        heard = [desk.readings.get(timeout=PATIENCE_SECONDS) for _ in range(read_count)]
        taken = [readings.takes(each, Scan.of(each, STANDARD_RULES)) for each in heard]
        assert sum(taken) == pieces
    finally:
        scanner.close()
        simulator.stop()


def test_a_port_may_name_its_speed() -> None:
    assert SerialSettings.of("/dev/ttyS0@115200") == SerialSettings("/dev/ttyS0", 115_200)
    assert SerialSettings.of("COM3") == SerialSettings("COM3", 9600)


def test_a_port_is_claimed_by_one_and_released_for_the_next(cable: Cable, desk: Desk) -> None:
    desk.until(LineState.READY)
    other = SerialScanner(SerialSettings(str(cable.port)), DeviceEvents(StoppedClock()))
    waiting = Desk(other)
    try:
        cable.send(b"5012345678900\r")
        assert desk.reads() == "5012345678900"
        assert other.state is LineState.LOOKING
        desk.scanner.close()
        waiting.until(LineState.READY)
        cable.send(b"96385074\r")
        assert waiting.reads() == "96385074"
    finally:
        other.close()
