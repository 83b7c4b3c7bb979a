"""An order that came after the line was lost: its confirmation, goods from the shelf, a second person, one fact."""

from __future__ import annotations

import json
from typing import Any

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.pickup_code import qr_text
from tests.pos_app.fakes import CARLA
from tests.pos_app.order_shelf import READY, code_of
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, WINE, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_pickup import at, primary, rows, touches, touches_row
from tests.ui.screens.test_selling import store_of, strip
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow
from ui.routes import Route

NUMBER, CODE = OrderNumber("W-901"), "ABCD2345"
SINCE = "INSERT INTO contact VALUES ('offline_since_us', '1763719100000000')"


def loses_line(till: Till) -> None:
    with agent(till.device) as store:
        store.execute(SINCE)
    till.files.news.changed()


def scans(window: StoreWindow, text: str) -> None:
    store_of(window).typed(text)
    settle(window)


def confirmation(unit: str = "12") -> str:
    return f"PU-{qr_text(NUMBER, unit, CODE)}"


def last_body(till: Till) -> dict[str, Any]:
    [row] = till.files.connection.execute(
        "SELECT body FROM main.fact ORDER BY sequence DESC LIMIT 1"
    ).fetchall()
    said: dict[str, Any] = json.loads(row[0])
    return said


def test_a_confirmation_goods_and_a_manager(counter: StoreWindow, shelf: Till) -> None:
    loses_line(shelf)
    before = shelf.files.stock.on_hand_milli(ItemId(1))
    scans(counter, confirmation())
    assert at(counter) is Route.UNSEEN_ORDER
    key = primary(counter, "handOverUnseen")
    assert (key.text(), key.isEnabled()) == ("Scan what they get", False)
    for code in (BAG, BAG, WINE):
        scans(counter, code)
    assert key.text() == "Look at the age first: 18"
    touches_row(counter, "unseenRows", "age")
    touches_row(counter, "unseenRows", "1")
    assert [row.key for row in rows(counter, "unseenRows").rows] == ["age", "1", "4"]
    assert key.text() == "Hand over 2 pieces"
    touches(counter, "handOverUnseen")
    assert sheet_of(counter) is not None, "an associate alone may not"
    scans(counter, f"OP-{CARLA.number}")
    assert at(counter) is Route.PICKUP
    assert strip(counter).startswith(f"Order {NUMBER} handed over here ")
    assert shelf.kinds()[-2:] == [FactKind.OPERATION_APPROVED, FactKind.ORDER_HANDED_UNSEEN]
    said = last_body(shelf)
    assert (said["order_number"], said["age_checked"]) == (NUMBER, True)
    assert said["lines"] == [
        {"item_id": 1, "quantity_milli": 1000},
        {"item_id": 4, "quantity_milli": 1000},
    ]
    assert CODE not in str(said["code"]["salt"]), "the code itself is in no fact"
    after = shelf.files.stock.on_hand_milli(ItemId(1))
    assert before is not None and after == before - 1000
    scans(counter, confirmation())
    assert strip(counter) == f"Order {NUMBER} is no longer open. Ask head office."


def test_the_number_is_entered_and_only_without_a_line(counter: StoreWindow, shelf: Till) -> None:
    store = store_of(counter)
    store.search_edited(NUMBER)
    settle(counter)
    store.search_submitted(NUMBER)
    settle(counter)
    assert at(counter) is Route.PICKUP
    assert strip(counter) == f"No such order here: {NUMBER}. Ask for the name."
    scans(counter, confirmation(unit="77"))
    assert strip(counter) == f"Order {NUMBER} is at store 77. Send them there."
    loses_line(shelf)
    store.search_submitted(NUMBER)
    settle(counter)
    assert at(counter) is Route.UNSEEN_ORDER
    touches(counter, "unseenBack")
    assert at(counter) is Route.PICKUP
    # another order's number is only like it
    store.search_submitted("4799")
    settle(counter)
    assert at(counter) is Route.UNSEEN_ORDER
    touches(counter, "unseenBack")
    store.search_submitted(READY)
    settle(counter)
    assert at(counter) is Route.PICKUP_CHECK, "Enter came before the list was read"
    scans(counter, f"PU-{qr_text(READY, '12', code_of(READY))}")
    assert at(counter) is Route.HANDOVER, "what is here is handed over like any other"
