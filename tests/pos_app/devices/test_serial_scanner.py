"""A scanner at a cable: whole codes, halves, pulled out and put back in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from pos_app.devices.serial_line import SerialSettings
from pos_app.devices.serial_scanner import LONGEST_SCAN_BYTES, CodeLines, SerialScanner
from pos_app.ports.device_events import DeviceEvents
from pos_app.ports.device_lines import LineState, Reading
from tests.pos_app.devices.cable import PATIENCE_SECONDS, Cable
from tests.pos_app.fakes import StoppedClock


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
    lines = CodeLines(lambda text, is_half: told.append((text, is_half)))
    lines.took(b"x" * (LONGEST_SCAN_BYTES + 1))
    assert [is_half for _, is_half in told] == [True]
    lines.took(b"1234\r")
    assert told[-1] == ("1234", False)


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
