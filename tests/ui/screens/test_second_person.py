"""A second person on the screen: a badge without a touch, or a name and a PIN; the cashier stays signed on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.till import BAG, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_keyboard_only import presses, types
from tests.ui.screens.test_selling import (
    opens_till,
    scans,
    store_of,
    strip,
    total,
    touches,
)
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow
from ui.routes import Route

CARLAS, ANNAS = f"OP-{CARLA.number}", f"OP-{ANNA.number}"


def asks(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    window.go(Route.MORE)
    store_of(window).screens.later.more.chosen("open_drawer")
    settle(window)


def test_a_badge_is_all_it_takes(window: StoreWindow, till: Till) -> None:
    asks(window)
    sheet = sheet_of(window)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Needs a second person" in said and "Open the drawer without a sale" in said
    scans(window, CARLAS)
    assert sheet_of(window) is None
    assert strip(window) == "Drawer is open."
    assert till.kinds()[-2:] == ["operation_approved", "drawer_opened"]
    me = store_of(window).application.signed_on()
    assert me is not None and me.number == ANNA.number


def test_the_own_badge_is_refused_and_the_question_stays(window: StoreWindow, till: Till) -> None:
    asks(window)
    scans(window, ANNAS)
    assert sheet_of(window) is not None
    assert strip(window) == "This needs a second person. Scan another badge."
    scans(window, BAG)
    assert sheet_of(window) is not None
    touches(window, "Not now")
    assert sheet_of(window) is None
    assert till.kinds()[-2:] == ["operation_refused", "operation_refused"]
    assert till.drawer.opened == 0
    window.go(Route.TILL)
    settle(window)
    assert total(window) == "To pay £1.95"


def test_a_name_and_its_pin_by_keyboard(window: StoreWindow, till: Till) -> None:
    asks(window)
    sheet = sheet_of(window)
    assert sheet is not None
    sheet.content.setFocus()
    types(window, CARLA.number * 2)
    assert till.drawer.opened == 1


def test_escape_leaves_it(window: StoreWindow, till: Till) -> None:
    asks(window)
    presses(window, Qt.Key.Key_Escape)
    assert sheet_of(window) is None
    assert till.drawer.opened == 0
