"""A buyer whose age is looked at: who was seen, a date that is typed, and a cashier who may not say it alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.pos_app.fakes import BEN, DEV
from tests.pos_app.till import BAG, WINE, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import (
    opens_till,
    pad_key,
    scans,
    shown,
    signs_on,
    store_of,
    strip,
    total,
    touches,
)
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow


def test_wine_waits_for_a_look_at_the_customer(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, WINE)
    assert total(window) == "To pay £0.00"
    scans(window, BAG)
    assert strip(window) == "Answer the question first, then scan it again."
    touches(window, "ID checked")
    assert total(window) == "To pay £8.99"


def test_refused_wine_is_not_sold(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, WINE)
    touches(window, "Refuse: do not sell it")
    assert total(window) == "To pay £0.00"


def test_a_date_of_birth_is_typed_and_one_that_is_none_waits(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, WINE)
    touches(window, "Type the date of birth")
    for digit in "31022000":
        pad_key(window, f"sheetDigits-{digit}")
    QTest.keyClick(window.shell, Qt.Key.Key_Return)
    settle(window)
    assert shown(window, "typed") == "31.02.2000"
    for _ in range(6):
        pad_key(window, "sheetDigits-erase")
    for digit in "121999":
        pad_key(window, f"sheetDigits-{digit}")
    touches(window, "Check this date")
    assert total(window) == "To pay £8.99"


def test_a_date_of_birth_that_is_too_late_is_refused_and_noted(
    window: StoreWindow, till: Till
) -> None:
    opens_till(window)
    scans(window, WINE)
    touches(window, "Type the date of birth")
    for digit in "01012020":
        pad_key(window, f"sheetDigits-{digit}")
    touches(window, "Check this date")
    assert strip(window) == "Not sold: younger than 18. It is noted."
    assert till.kinds()[-1] == "sale_refused"
    assert total(window) == "To pay £0.00"


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
    assert "Answer the age check: Red wine 750 ml, 18+" in said
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
