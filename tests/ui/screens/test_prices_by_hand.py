"""Another price on the screen: three touches, or keys alone; more than the role may take off asks a second person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.pos_app.fakes import CARLA
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_keyboard_only import presses, types
from tests.ui.screens.test_selling import opens_till, scans, strip, total, touches
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow
from ui.widgets.line_list import LineList
from ui.widgets.row_state import LineRow

DISCOUNT = "Discount, or another price"


def rows(window: StoreWindow) -> tuple[LineRow, ...]:
    lines = window.shell.findChild(LineList, "lines")
    assert isinstance(lines, LineList)
    return tuple(row for row in lines.rows if isinstance(row, LineRow))


def test_ten_percent_in_three_touches(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG, CAKESTAND)
    touches(window, DISCOUNT, "−10%", "Damaged")
    assert sheet_of(window) is None
    assert total(window) == "To pay £13.42"
    assert rows(window)[1].saving == "Discount 10% −£1.28"


def test_half_price_waits_for_a_badge(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    scans(window, CAKESTAND)
    touches(window, DISCOUNT, "−50%", "Damaged")
    assert sheet_of(window) is not None
    assert total(window) == "To pay £12.75"
    scans(window, f"OP-{CARLA.number}")
    assert sheet_of(window) is None
    assert total(window) == "To pay £6.37"
    assert till.kinds()[-1] == "operation_approved"


def test_another_price_and_back_by_keyboard(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    presses(window, Qt.Key.Key_F5)
    touches(window, "Price of one")
    types(window, "250")
    presses(window, Qt.Key.Key_Return)
    touches(window, "Shelf shows this price")
    assert total(window) == "To pay £2.50"
    assert rows(window)[0].detail.startswith("was £1.95")
    touches(window, DISCOUNT, "Take the change off")
    assert total(window) == "To pay £1.95"


def test_off_the_whole_sale(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG, CAKESTAND)
    touches(window, DISCOUNT, "The whole sale", "Amount off")
    types(window, "100")
    touches(window, "Take this amount", "Goodwill")
    assert total(window) == "To pay £13.70"
    assert strip(window) == "The whole sale is now £13.70."
    assert [row.saving for row in rows(window)] == ["Discount −£0.13", "Discount −£0.87"]


@pytest.mark.parametrize("way", ["leave", "escape", "scan"])
def test_it_is_left_without_a_change(window: StoreWindow, way: str) -> None:
    opens_till(window)
    scans(window, BAG)
    touches(window, DISCOUNT)
    if way == "leave":
        touches(window, "Leave it")
    elif way == "escape":
        presses(window, Qt.Key.Key_Escape)
    else:
        scans(window, BAG)
    settle(window)
    assert sheet_of(window) is None
    assert total(window) == ("To pay £3.90" if way == "scan" else "To pay £1.95")
