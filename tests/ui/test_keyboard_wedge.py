"""No digit of a scan reaches a field, and no letter of a hand is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pos_app.domain.scan import STANDARD_RULES
from pos_app.ports.device_lines import Reading
from ui.heard_scan import Scan
from ui.keyboard_wedge import KeyboardWedge
from ui.scanner_readings import HELD_MS, ScannerReadings
from ui.wedge_capture import WedgeSettings

MS = 1_000_000


@dataclass
class Desk:
    """A window with a field and a key, and a scanner on a stopped clock."""

    line: QLineEdit
    key: QPushButton
    wedge: KeyboardWedge
    now: list[int]
    readings: list[Reading] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    presses: list[str] = field(default_factory=list)

    @property
    def scans(self) -> list[tuple[str, int]]:
        return [(reading.text, reading.heard_ns) for reading in self.readings]

    @property
    def pieces(self) -> list[str]:
        """Without what a held trigger repeats."""
        heard = ScannerReadings()
        return [
            each.text for each in self.readings if heard.takes(each, Scan.of(each, STANDARD_RULES))
        ]

    def type(self, text: str, gap_ms: int) -> None:
        for character in text:
            self.now[0] += gap_ms * MS
            QTest.keyClicks(self.line, character)

    def strike(self, text: str, at_ms: int, *, is_repetition: bool = False) -> None:
        """One key as the desk tells of it, with the moment when it was struck, whenever we hear it."""
        key = ord(text.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, is_repetition)
            event.setTimestamp(at_ms)
            QCoreApplication.sendEvent(self.line, event)

    def strike_code(self, text: str, at_ms: int) -> None:
        for place, character in enumerate(text):
            self.strike(character, at_ms + 3 * place)
        self.strike("\r", at_ms + 3 * len(text))

    def press_enter(self, gap_ms: int = 2) -> None:
        self.now[0] += gap_ms * MS
        QTest.keyClick(self.line, Qt.Key.Key_Return)


@pytest.fixture
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Desk]:
    window, now = QWidget(), [0]
    box = QVBoxLayout(window)
    line, key = QLineEdit(), QPushButton("Sell")
    box.addWidget(line)
    box.addWidget(key)
    window.show()
    line.setFocus()
    wedge = KeyboardWedge(WedgeSettings(), lambda: now[0], platform=getattr(request, "param", ""))
    made = Desk(line, key, wedge, now)

    def scanned(reading: Reading) -> None:
        if reading.is_half:
            made.halves.append(reading.text)
        else:
            made.readings.append(reading)

    def pressed() -> None:
        made.presses.append(key.text())

    wedge.scanned.connect(scanned)
    line.returnPressed.connect(key.click)
    key.clicked.connect(pressed)
    wedge.install(qapp)
    yield made
    wedge.remove(qapp)
    window.close()
    window.deleteLater()
    qapp.processEvents()


def test_a_scan_is_heard_and_the_field_stays_empty(desk: Desk) -> None:
    desk.type("5012345678900", 3)
    desk.press_enter()
    assert desk.scans == [("5012345678900", 41 * MS)]
    assert desk.line.text() == ""
    assert desk.presses == []


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Tab, "\t"), (Qt.Key.Key_unknown, "\n")])
def test_a_tabulator_and_a_line_feed_end_a_code_too(desk: Desk, key: Qt.Key, text: str) -> None:
    desk.type("5012345678900", 3)
    nothing = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(desk.line, QKeyEvent(QEvent.Type.KeyPress, key, nothing, text))
    assert [code for code, _ in desk.scans] == ["5012345678900"]
    assert desk.halves == []


def test_thirty_scans_a_second_are_all_heard(desk: Desk) -> None:
    codes = [f"50123456{number:05}" for number in range(30)]
    for code in codes:
        desk.type(code, 2)
        desk.press_enter()
    assert [text for text, _ in desk.scans] == codes
    assert desk.line.text() == ""


def test_a_scanner_with_a_prefix_and_another_end_is_heard_without_them(desk: Desk) -> None:
    desk.wedge.obey(WedgeSettings.of("prefix=~ suffix=# gap=50"))
    desk.type("~5012345678900#", 45)
    desk.type("96385074", 3)
    desk.press_enter()
    assert [text for text, _ in desk.scans] == ["5012345678900", "96385074"]
    desk.type("#", 200)
    desk.wedge.end_of_patience()
    assert desk.line.text() == "#", "a hand may type it"


def test_two_scanners_are_told_apart_by_what_each_types_first(desk: Desk) -> None:
    desk.wedge.obey(WedgeSettings.of("scanner=Counter:~ scanner=Hand:!"))
    for sign in ("~", "!", "", "!"):
        desk.type(f"{sign}96385074", 3)
        desk.press_enter()
    assert [(reading.source, reading.text) for reading in desk.readings] == [
        ("keyboard Counter", "96385074"),
        ("keyboard Hand", "96385074"),
        ("keyboard", "96385074"),
        ("keyboard Hand", "96385074"),
    ]
    # one piece of each: the second of the same one came while its trigger was held
    assert desk.pieces == ["96385074"] * 3
    desk.type("~9638", 3)
    desk.wedge.end_of_patience()
    assert desk.halves == ["9638"]
    assert desk.line.text() == ""


def test_a_hand_types_into_the_field(desk: Desk) -> None:
    desk.type("oat ba", 140)
    desk.wedge.end_of_patience()
    assert desk.line.text() == "oat ba"
    desk.press_enter(200)
    assert desk.presses == ["Sell"]
    assert desk.scans == []


def test_a_late_enter_follows_the_digit_it_was_typed_after(desk: Desk) -> None:
    desk.type("7", 140)
    desk.press_enter(100)
    assert desk.line.text() == "7"
    assert desk.presses == ["Sell"]


def test_half_a_scan_is_refused_and_leaks_nothing(desk: Desk) -> None:
    desk.type("50123", 4)
    desk.wedge.end_of_patience()
    assert desk.halves == ["50123"]
    assert desk.line.text() == ""


def test_backspace_keeps_its_place_behind_the_letter_before_it(desk: Desk) -> None:
    desk.type("ab", 140)
    QTest.keyClick(desk.line, Qt.Key.Key_Backspace)
    assert desk.line.text() == "a"


def test_shortcuts_with_control_go_their_way(desk: Desk) -> None:
    desk.type("oat", 140)
    QTest.keyClick(desk.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.line.selectedText() == "oat"


def test_caps_lock_does_not_change_a_code(desk: Desk) -> None:
    for character in "AB12":
        desk.now[0] += 3 * MS
        key, plain = ord(character), Qt.KeyboardModifier.NoModifier
        press = QKeyEvent(QEvent.Type.KeyPress, key, plain, character)
        QCoreApplication.sendEvent(desk.line, press)
    desk.press_enter()
    assert desk.scans[0][0] == "ab12"


def test_a_stall_of_the_app_leaks_no_digit(desk: Desk) -> None:
    desk.type("5", 3)
    desk.now[0] += 90 * MS
    desk.wedge.timer_ran_out()
    assert desk.line.text() == ""
    desk.type("012345678900", 3)
    desk.press_enter()
    assert [text for text, _ in desk.scans] == ["5012345678900"]
    assert desk.line.text() == ""


def test_a_digit_typed_during_a_stall_comes_a_little_later(desk: Desk) -> None:
    desk.type("5", 3)
    desk.now[0] += 90 * MS
    desk.wedge.timer_ran_out()
    desk.now[0] += 30 * MS
    desk.wedge.timer_ran_out()
    assert desk.line.text() == "5"


def test_one_stall_after_the_other_leaks_no_digit(desk: Desk) -> None:
    desk.type("5", 3)
    for _ in range(4):
        desk.now[0] += 90 * MS
        desk.wedge.timer_ran_out()
    desk.type("012345678900", 3)
    desk.press_enter()
    assert [text for text, _ in desk.scans] == ["5012345678900"]
    assert (desk.line.text(), desk.halves) == ("", [])


def test_a_machine_that_always_stands_still_shows_what_was_typed_in_the_end(desk: Desk) -> None:
    desk.type("5", 3)
    for _ in range(20):
        desk.now[0] += 90 * MS
        desk.wedge.timer_ran_out()
    assert desk.line.text() == "5"


def test_keys_that_are_heard_late_count_by_when_they_were_struck(desk: Desk) -> None:
    for place, character in enumerate("5012345678900"):
        desk.now[0] += 200 * MS
        desk.strike(character, 7_000 + 3 * place)
    desk.now[0] += 200 * MS
    desk.strike("\r", 7_000 + 3 * 13)
    assert desk.pieces == ["5012345678900"]
    assert (desk.line.text(), desk.halves) == ("", [])


def test_two_pulls_that_are_heard_at_once_after_a_stall_are_two_pieces(desk: Desk) -> None:
    desk.strike_code("96385074", 7_000)
    desk.strike_code("96385074", 7_000 + 2 * HELD_MS)
    assert desk.pieces == ["96385074", "96385074"]


def test_a_held_trigger_that_is_heard_late_is_one_piece(desk: Desk) -> None:
    desk.strike_code("96385074", 7_000)
    desk.now[0] += 900 * MS
    desk.strike_code("96385074", 7_000 + HELD_MS // 2)
    assert desk.pieces == ["96385074"]


@pytest.mark.parametrize("desk", ["xcb"], indirect=True)
def test_a_digit_twice_in_one_millisecond_is_no_key_that_is_held(desk: Desk) -> None:
    for character, is_repetition in zip("2000", (False, False, True, True), strict=True):
        desk.strike(character, 7_000, is_repetition=is_repetition)
    desk.strike("\r", 7_001)
    assert desk.pieces == ["2000"]
    assert (desk.line.text(), desk.halves) == ("", [])


@pytest.mark.parametrize("desk", ["xcb"], indirect=True)
def test_a_key_that_a_hand_holds_repeats(desk: Desk) -> None:
    desk.strike("a", 7_000)
    for at_ms in (7_500, 7_530, 7_560):
        desk.strike("a", at_ms, is_repetition=True)
    assert desk.line.text() == "aaaa"


def test_what_was_typed_comes_before_what_is_touched_next(desk: Desk) -> None:
    desk.type("oat", 140)
    QTest.mouseClick(desk.key, Qt.MouseButton.LeftButton)
    assert (desk.line.text(), desk.presses) == ("oat", ["Sell"])


def test_a_key_that_is_tapped_goes_down_before_it_goes_up(desk: Desk) -> None:
    heard: list[str] = []

    def down() -> None:
        heard.append("down")

    def up() -> None:
        heard.append("up")

    desk.key.pressed.connect(down)
    desk.key.released.connect(up)
    desk.key.setFocus()
    desk.now[0] += 500 * MS
    QTest.keyClick(desk.key, Qt.Key.Key_Space)
    desk.wedge.end_of_patience()
    assert heard == ["down", "up"]
    assert not desk.key.isDown()
