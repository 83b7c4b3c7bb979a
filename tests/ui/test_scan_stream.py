"""All that is read or typed comes in by one stream: parsed, with its symbology, its source and its time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos_app.domain.own_codes import OwnKind
from pos_app.domain.scan import CodeRules, MisreadCode, PlaceCode, ProductCode
from pos_app.ports.device_lines import LineState, Reading
from ui.heard_scan import CAMERA, KEYBOARD, TYPED, Scan, typing_source
from ui.scan_stream import ScanStream
from ui.scan_timing import ScanTiming

MS = 1_000_000
GOODS = "5012345678900"


class CableScanner:
    """One that reads on a thread of its own."""

    name, state = "/dev/ttyACM0", LineState.READY

    def __init__(self) -> None:
        self._heard: Callable[[Reading], None] | None = None

    def listen(self, heard: Callable[[Reading], None], turned: Callable[[], None]) -> None:
        self._heard = heard

    def close(self) -> None:
        """Nothing runs."""

    def reads(self, *texts: str) -> None:
        """Each long after the other."""
        assert self._heard is not None
        for number, text in enumerate(texts):
            self._heard(Reading(text, self.name, number * MS, made_ns=number * 1_000 * MS))


class Listener:
    """Who hears of it."""

    def __init__(self, stream: ScanStream) -> None:
        self.scans: list[Scan] = []
        self.halves: list[Scan] = []
        stream.scanned.connect(self.scans.append)
        stream.half_scanned.connect(self.halves.append)


@pytest.fixture
def stream(qapp: QApplication) -> Iterator[ScanStream]:
    parent = QObject()
    yield ScanStream(ScanTiming(), parent)
    parent.deleteLater()


def test_every_source_is_told_with_what_it_read(stream: ScanStream) -> None:
    heard = Listener(stream)
    stream.read(Reading(f"]E0{GOODS}", typing_source("Counter"), 1 * MS))
    stream.read(Reading(f"]d201{GOODS.zfill(14)}10L2231", CAMERA, 2 * MS))
    stream.read(Reading(GOODS, KEYBOARD, 3 * MS))
    stream.read(Reading("5012345678901", KEYBOARD, 4 * MS))
    stream.typed(GOODS)
    told = [(type(scan.code), scan.symbology, scan.source) for scan in heard.scans]
    assert told == [
        (ProductCode, "EAN/UPC", "keyboard Counter"),
        (ProductCode, "Data Matrix", CAMERA),
        (ProductCode, "EAN/UPC", KEYBOARD),
        (MisreadCode, "", KEYBOARD),
        (ProductCode, "", TYPED),
    ]
    assert [scan.heard_ns for scan in heard.scans[:4]] == [MS, 2 * MS, 3 * MS, 4 * MS]
    assert heard.scans[-1].is_typed and heard.scans[-1].heard_ns > 0


def test_a_scanner_on_a_thread_of_its_own_is_heard_in_order_and_in_full(
    stream: ScanStream, qapp: QApplication
) -> None:
    heard, scanner = Listener(stream), CableScanner()
    stream.listen_to((scanner,))
    codes = [f"{number:05}" for number in range(200)]
    reading = threading.Thread(target=scanner.reads, args=codes)
    reading.start()
    reading.join()
    assert heard.scans == [], "nothing is told on the scanner's thread"
    qapp.processEvents()
    assert [scan.text for scan in heard.scans] == codes
    assert {scan.source for scan in heard.scans} == {scanner.name}


def test_the_stores_own_codes_are_known_as_soon_as_it_has_said_them(stream: ScanStream) -> None:
    heard = Listener(stream)
    stream.typed("T-7")
    rules = CodeRules.of(prefixes="tote=T-")
    stream.obey(lambda: rules)
    stream.typed("T-7")
    before, after = heard.scans
    assert after.code == PlaceCode(OwnKind.TOTE, "7") == before.read_by(rules).code != before.code


def test_half_a_code_is_told_as_such(stream: ScanStream) -> None:
    heard = Listener(stream)
    stream.read(Reading("50123", KEYBOARD, 0, is_half=True))
    assert heard.scans == [] and [scan.text for scan in heard.halves] == ["50123"]
