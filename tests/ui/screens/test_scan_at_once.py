"""Whoever signs on, or opens the till, and scans at once finds the goods in the basket: no scan is lost on the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, CAKESTAND
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_scan_while_paying import SlowDisk, scans_at_once
from tests.ui.screens.test_selling import (
    opens_till,
    scans,
    signs_on,
    store_of,
    strip,
    total,
)
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.checkout.view_state import Question
from ui.widgets.key import Key


def _signs_on_slowly(window: StoreWindow) -> SlowDisk:
    sign_on = store_of(window).screens.sign_on
    sign_on.operator_touched(ANNA.number)
    disk = SlowDisk(window)
    for digit in ANNA.number * 2:
        sign_on.digit_pressed(digit)
    return disk


def _place(window: StoreWindow) -> Route:
    return window.route


def test_while_the_till_opens(window: StoreWindow) -> None:
    signs_on(window)
    disk = SlowDisk(window)
    key = window.shell.findChild(Key, "floatByTheBook")
    assert isinstance(key, Key)
    key.click()
    scans_at_once(window, BAG, CAKESTAND, BAG)
    disk.goes_on()
    assert _place(window) is Route.TILL
    assert total(window) == "To pay £16.65"


def test_while_somebody_signs_on(window: StoreWindow) -> None:
    opens_till(window)
    store_of(window).screens.lock()
    settle(window)
    disk = _signs_on_slowly(window)
    scans_at_once(window, BAG, CAKESTAND)
    disk.goes_on()
    assert _place(window) is Route.TILL
    assert total(window) == "To pay £14.70"


def test_what_stands_in_the_way_afterwards_is_said_last(window: StoreWindow) -> None:
    disk = _signs_on_slowly(window)
    scans_at_once(window, BAG)
    disk.goes_on()
    assert _place(window) is Route.OPEN_TILL
    assert strip(window) == "Count the drawer first, then scan it again."


def test_nobody_who_signs_on_is_told_so_at_once(window: StoreWindow) -> None:
    scans(window, BAG)
    assert strip(window) == "Sign on first. Scan a badge or touch your name."


def test_no_letter_is_typed_behind_a_question(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    store_of(window).screens.checkout.asked(Question.QUANTITY)
    settle(window)
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_O, Qt.KeyboardModifier.NoModifier, "o")
    QApplication.sendEvent(window.shell, letter)
    settle(window)
    search = window.shell.findChild(QLineEdit, "search")
    assert isinstance(search, QLineEdit)
    assert search.text() == ""
