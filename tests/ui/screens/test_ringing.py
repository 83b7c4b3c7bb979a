"""The counter rings the picker of an order that is not ready; the picker answers with one touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.domain.facts import FactKind
from pos_app.ports.changes import Changes
from tests.pos_app.fakes import ELLA, PIA, START_US
from tests.pos_app.order_shelf import PICKING, fill_shelf
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_pickup import touches, touches_row
from tests.ui.screens.test_selling import store_of, strip
from ui.app import StoreWindow
from ui.rings import REPEAT_SECONDS
from ui.routes import Route
from ui.widgets.key import Key

PUT_DEED = "INSERT OR REPLACE INTO order_deed VALUES (?, ?, ?, ?, ?)"


@pytest.fixture
def window(qtbot: QtBot, till: Till) -> Iterator[StoreWindow]:
    fill_shelf(till)
    till.opens(ELLA)
    window = StoreWindow(FakeStartup(till), HeardSounds())
    window.show(720, 1280)
    window.go(Route.PICKUP)
    settle(window)
    yield window
    window.close_all()


def feed_says(window: StoreWindow, till: Till, deed: str, who: str, at: str = "9") -> None:
    with agent(till.device) as store:
        store.execute(PUT_DEED, (PICKING, deed, who, at, till.clock.wall_us))
    till.files.news.changed()
    store_of(window).changes_heard(Changes.ORDERS)
    settle(window)


def label(window: StoreWindow, name: str) -> str:
    labels = window.shell.findChildren(QLabel, name)
    return next((found.text() for found in labels if found.isVisible()), "")


def answers(window: StoreWindow, name: str) -> None:
    [key] = [key for key in window.shell.findChildren(Key, name) if key.isVisible()]
    key.click()
    settle(window)


def test_asked_answered_and_told(window: StoreWindow, till: Till) -> None:
    touches_row(window, "pickupRows", PICKING)
    touches(window, "ringPicker")
    assert strip(window).startswith("The picker of order 4721 is asked.")
    assert label(window, "ringState").endswith("no answer yet")
    assert till.kinds()[-1] == FactKind.ORDER_RUNG
    window.go(Route.TILL)
    settle(window)
    till.clock.passes(60)
    feed_says(window, till, "minutes", PIA.number)
    assert strip(window).startswith(f"{PIA.name} needs 5 minutes for order 4721.")
    window.go(Route.PICKUP)
    settle(window)
    touches_row(window, "pickupRows", PICKING)
    assert label(window, "ringState").startswith("the picker needs 5 minutes")


def test_a_picker_is_asked_in_front_of_any_screen_until_there_is_an_answer(
    window: StoreWindow, till: Till
) -> None:
    till.signs_on(PIA)
    window.go(Route.PICK_LISTS)
    settle(window)
    feed_says(window, till, "picking", PIA.number)
    till.clock.passes(1)
    feed_says(window, till, "rung", ELLA.number)
    assert label(window, "ringTitle") == f"{ELLA.name} at the counter asks for order 4721."
    answers(window, "ringLater")
    assert label(window, "ringTitle") == ""
    for _ in range(REPEAT_SECONDS):
        store_of(window).second_passed()
    settle(window)
    till.clock.passes(1)
    answers(window, "ring-coming")
    assert till.kinds()[-1] == FactKind.RING_ANSWERED
    assert strip(window).startswith("The counter reads your answer.")
    assert till.clock.wall_us > START_US


def test_without_a_line_it_says_so(window: StoreWindow, till: Till) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO contact VALUES ('offline_since_us', '1763719100000000')")
    till.files.news.changed()
    touches_row(window, "pickupRows", PICKING)
    touches(window, "ringPicker")
    assert strip(window).startswith("No line: the picker cannot hear it.")
    assert FactKind.ORDER_RUNG not in till.kinds()
