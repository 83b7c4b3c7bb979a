"""A cashier at the real screens: what is shown, what is heard, and where the next scan goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.domain.sale import CompletedSale
from pos_app.domain.scan import gift_receipt_code, receipt_code
from tests.pos_app.fakes import ANNA, BEN
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.ui.screens.store_under_test import HeardSounds, settle, wait_until
from ui.app import StoreWindow
from ui.open_store import OpenStore
from ui.paper import RETRY_SECONDS
from ui.routes import Route
from ui.sounds import Sound
from ui.widgets.fresh_line import FreshLine
from ui.widgets.hold_key import HoldKey
from ui.widgets.key import Key
from ui.widgets.row_state import LineRow


def store_of(window: StoreWindow) -> OpenStore:
    assert window.store is not None
    return window.store


def touches(window: StoreWindow, *names: str) -> None:
    """Touch the visible keys with these accessible names, one after another."""
    for name in names:
        _touches(window, name)


def _touches(window: StoreWindow, name: str) -> None:
    for key in window.shell.findChildren(Key):
        if key.accessibleName() == name and key.isVisible() and key.isEnabled():
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)
            settle(window)
            return
    visible = [k.accessibleName() for k in window.shell.findChildren(Key) if k.isVisible()]
    raise AssertionError(f"no key {name!r} among {visible}")


def pad_key(window: StoreWindow, name: str) -> None:
    (key,) = (key for key in window.shell.findChildren(Key, name) if key.isVisible())
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)


def scans(window: StoreWindow, *codes: str) -> None:
    for code in codes:
        store_of(window).typed(code)
        settle(window)


def receipt_of_last_sale(window: StoreWindow) -> str:
    """What stands on it as bars."""
    return receipt_code(last_sale(window).sale_id)


def gift_receipt_of_last_sale(window: StoreWindow) -> str:
    """What stands on the paper without prices."""
    return gift_receipt_code(last_sale(window).sale_id)


def last_sale(window: StoreWindow) -> CompletedSale:
    sold: list[CompletedSale | None] = []
    window.runner.run(store_of(window).application.last_sale, sold.append)
    settle(window)
    [sale] = sold
    assert sale is not None
    return sale


def signs_on(window: StoreWindow, number: str = ANNA.number, name: str = ANNA.name) -> None:
    touches(window, f"Sign on as {name}")
    for digit in number * 2:
        store_of(window).screens.sign_on.digit_pressed(digit)
    settle(window)


def opens_till(window: StoreWindow) -> None:
    signs_on(window)
    touches(window, "It is £100")
    assert window.route is Route.TILL


def strip(window: StoreWindow) -> str:
    shown = window.shell.strip.shown
    return f"{shown.text} {shown.amount}".strip()


def shown(window: StoreWindow, name: str) -> str:
    label = window.shell.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def total(window: StoreWindow) -> str:
    panel = window.shell.findChild(QWidget, "total")
    assert isinstance(panel, QWidget)
    return panel.accessibleName()


def test_pay_in_one_touch_from_the_basket(window: StoreWindow, sounds: HeardSounds) -> None:
    opens_till(window)
    scans(window, BAG, BAG, CAKESTAND)
    assert strip(window) == "Regency cakestand 3 tier £12.75"
    assert total(window) == "To pay £16.65"
    assert sounds.heard.count(Sound.ACCEPTED) == 3
    store_of(window).screens.checkout.offer_touched("2000")
    settle(window)
    assert window.route is Route.DONE
    assert shown(window, "change") == "£3.35"
    assert sounds.heard[-1] is Sound.DONE


def test_exact_money_gives_nothing_back_and_a_drawer_left_open_is_said(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    store_of(window).screens.checkout.offer_touched("195")
    settle(window)
    assert shown(window, "change") == "Nothing to give back"
    assert strip(window) == "Paid £1.95 exactly."
    assert shown(window, "receiptState") == "Receipt printed"
    seconds = 0
    while shown(window, "drawerState") == "Drawer is open":
        window.second_passed()
        seconds += 1
    # A second of the wall's clock may pass meanwhile too.
    assert 50 < seconds <= 60
    assert shown(window, "drawerState") == "Shut the drawer"
    settle(window)


def test_a_receipt_that_waits_is_tried_again_by_itself(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    till.printer.is_plugged_in = False
    scans(window, BAG)
    store_of(window).screens.checkout.offer_touched("195")
    settle(window)
    assert shown(window, "receiptState") == "Receipt waits"
    till.printer.is_plugged_in = True
    for _ in range(RETRY_SECONDS):
        window.second_passed()
    settle(window)
    assert shown(window, "receiptState") == "Receipt printed"
    assert len(till.printer.receipts) == 1


def test_the_next_scan_starts_the_next_sale(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    store_of(window).screens.checkout.offer_touched("500")
    settle(window)
    scans(window, CAKESTAND)
    assert window.route is Route.TILL
    assert total(window) == "To pay £12.75"


def test_the_line_that_was_taken_is_tinted_for_a_moment(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG, CAKESTAND)
    lines = store_of(window).screens.checkout_screen.lines
    fresh = window.shell.findChild(FreshLine)
    assert isinstance(fresh, FreshLine)
    wait_until(lambda: fresh.place.height() == 0)
    store_of(window).typed(BAG)
    wait_until(lambda: fresh.place.height() > 0)
    assert fresh.place == lines.visualRect(lines.model().index(0, 0))
    wait_until(lambda: fresh.place.height() == 0)
    touches(window, "Remove")
    assert fresh.place.isEmpty()


def test_an_unknown_code_says_so_and_harms_nothing(
    window: StoreWindow, sounds: HeardSounds
) -> None:
    opens_till(window)
    scans(window, BAG, "5012345678900")
    assert strip(window) == "Not in our list: 5 012345 678900. Type its name."
    assert sounds.heard[-1] is Sound.REFUSED
    assert total(window) == "To pay £1.95"
    scans(window, BAG)
    assert strip(window) == "Jumbo bag red retrospot  ×2 £3.90"


def test_what_is_weighed_asks_for_its_weight_each_time(window: StoreWindow) -> None:
    opens_till(window)
    for grams in ("742", "1050"):
        scans(window, "4011")
        assert total(window).startswith("To pay")
        for digit in grams:
            pad_key(window, f"sheetDigits-{digit}")
        touches(window, "Take this weight")
    lines = store_of(window).screens.checkout_screen.lines.rows
    assert [(row.detail, row.amount) for row in lines if isinstance(row, LineRow)] == [
        ("0.742 kg × £0.89/kg · VAT Zero rate", "£0.66"),
        ("1.050 kg × £0.89/kg · VAT Zero rate", "£0.93"),
    ]


def test_a_weight_left_out_sells_nothing(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, "4011")
    touches(window, "Leave it")
    assert total(window) == "To pay £0.00"
    scans(window, BAG)
    assert total(window) == "To pay £1.95"


def test_a_line_taken_off_is_put_back_with_one_key(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG, CAKESTAND)
    touches(window, "Remove")
    assert total(window) == "To pay £1.95"
    touches(window, "Put back")
    assert total(window) == "To pay £14.70"


def test_six_times_the_next_item(window: StoreWindow) -> None:
    opens_till(window)
    store_of(window).search_edited("6 *")
    scans(window, BAG)
    assert total(window) == "To pay £11.70"


def test_enter_before_the_list_is_there_means_what_was_typed(window: StoreWindow) -> None:
    opens_till(window)
    store_of(window).search_edited("b")
    settle(window)
    store_of(window).search_edited("cake")
    store_of(window).search_submitted("cake")
    settle(window)
    assert strip(window) == "Regency cakestand 3 tier £12.75"


def test_a_letter_after_enter_takes_it_back(window: StoreWindow) -> None:
    opens_till(window)
    store_of(window).search_edited("cak")
    store_of(window).search_submitted("cak")
    store_of(window).search_edited("cake")
    settle(window)
    assert total(window) == "To pay £0.00"


def test_search_adds_what_was_found(window: StoreWindow) -> None:
    opens_till(window)
    store_of(window).search_edited("cake")
    settle(window)
    store_of(window).search_submitted("cake")
    settle(window)
    assert total(window) == "To pay £12.75"


def test_a_quantity_is_typed(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    touches(window, "Qty")
    store_of(window).screens.checkout.question_answered("set", "3")
    settle(window)
    assert total(window) == "To pay £5.85"


def test_cancelling_takes_a_key_that_is_held(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    touches(window, "More for this sale", "Cancel sale")
    assert strip(window) == "Sale is not cancelled. Hold the key for 1 second."
    assert total(window) == "To pay £1.95"
    key = window.shell.findChild(HoldKey, "keyCancel")
    assert isinstance(key, HoldKey)
    key.hold_presses(0)
    QTest.mousePress(key, Qt.MouseButton.LeftButton)
    wait_until(lambda: total(window) == "To pay £0.00")
    QTest.mouseRelease(window.shell, Qt.MouseButton.LeftButton)
    settle(window)
    assert strip(window) == "Sale cancelled, 1 item goes back."


def test_another_person_takes_the_basket_over(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    store_of(window).screens.lock()
    settle(window)
    assert shown(window, "openBasket") == "Anna Meyer’s basket, 1 item"
    signs_on(window, BEN.number, BEN.name)
    touches(window, "Take over")
    assert total(window) == "To pay £1.95"
    scans(window, BAG)
    assert total(window) == "To pay £3.90"


def test_a_wrong_pin_says_how_many_tries_are_left(window: StoreWindow) -> None:
    touches(window, f"Sign on as {ANNA.name}")
    for digit in "9999":
        store_of(window).screens.sign_on.digit_pressed(digit)
    settle(window)
    assert shown(window, "pinRefusal") == "PIN does not match. 2 tries left."
    assert window.route is Route.SIGN_ON


def test_a_product_before_sign_on_is_told_so(window: StoreWindow) -> None:
    scans(window, BAG)
    assert strip(window) == "Sign on first. Scan a badge or touch your name."


def test_other_cash_is_typed(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    store_of(window).commands.press_primary()
    settle(window)
    for digits in ("2", "00"):
        touches(window, digits)
    assert shown(window, "balance") == "£0.05"
    touches(window, "Take £2.00")
    assert shown(window, "change") == "£0.05"


def test_a_printer_that_does_not_answer_never_stops_a_sale(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    till.printer.is_plugged_in = False
    scans(window, BAG)
    store_of(window).screens.checkout.offer_touched("195")
    settle(window)
    assert window.route is Route.DONE
    assert strip(window) == "Receipt printer does not answer. Sell on, the receipt waits."
    till.printer.is_plugged_in = True
    touches(window, "Try again")
    assert len(till.printer.receipts) == 1


def test_the_day_is_closed_after_a_blind_count(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    store_of(window).screens.checkout.offer_touched("195")
    settle(window)
    window.go(Route.CLOSE_DAY)
    settle(window)
    touches(window, "2")
    touches(window, "Close the day")
    assert shown(window, "closeDayTitle") == "Z report 21 Nov"
    captions = [
        label.text()
        for label in window.shell.findChildren(QLabel)
        if label.objectName().startswith("figureCaption-")
    ]
    amounts = [shown(window, f"figureAmount-{at}") for at in range(len(captions))]
    assert dict(zip(captions, amounts, strict=True)) == {
        "Sales": "1",
        "Taken in sales": "£1.95",
        "Sales cancelled": "0",
        "Lines taken off": "0",
        "Drawer opened": "0",
        "Float": "£100.00",
        "Cash taken": "£1.95",
        "Should be there": "£101.95",
        "Counted": "£100.00",
        "Short": "−£1.95",
    }
