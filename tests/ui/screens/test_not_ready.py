"""An order that is not ready says at the counter what is missing and why, and shows the ways that there are."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from pos_app.domain.handover import ShortWay
from pos_app.domain.ids import OrderNumber
from tests.pos_app.fakes import ELLA
from tests.pos_app.order_shelf import LATE, PICKING, READY, SHORT
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_pickup import rows
from tests.ui.screens.test_selling import store_of
from ui.app import StoreWindow
from ui.widgets.key import Key
from ui.widgets.row_state import ChoiceRow


def not_ready(window: StoreWindow, number: OrderNumber) -> tuple[str, list[tuple[str, str]]]:
    """What the card says of an order: its line, and of each row the detail and the price."""
    store_of(window).screens.later.counter.flow.open(number)
    settle(window)
    detail = window.shell.findChild(QLabel, "handoverDetail")
    assert isinstance(detail, QLabel)
    shown = rows(window, "handoverRows").rows
    return detail.text(), [
        (row.detail, row.trailing) for row in shown if isinstance(row, ChoiceRow)
    ]


def test_what_is_not_ready_says_what_is_missing_and_why(counter: StoreWindow, shelf: Till) -> None:
    with agent(shelf.device) as store:
        store.execute("UPDATE order_line SET picked_milli = 0 WHERE order_number = '4718'")
        store.execute("INSERT INTO order_short VALUES (?, 1, 'damaged')", (SHORT,))
        store.execute("INSERT INTO order_kit VALUES (?, 2, 2)", (SHORT,))
        store.execute(
            "INSERT INTO order_deed VALUES (?, 'picking', ?, '2', 1)", (PICKING, ELLA.number)
        )
        store.execute("UPDATE customer_order SET state = 'staged' WHERE order_number = ?", (READY,))
        store.execute("UPDATE order_piece SET of_count = 2 WHERE order_number = ?", (READY,))
    shelf.files.news.changed()
    line, lines = not_ready(counter, SHORT)
    assert line.startswith("2 items short · promised for")
    assert lines == [
        ("0 of 2 · 2 damaged", ""),
        ("0 of 1 · 1 not found · part of Regency cakestand 3 tier", ""),
    ]
    assert ways(counter) == ["wait", "part_now", "other_store", "cancel"]
    line, lines = not_ready(counter, PICKING)
    assert line.startswith(f"{ELLA.name} fetches it")
    assert lines[0] == ("0 of 2 · 2 not fetched yet", "£3.90")
    assert ways(counter) == ["wait", "cancel"]
    line, lines = not_ready(counter, LATE)
    assert line.startswith("nobody fetches it yet")
    line, lines = not_ready(counter, READY)
    assert line.startswith("1 bag is in no bay yet")
    assert lines[-1] == ("In no bay yet", "")


def ways(window: StoreWindow) -> list[str]:
    """What the customer may decide, as the keys stand, side by side."""
    keys = [window.shell.findChild(Key, f"way-{way.value}") for way in ShortWay]
    seen = [key for key in keys if isinstance(key, Key) and key.isVisible()]
    assert len({key.y() for key in seen}) == (len(seen) + 1) // 2, "there is a hole"
    return [key.objectName().removeprefix("way-") for key in seen]
