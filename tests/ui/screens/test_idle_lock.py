"""A register that nobody touches locks by itself: the basket stays, and whose it is comes back with a PIN or badge."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.domain.operator import IDLE_MINUTES
from tests.pos_app.fakes import ANNA, BEN
from tests.pos_app.till import BAG, Till
from tests.pos_app.usecases.test_returns import sets
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import (
    opens_till,
    scans,
    shown,
    store_of,
    strip,
    total,
    touches,
)
from ui.app import StoreWindow
from ui.routes import Route

# a second of the wall's clock may pass meanwhile too
NEARLY, ENOUGH = 5 * 60 - 20, 20


def nobody_is_here(window: StoreWindow, seconds: int) -> None:
    for _ in range(seconds):
        store_of(window).second_passed()
    settle(window)


def locks(window: StoreWindow) -> None:
    nobody_is_here(window, NEARLY + ENOUGH)
    assert window.route is Route.SIGN_ON


def test_it_locks_after_five_minutes_and_says_whose_it_is(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    scans(window, BAG)
    nobody_is_here(window, NEARLY)
    QTest.keyClick(window.shell, Qt.Key.Key_F5)
    nobody_is_here(window, NEARLY)
    QTest.mouseClick(window.shell, Qt.MouseButton.LeftButton)
    nobody_is_here(window, NEARLY)
    scans(window, BAG)
    nobody_is_here(window, NEARLY)
    assert window.route is Route.TILL
    scans(window, BAG)
    locks(window)
    assert shown(window, "pinPrompt") == "Locked. Anna Meyer, your PIN or badge"
    assert shown(window, "openBasket") == "Anna Meyer’s basket, 3 items"
    assert till.kinds()[-1] == "operator_signed_off"
    for digit in ANNA.number * 2:
        store_of(window).screens.sign_on.digit_pressed(digit)
    settle(window)
    assert total(window) == "To pay £5.85"


def test_somebody_elses_badge_takes_the_basket_over(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    scans(window, BAG)
    locks(window)
    scans(window, f"OP-{BEN.number}")
    touches(window, "Take over")
    assert till.kinds()[-1] == "basket_taken_over"
    assert total(window) == "To pay £1.95"


def test_a_question_is_left_and_its_item_with_it(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, "4011")
    locks(window)
    scans(window, f"OP-{ANNA.number}", BAG)
    assert strip(window) == "Jumbo bag red retrospot £1.95"
    assert total(window) == "To pay £1.95"


@pytest.mark.parametrize(("minutes", "place"), [("0", Route.TILL), ("1", Route.SIGN_ON)])
def test_head_office_says_after_how_long(
    window: StoreWindow, till: Till, minutes: str, place: Route
) -> None:
    sets(till, IDLE_MINUTES, minutes)
    opens_till(window)
    nobody_is_here(window, 80 if minutes == "1" else NEARLY + ENOUGH)
    assert window.route is place
