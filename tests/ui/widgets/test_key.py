"""A key is pressed once by one thumb, and a scanner's Enter never presses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.dressing import dress
from ui.theme.style import text_font
from ui.theme.tokens import LIGHT
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.key_text import fit_key_text
from ui.widgets.press_guard import PressGuard

MS = 1_000_000


class Presses:
    """Counts presses of one key on a stopped clock."""

    def __init__(self, guard_ms: int = 250) -> None:
        self.now_ns = 0
        self.count = 0
        self.key = Key("Hold", "hold", guard_ms=guard_ms, clock=self.time)
        self.key.clicked.connect(self.pressed)
        self.key.resize(120, 56)

    def time(self) -> int:
        return self.now_ns

    def pressed(self) -> None:
        self.count += 1

    def touch(self, after_ms: int = 0) -> None:
        self.now_ns += after_ms * MS
        QTest.mouseClick(self.key, Qt.MouseButton.LeftButton)


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> None:
    dress(qapp, LIGHT)


def test_a_second_press_within_250_ms_is_the_same_thumb() -> None:
    presses = Presses()
    presses.touch()
    presses.touch(after_ms=249)
    assert presses.count == 1
    presses.touch(after_ms=1)
    assert presses.count == 2


def test_digits_may_repeat_quickly() -> None:
    presses = Presses(guard_ms=0)
    presses.touch()
    presses.touch(after_ms=1)
    assert presses.count == 2


def test_a_held_back_key_does_not_pay_by_a_late_tap() -> None:
    presses = Presses()
    presses.key.hold_presses(400)
    presses.touch(after_ms=399)
    assert presses.count == 0
    presses.touch(after_ms=1)
    assert presses.count == 1


def test_a_busy_key_ignores_presses() -> None:
    presses = Presses()
    presses.key.set_busy(True)
    presses.touch()
    assert presses.count == 0
    assert presses.key.is_busy


def test_enter_never_presses_and_space_does() -> None:
    presses = Presses()
    QTest.keyClick(presses.key, Qt.Key.Key_Return)
    assert presses.count == 0
    QTest.keyClick(presses.key, Qt.Key.Key_Space)
    assert presses.count == 1


def test_a_touch_takes_no_focus() -> None:
    presses = Presses()
    presses.key.show()
    presses.touch()
    assert not presses.key.hasFocus()
    assert presses.key.focusPolicy() == Qt.FocusPolicy.TabFocus
    presses.key.close()


def test_sizes_are_those_of_hands() -> None:
    assert Key("Qty", "qty").sizeHint().height() == 56
    assert PrimaryKey("Card £37.62", "pay").sizeHint().height() == 80


def test_words_outlive_the_icon() -> None:
    metrics = QFontMetrics(text_font(16, 500))
    one = metrics.horizontalAdvance("Print again")
    assert fit_key_text("Print again", metrics, one + 40, 50, 24).with_icon
    narrow = fit_key_text("Print again", metrics, one - 10, 50, 24)
    assert (narrow.lines, narrow.elided) == (("Print", "again"), False)
    assert fit_key_text("Print", metrics, 8, 50, 0).elided


def test_guard_counts_from_the_press_that_counted() -> None:
    now = [0]
    guard = PressGuard(100, lambda: now[0])
    assert guard.accepts()
    now[0] = 60 * MS
    assert not guard.accepts()
    now[0] = 100 * MS
    assert guard.accepts()
