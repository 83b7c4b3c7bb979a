"""A scan that sells nothing: it tells a price, or takes one piece off; closed, the next scan sells again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_keyboard_only import presses
from tests.ui.screens.test_selling import opens_till, scans, strip, total, touches
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow


def said(window: StoreWindow, name: str) -> str:
    sheet = sheet_of(window)
    assert sheet is not None
    label = sheet.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_prices_are_checked_and_nothing_is_sold(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    QTest.keyClick(window.shell, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    scans(window, CAKESTAND)
    assert "Regency cakestand 3 tier  £12.75" in said(window, "priceCheckAnswer")
    assert "20 here" in said(window, "priceCheckDetail")
    scans(window, OAT_DRINK)
    assert "£2.10" in said(window, "priceCheckAnswer")
    assert total(window) == "To pay £1.95"
    presses(window, Qt.Key.Key_Escape)
    scans(window, CAKESTAND)
    assert total(window) == "To pay £14.70"


def test_pieces_are_taken_off_by_scanning_them(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG, BAG, CAKESTAND)
    touches(window, "More for this sale", "Remove by scanning")
    scans(window, BAG)
    assert total(window) == "To pay £14.70"
    scans(window, BAG)
    assert total(window) == "To pay £12.75"
    scans(window, BAG)
    assert total(window) == "To pay £12.75"
    assert strip(window) == "Not in this sale: Jumbo bag red retrospot. Nothing was taken off."
    touches(window, "Done")
    scans(window, BAG)
    assert total(window) == "To pay £14.70"
