"""A second person on the screen: a badge without a touch, or a name and a PIN; the cashier stays signed on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.pos_app.fakes import ANNA, BEN, CARLA, DEV
from tests.pos_app.till import BAG, WINE, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_keyboard_only import presses, types
from tests.ui.screens.test_selling import (
    opens_till,
    scans,
    signs_on,
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


def test_a_cashier_under_age_calls_somebody_who_stays_a_guest(
    window: StoreWindow, till: Till
) -> None:
    signs_on(window, DEV.number, DEV.name)
    touches(window, "It is £100")
    scans(window, BAG, WINE)
    touches(window, "ID checked")
    sheet = sheet_of(window)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Red wine 750 ml, 18+" in said
    scans(window, f"OP-{DEV.number}")
    assert strip(window) == "This needs a second person. Scan another badge."
    scans(window, f"OP-{BEN.number}")
    assert sheet_of(window) is None
    assert total(window) == "To pay £10.94"
    me = store_of(window).application.signed_on()
    assert me is not None and me.number == DEV.number
    scans(window, WINE)
    assert total(window) == "To pay £19.93"
    store_of(window).screens.checkout.offer_touched("5000")
    settle(window)
    assert till.kinds().count("operation_approved") == 1
    assert till.kinds()[-1] == "sale_completed"
