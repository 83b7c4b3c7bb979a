"""Slips of a machine for empties on the screen: they lower what is to pay, and what is left over is given in cash."""

from __future__ import annotations

from pos_app.domain.deposit_voucher import DEPOSIT_VOUCHERS
from pos_app.domain.gs1 import check_digit
from tests.pos_app.till import BAG, Till
from tests.pos_app.usecases.test_once import slip
from tests.pos_app.usecases.test_returns import sets
from tests.ui.screens.test_keyboard_only import place
from tests.ui.screens.test_selling import opens_till, pad_key, scans, strip, total, touches
from ui.app import StoreWindow
from ui.routes import Route
from ui.widgets.key import PrimaryKey


def test_the_green_key_gives_what_slips_are_worth_beyond_the_goods(
    window: StoreWindow, till: Till
) -> None:
    sets(till, DEPOSIT_VOUCHERS, "98SSSSSPPPppK")
    till.files.news.changed()
    opens_till(window)
    scans(window, BAG, slip("00095"))
    assert total(window) == "To pay £1.00"
    scans(window, slip("00240", "54321"))
    assert total(window) == "To give back £1.40"
    key = window.shell.findChild(PrimaryKey, "primary")
    assert isinstance(key, PrimaryKey) and key.text() == "Give £1.40"
    key.hold_presses(0)
    touches(window, "Give £1.40")
    assert place(window) is Route.DONE
    assert strip(window) == "Give back £1.40."
    scans(window, BAG, slip("00095"))
    assert strip(window) == "This deposit slip was used before. Keep it."
    assert total(window) == "To pay £1.95"


def test_a_slip_without_an_amount_asks_for_it_and_may_be_left(
    window: StoreWindow, till: Till
) -> None:
    sets(till, DEPOSIT_VOUCHERS, "97SSSSSSSSSSK")
    till.files.news.changed()
    opens_till(window)
    number = "971234567890" + check_digit("971234567890")
    scans(window, BAG, number)
    touches(window, "Leave it")
    assert total(window) == "To pay £1.95"
    scans(window, number)
    for digit in "125":
        pad_key(window, f"sheetDigits-{digit}")
    touches(window, "Take this amount")
    assert total(window) == "To pay £0.70"
