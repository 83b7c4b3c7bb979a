"""A key that is held: only a whole second acts, by finger or by space bar."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.dressing import dress
from ui.theme.tokens import HOLD_MS, LIGHT
from ui.widgets.hold_key import HoldKey

MS = 1_000_000


@dataclass
class Held:
    """A key on a stopped clock, and what it told."""

    key: HoldKey
    now: list[int]
    told: list[str] = field(default_factory=list)

    def passes(self, ms: int) -> None:
        self.now[0] += ms * MS
        self.key.look()


@pytest.fixture
def held(qapp: QApplication, qtbot: QtBot) -> Held:
    dress(qapp, LIGHT)
    now = [10_000 * MS]
    made = Held(HoldKey("Cancel sale", "cancel", icon="x", clock=lambda: now[0]), now)

    def was_held() -> None:
        made.told.append("held")

    def was_let_go() -> None:
        made.told.append("let go")

    made.key.held.connect(was_held)
    made.key.let_go.connect(was_let_go)
    qtbot.addWidget(made.key)
    made.key.show()
    return made


def test_a_touch_does_nothing_but_says_so(held: Held) -> None:
    QTest.mousePress(held.key, Qt.MouseButton.LeftButton)
    held.passes(HOLD_MS - 1)
    QTest.mouseRelease(held.key, Qt.MouseButton.LeftButton)
    held.passes(HOLD_MS)
    assert held.told == ["let go"]


def test_a_second_acts_once_however_long_it_goes_on(held: Held) -> None:
    QTest.mousePress(held.key, Qt.MouseButton.LeftButton)
    held.passes(HOLD_MS)
    held.passes(5 * HOLD_MS)
    QTest.mouseRelease(held.key, Qt.MouseButton.LeftButton)
    assert held.told == ["held"]


def test_the_space_bar_holds_it_too(held: Held) -> None:
    QTest.keyPress(held.key, Qt.Key.Key_Space)
    held.passes(HOLD_MS)
    QTest.keyRelease(held.key, Qt.Key.Key_Space)
    assert held.told == ["held"]


def test_it_fills_from_its_leading_edge_while_it_is_held(held: Held) -> None:
    held.key.resize(200, 56)
    QTest.mousePress(held.key, Qt.MouseButton.LeftButton)
    empty = held.key.grab().toImage()
    assert empty.pixel(20, 50) == empty.pixel(180, 50)
    held.passes(HOLD_MS // 2)
    half = held.key.grab().toImage()
    assert half.pixel(20, 50) == half.pixel(90, 50) != half.pixel(180, 50)
    QTest.mouseRelease(held.key, Qt.MouseButton.LeftButton)
