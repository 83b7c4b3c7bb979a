"""A customer at the till by card, phone or name: members pay their price, and the fact has a number alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_keyboard_only import presses, types
from tests.ui.screens.test_selling import opens_till, scans, shown, store_of, strip, total, touches
from tests.ui.screens.test_why import MEMBERS, head_office_offers, sheet_of
from ui.app import StoreWindow
from ui.routes import Route


@pytest.fixture(autouse=True)
def known(till: Till) -> None:
    people = [
        CustomerEntry("P1", "Ada Marlowe", "", "0161 496 0987", "LC-1", 1240, "", "", []),
        CustomerEntry("P2", "Bea Kay", "", "0161 496 1987", "", 3, "", "", []),
    ]
    with agent(till.device) as store:
        list(write_document(store, "customers/7", CustomerDocument(people)))
    till.files.news.changed()


def last_sale(till: Till) -> dict[str, Any]:
    row = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = 'sale_completed' ORDER BY sequence DESC"
    ).fetchone()
    body: dict[str, Any] = json.loads(row[0])
    return body


def test_a_card_attaches_and_the_member_price_counts(window: StoreWindow, till: Till) -> None:
    head_office_offers(till, MEMBERS)
    opens_till(window)
    scans(window, "LC-1")
    assert shown(window, "hint") == "Ada Marlowe · 1240 points"
    scans(window, CAKESTAND)
    assert total(window) == "To pay £12.11"
    store_of(window).screens.checkout.offer_touched("5000")
    settle(window)
    assert last_sale(till)["customer"] == "P1"
    assert "Ada" not in json.dumps(last_sale(till))
    window.go(Route.TILL)
    settle(window)
    scans(window, CAKESTAND)
    assert total(window) == "To pay £12.75"


def test_found_by_the_end_of_the_phone_number_and_taken_off(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    presses(window, Qt.Key.Key_F3)
    types(window, "1987")
    presses(window, Qt.Key.Key_Return)
    assert sheet_of(window) is None
    assert strip(window) == "Bea Kay · 3 points"
    touches(window, "More for this sale", "Customer", "Take off")
    assert strip(window) == "The sale is nobody’s now."
    assert total(window) == "To pay £1.95"


def test_found_by_name_and_there_after_a_restart(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    presses(window, Qt.Key.Key_F3)
    types(window, "marl")
    presses(window, Qt.Key.Key_Return)
    window.go(Route.MORE)
    window.go(Route.TILL)
    settle(window)
    assert shown(window, "hint") == "Ada Marlowe · 1240 points"


def test_a_card_that_nobody_has_harms_nothing(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    scans(window, "LC-9")
    assert strip(window) == "This card is not known here. Sell without it."
    assert total(window) == "To pay £1.95"
