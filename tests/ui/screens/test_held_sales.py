"""Held sales on the screen: one key holds, two touches bring back, and a slip of the thumb gives nothing up."""

from __future__ import annotations

from PySide6.QtCore import Qt

from pos_app.ports.changes import Changes
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_keyboard_only import place, presses
from tests.ui.screens.test_selling import opens_till, scans, shown, store_of, total, touches
from ui.app import StoreWindow
from ui.routes import Route
from ui.widgets.choice_list import ChoiceList
from ui.widgets.hold_key import HoldKey
from ui.widgets.row_state import ChoiceRow


def holds(window: StoreWindow, *codes: str) -> None:
    """Scan and hold; the key would take two holds within a moment for a slip."""
    scans(window, *codes)
    store_of(window).screens.checkout.holding.touched()
    settle(window)


def register_3_holds(till: Till) -> None:
    """The same goods as this register has put aside, as the feed of the store tells it."""
    put_aside = till.files.connection.execute(
        "SELECT business_date, wall_us, CAST(body AS TEXT) FROM main.fact WHERE kind = 'sale_suspended'"
    ).fetchone()
    row = ("cd" * 16, "3", "1002", put_aside[0], put_aside[1], "held", put_aside[2])
    with agent(till.device) as store:
        store.execute("INSERT INTO held_sale VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    till.files.news.changed()


def rows(window: StoreWindow) -> tuple[ChoiceRow, ...]:
    held = window.shell.findChild(ChoiceList, "heldSalesRows")
    assert isinstance(held, ChoiceList)
    return tuple(row for row in held.rows if isinstance(row, ChoiceRow))


def test_one_touch_holds(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    scans(window, BAG, BAG)
    touches(window, "Hold")
    assert total(window) == "To pay £0.00"
    assert till.kinds()[-1] == "sale_suspended"


def test_two_touches_bring_back(window: StoreWindow) -> None:
    opens_till(window)
    holds(window, BAG, BAG)
    holds(window, CAKESTAND)
    touches(window, "Held sales (2)")
    assert place(window) is Route.HELD_SALES
    assert [row.trailing for row in rows(window)] == ["£12.75", "£3.90"]
    store_of(window).screens.later.held_sales.row_touched(rows(window)[1].key)
    settle(window)
    assert place(window) is Route.TILL
    assert total(window) == "To pay £3.90"


def test_what_another_register_holds_is_brought_back_and_never_given_up_here(
    window: StoreWindow, till: Till
) -> None:
    opens_till(window)
    holds(window, BAG)
    register_3_holds(till)
    store_of(window).screens.changes_heard(Changes.CATALOGUE)
    settle(window)
    touches(window, "Held sales (2)")
    assert [row.detail for row in rows(window)] == ["1 item", "1 item · at register 3"]
    presenter = store_of(window).screens.later.held_sales
    presenter.choose_touched()
    presenter.row_touched(rows(window)[1].key)
    settle(window)
    cancel = window.shell.findChild(HoldKey, "cancelHeld")
    assert isinstance(cancel, HoldKey) and not cancel.isVisible()
    presenter.choose_touched()
    presenter.row_touched(rows(window)[1].key)
    settle(window)
    assert total(window) == "To pay £1.95"
    assert till.kinds()[-1] == "sale_retrieved"


def test_the_green_key_brings_the_newest_back(window: StoreWindow) -> None:
    opens_till(window)
    holds(window, CAKESTAND)
    touches(window, "Held sales (1)")
    touches(window, "Bring back  £12.75")
    assert total(window) == "To pay £12.75"


def test_by_keyboard(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    presses(window, Qt.Key.Key_F7)
    assert total(window) == "To pay £0.00"
    scans(window, CAKESTAND)
    presses(window, Qt.Key.Key_F8, Qt.Key.Key_F12)
    assert place(window) is Route.HELD_SALES, "a basket is open"
    presses(window, Qt.Key.Key_Escape, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F12)
    assert place(window) is Route.TILL
    assert total(window) == "To pay £12.75"


def test_one_is_chosen_and_cancelled_by_a_key_that_is_held(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    for code in (BAG, CAKESTAND):
        holds(window, code)
    touches(window, "Held sales (2)")
    touches(window, "Cancel one")
    screens = store_of(window).screens
    presenter = screens.later.held_sales
    presenter.row_touched(rows(window)[1].key)
    settle(window)
    assert place(window) is Route.HELD_SALES
    touches(window, "Cancel sale")
    assert len(rows(window)) == 2, "it was only touched"
    presenter.cancel_held()
    settle(window)
    assert [row.trailing for row in rows(window)] == ["£12.75"]
    assert till.kinds()[-1] == "sale_cancelled"
    touches(window, "Bring back  £12.75")
    assert total(window) == "To pay £12.75"


def test_the_close_says_what_it_will_cancel(window: StoreWindow) -> None:
    opens_till(window)
    holds(window, BAG)
    window.go(Route.CLOSE_DAY)
    settle(window)
    words = "1 sale is still held, £1.95. Closing cancels it."
    assert shown(window, "closeDayRemark") == words
