"""Sent and waiting: what is wrong with the device, why head office could not count something, and where it is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pos_app.files.journal_reader import facts_after, incarnations
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import opens_till, scans, shown, store_of, strip, touches
from ui.app import StoreWindow
from ui.routes import Route
from ui.widgets.choice_list import ChoiceList
from ui.widgets.rail import RailKey
from ui.widgets.row_state import ChoiceRow

CLOCK = "Clock is 14 minutes off. Sales are kept, times get mended. Have the clock set."
DISK = "This device is nearly full (180 MB left). Sales are safe. Call head office today."


def notes(till: Till, **contact: str | None) -> None:
    """The agent writes down what it found; None takes it away."""
    with agent(till.device) as store:
        for name, value in contact.items():
            store.execute("DELETE FROM contact WHERE name = ?", (name,))
            if value is not None:
                store.execute("INSERT INTO contact VALUES (?, ?)", (name, value))


def rows(window: StoreWindow) -> list[ChoiceRow]:
    listed = window.shell.findChild(ChoiceList, "waiting")
    assert isinstance(listed, ChoiceList)
    return [row for row in listed.rows if isinstance(row, ChoiceRow)]


def hears(window: StoreWindow) -> None:
    """The app looks whether the agent has written; a look that was under way may have come too early."""
    settle(window)
    store_of(window).standing.look_for_news()
    settle(window)


@pytest.fixture
def sending(window: StoreWindow) -> Iterator[StoreWindow]:
    opens_till(window)
    window.go(Route.SENDING)
    settle(window)
    yield window


def test_what_is_wrong_with_the_device_is_listed_first(sending: StoreWindow, till: Till) -> None:
    notes(till, long_log_bytes="70000000", clock_offset_ms="-840000")
    hears(sending)
    assert [(row.title, row.detail) for row in rows(sending)][:2] == [
        ("Clock is 14 minutes off.", "Sales are kept, times get mended. Have the clock set."),
        (
            "A file of this register grows too long.",
            "Sell on. Tonight close the program and start it again.",
        ),
    ]
    notes(till, long_log_bytes=None, clock_offset_ms="12")
    hears(sending)
    assert rows(sending)[0].title.endswith("Signed on")


def test_a_register_that_head_office_has_forgotten_says_how_it_is_admitted_again(
    sending: StoreWindow, till: Till
) -> None:
    notes(till, refused_by_centre="1")
    hears(sending)
    assert strip(sending) == (
        "Head office does not know this register. Sales are safe. Call head office to admit it again."
    )
    assert [(row.title, row.detail) for row in rows(sending)][1:4] == [
        ("1  Type here, and read it out", "python -m pos_app admit"),
        ("2  Head office makes a code", "python -m central admit-device"),
        ("3  Close this, type the code", "python -m pos_app admit --code"),
    ]


def test_grave_things_stand_on_the_strip_until_they_are_over(
    window: StoreWindow, till: Till
) -> None:
    opens_till(window)
    notes(till, disk_short="180000000")
    hears(window)
    assert strip(window) == DISK
    scans(window, BAG)
    assert strip(window) == "Jumbo bag red retrospot £1.95"
    touches(window, "1 message")
    assert strip(window) == DISK
    touches(window, "Details")
    assert window.route is Route.SENDING
    notes(till, disk_short=None)
    hears(window)
    assert strip(window) == "Jumbo bag red retrospot £1.95"


def test_whoever_signs_on_is_told_and_nobody_before(window: StoreWindow, till: Till) -> None:
    notes(till, clock_offset_ms="-840000")
    hears(window)
    assert strip(window) == ""
    opens_till(window)
    assert strip(window) == CLOCK
    store_of(window).screens.lock()
    settle(window)
    assert strip(window) == ""


def test_a_parked_sale_says_why_until_a_person_has_settled_it(
    sending: StoreWindow, till: Till
) -> None:
    scans(sending, BAG)
    store_of(sending).screens.checkout.offer_touched("195")
    settle(sending)
    sending.go(Route.SENDING)
    connection = till.files.connection
    life = incarnations(connection)[0]
    sale = facts_after(connection, life.id, 0, 100)[-1]
    with agent(till.device) as store:
        store.execute("INSERT INTO receipt VALUES (?, 'parked')", (sale.fact_id.bytes,))
        store.execute(
            "INSERT INTO exception VALUES (?, 'unknown_item', ?, 'open', '5, 7')",
            (sale.fact_id.hex, sale.fact_id.hex),
        )
        store.execute(
            "INSERT INTO acknowledged VALUES (?, ?, ?, 1)", (life.id, sale.sequence, sale.hash)
        )
    hears(sending)
    (row,) = rows(sending)
    assert row.detail == "Head office does not know item 5, 7 · 12-2A-1121-0001"
    assert row.mark == "Needs a look"
    assert shown(sending, "sendingQuestion") == "Can I switch off?"
    listed = sending.shell.findChild(ChoiceList, "waiting")
    assert isinstance(listed, ChoiceList)
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    settle(sending)
    assert shown(sending, "sendingAnswer") == row.detail
    with agent(till.device) as store:
        store.execute("UPDATE exception SET state = 'settled', detail = 'dismiss: a test'")
    hears(sending)
    assert rows(sending) == []


def test_the_rail_says_where_one_is_however_one_came_there(window: StoreWindow) -> None:
    opens_till(window)
    rail = {key.accessibleName(): key for key in window.shell.findChildren(RailKey)}
    assert rail["Sell"].isChecked()
    window.shell.pill_touched.emit()
    settle(window)
    assert rail["More"].isChecked()
