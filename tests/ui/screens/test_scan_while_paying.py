"""A scan while money is taken: it is never lost, and never hides the change that is still to give."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from tests.pos_app.till import BAG, CAKESTAND, WINE
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import opens_till, scans, shown, store_of, strip, total, touches
from ui.app import StoreWindow
from ui.routes import Route

PATIENCE_SECONDS = 60


class SlowDisk:
    """The store's thread takes its time until it is let go: what is asked of it meanwhile waits in order."""

    def __init__(self, window: StoreWindow) -> None:
        self._window = window
        self._goes_on = threading.Event()
        window.runner.run(self._wait, self._nothing)

    def goes_on(self) -> None:
        """Everything that was asked for is done."""
        self._goes_on.set()
        settle(self._window)

    def _wait(self) -> bool:
        return self._goes_on.wait(PATIENCE_SECONDS)

    def _nothing(self, result: bool) -> None:
        assert result


@pytest.fixture
def selling(window: StoreWindow) -> Iterator[StoreWindow]:
    opens_till(window)
    scans(window, BAG)
    yield window


def place(window: StoreWindow) -> Route:
    return window.route


def scans_at_once(window: StoreWindow, *codes: str) -> None:
    for code in codes:
        store_of(window).typed(code)


def test_the_change_stays_in_front_and_the_item_is_in_the_next_sale(selling: StoreWindow) -> None:
    disk = SlowDisk(selling)
    store_of(selling).screens.checkout.offer_touched("500")
    scans_at_once(selling, CAKESTAND)
    disk.goes_on()
    assert place(selling) is Route.DONE
    assert shown(selling, "change") == "£3.05"
    assert strip(selling) == "Regency cakestand 3 tier £12.75"
    touches(selling, "Next sale: 1 item, £12.75")
    assert place(selling) is Route.TILL
    assert total(selling) == "To pay £12.75"


def test_from_the_cash_screen_too(selling: StoreWindow) -> None:
    store_of(selling).commands.press_primary()
    settle(selling)
    disk = SlowDisk(selling)
    store_of(selling).commands.press_primary()
    scans_at_once(selling, CAKESTAND, CAKESTAND)
    assert place(selling) is Route.TENDER
    disk.goes_on()
    assert place(selling) is Route.DONE
    scans(selling, BAG)
    assert place(selling) is Route.TILL
    assert total(selling) == "To pay £27.45"


def test_money_that_is_refused_leaves_the_item_in_this_sale(selling: StoreWindow) -> None:
    store_of(selling).commands.press_primary()
    settle(selling)
    disk = SlowDisk(selling)
    store_of(selling).screens.checkout.offer_touched("100")
    scans_at_once(selling, CAKESTAND)
    disk.goes_on()
    assert place(selling) is Route.TILL
    assert total(selling) == "To pay £14.70"
    store_of(selling).screens.checkout.offer_touched("1470")
    settle(selling)
    assert place(selling) is Route.DONE


def test_what_the_next_sale_asks_waits_until_the_change_was_given(selling: StoreWindow) -> None:
    disk = SlowDisk(selling)
    store_of(selling).screens.checkout.offer_touched("500")
    scans_at_once(selling, WINE)
    disk.goes_on()
    assert place(selling) is Route.DONE
    assert selling.shell.findChild(QWidget, "ageSheet") is None
    touches(selling, "Next sale asks first")
    touches(selling, "ID checked")
    assert total(selling) == "To pay £8.99"


def test_a_second_press_while_money_moves_takes_nothing_twice(selling: StoreWindow) -> None:
    disk = SlowDisk(selling)
    for _ in range(3):
        store_of(selling).screens.checkout.offer_touched("500")
    disk.goes_on()
    assert place(selling) is Route.DONE
    assert strip(selling) == "Paid £1.95. Give back £3.05."
