"""The stock room on the screen: figures, changes, a blind count with a second look; and every look of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.delivery import SISTERS_SETTING
from pos_app.domain.gs1 import check_digit
from pos_app.domain.ids import ItemId
from pos_app.domain.operator import Operator
from tests.pos_app.fakes import CARLA, PIA, START_US
from tests.pos_app.picking import Picker
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_picking import scans, touches
from tests.ui.screens.test_screen_walk import Walk, walks
from tests.ui.screens.test_selling import store_of, strip
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.stock.screen import StockPadScreen
from ui.widgets.big_text import BigText
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key

SSCC = "39520010000000001"
PALLET = SSCC + check_digit(SSCC)
OTHER_PALLET = "39520010000000002" + check_digit("39520010000000002")


@pytest.fixture
def room(till: Till) -> Till:
    """Bins with goods, as for a picker."""
    return Picker(till.device.folder.root, till).till


@pytest.fixture
def window(qtbot: QtBot, room: Till) -> Iterator[StoreWindow]:
    window = StoreWindow(FakeStartup(room), HeardSounds())
    window.show(1280, 800)
    settle(window)
    yield window
    window.close_all()


def signs_on(window: StoreWindow, operator: Operator = PIA) -> None:
    store = store_of(window)
    register = store.application.register
    window.runner.run(
        lambda: register.sign_on_with_pin(operator=operator.number, pin=operator.number * 2),
        store.screens.signed_on,
    )
    settle(window)


def goes(window: StoreWindow, route: Route = Route.STOCK) -> None:
    window.go(route)
    settle(window)


def presses(window: StoreWindow, words: str) -> None:
    """The visible key of the screen in front that says so."""
    for key in store_of(window).screens._navigation.screen().findChildren(Key):
        if key.isVisible() and key.text() == words:
            key.click()
            settle(window)
            return
    raise AssertionError(words)


def types(window: StoreWindow, digits: str) -> None:
    for digit in digits:
        screen = store_of(window).screens._navigation.screen()
        assert isinstance(screen, StockPadScreen)
        screen.type_key(digit)
    settle(window)


def figure(window: StoreWindow, name: str = "stockItemFigure") -> str:
    found = window.shell.findChild(BigText, name)
    assert isinstance(found, BigText)
    return found.text


def rows(window: StoreWindow, name: str) -> list[str]:
    found = window.shell.findChild(ChoiceList, name)
    assert isinstance(found, ChoiceList)
    model = found.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def sisters_have(till: Till) -> None:
    """Two stores that goods go to: one had seven bags the day before, the other has nothing."""
    ages = [("13", START_US), ("14", START_US - 24 * 3_600_000_000)]
    with agent(till.device) as store:
        named = (SISTERS_SETTING, "13=Leeds, 14=York")
        store.execute("INSERT INTO configuration VALUES (?, ?)", named)
        store.execute("INSERT INTO sister_stock VALUES (1, '14', 7000)")
        store.executemany("INSERT INTO sister_store VALUES (?, ?)", ages)
    till.files.news.changed()


def test_an_item_tells_what_other_stores_have_and_how_old_that_is(
    window: StoreWindow, room: Till
) -> None:
    sisters_have(room)
    signs_on(window)
    goes(window)
    scans(window, BAG)
    assert rows(window, "stockItemRows")[2:] == ["Store York, As of 20 Nov, 10:00, 7"]
    goes(window)
    scans(window, CAKESTAND)
    assert rows(window, "stockItemRows")[1:] == ["No other store has any, As of 20 Nov, 10:00"]


def test_an_item_tells_what_is_here_and_a_change_shows_at_once_and_is_taken_back(
    window: StoreWindow,
) -> None:
    signs_on(window)
    goes(window)
    scans(window, BAG)
    assert window.route is Route.STOCK_ITEM
    assert figure(window) == "20 here"
    assert rows(window, "stockItemRows") == ["A01 · 03 · B, 20", "A03 · 02 · A, 4"]
    presses(window, "Throw away")
    types(window, "3")
    presses(window, "Throw 3 away")
    assert (figure(window), strip(window)) == (
        "17 here",
        "Thrown away: Jumbo bag red retrospot.",
    )
    presses(window, "Undo")
    assert figure(window) == "20 here"
    presses(window, "Move")
    types(window, "5")
    scans(window, "BIN-R2")
    presses(window, "Move 5")
    assert rows(window, "stockItemRows")[0] == "A01 · 03 · B, 15"
    assert rows(window, "stockItemRows")[2] == "R2, 5"
    presses(window, "Move")
    types(window, "99")
    scans(window, "BIN-R2")
    presses(window, "Move 99")
    assert strip(window) == "Bin A01-03-B has 15. Move less, or count it."


def test_a_correction_needs_a_second_person_unless_it_is_the_manager(
    window: StoreWindow, room: Till
) -> None:
    signs_on(window)
    goes(window)
    scans(window, CAKESTAND)
    presses(window, "Correct")
    types(window, "2")
    presses(window, "Correct by 2")
    scans(window, f"OP-{CARLA.number}")
    assert figure(window) == "22 here"
    assert room.kinds()[-2:] == ["operation_approved", "stock_adjusted"]


def test_a_bin_is_counted_blind_and_what_is_far_off_once_more(
    window: StoreWindow, room: Till
) -> None:
    signs_on(window)
    goes(window)
    scans(window, "BIN-A02-10-C")
    assert rows(window, "stockRows") == ["Regency cakestand 3 tier, 22423, 9"]
    goes(window, Route.STOCK_COUNT)
    scans(window, "BIN-A02-10-C")
    assert rows(window, "stockCountRows") == ["Regency cakestand 3 tier, 22423"]
    scans(window, CAKESTAND, CAKESTAND)
    assert figure(window, "stockCountTyped") == "2"
    types(window, "3")
    presses(window, "3 are there")
    assert strip(window) == "Far from the books. Count Regency cakestand 3 tier once more."
    assert "stock_counted" not in room.kinds()
    types(window, "19")
    # the next item writes down the one before
    scans(window, OAT_DRINK)
    assert room.kinds()[-1] == "stock_counted"
    assert figure(window, "stockCountTyped") == "1"
    types(window, "20")
    presses(window, "20 are there")
    assert strip(window) == "Oat drink barista 1 L: 20 counted, as the books say."
    assert rows(window, "stockCountRows") == []


def test_pieces_get_labels_with_a_price_that_is_chosen_or_typed(
    window: StoreWindow, room: Till
) -> None:
    with agent(room.device) as store:
        store.execute("INSERT INTO slip_key VALUES (?)", ("ab" * 32,))
    room.files.news.changed()
    signs_on(window)
    goes(window)
    scans(window, BAG)
    presses(window, "Reduced label")
    types(window, "13\b\b3")
    presses(window, "Print 3 labels at £1.46")
    assert strip(window) == "3 labels print: Jumbo bag red retrospot. Each sells once."
    assert len(room.documents.printed) == 3
    store_of(window).screens.later.stock_room.stock_reduce.row_touched("other")
    types(window, "1\b99")
    presses(window, "Print 1 label at £0.99")
    assert len(room.documents.printed) == 4
    assert room.kinds()[-2:] == ["goods_reduced"] * 2
    # another item is looked at
    scans(window, CAKESTAND)
    assert figure(window) == "20 here"


def _a_stock_room(walk: Walk) -> None:
    window = walk.window
    signs_on(window)
    goes(window)
    walk.looks_at("50-stock")
    store_of(window).search_edited("ba")
    settle(window)
    walk.looks_at("51-stock-found")
    scans(window, BAG)
    walk.looks_at("52-stock-item")
    touches(window, "stockItemKey4")
    walk.looks_at("52-stock-reduce")
    goes(window)
    scans(window, BAG)
    touches(window, "stockItemKey1")
    types(window, "3")
    touches(window, "stockEntryPrimary")
    touches(window, "stockItemKey2")
    types(window, "12")
    walk.looks_at("53-stock-move")
    goes(window, Route.STOCK_TASKS)
    walk.looks_at("53-stock-today")
    scans(window, OAT_DRINK)
    touches(window, "stockItemKey1")
    types(window, "1")
    touches(window, "stockEntryPrimary")
    walk.looks_at("53-stock-cold")
    goes(window, Route.STOCK_COUNT)
    walk.looks_at("54-stock-count")
    scans(window, "BIN-A02-10-C", CAKESTAND)
    touches(window, "stockCountPrimary")
    walk.looks_at("55-stock-count-again")


def test_every_look_of_the_stock_room(look: str, qtbot: QtBot, room: Till) -> None:
    sisters_have(room)
    steps: Callable[[Walk], None] = _a_stock_room
    assert walks(StoreWindow(FakeStartup(room), HeardSounds()), look, steps) == []


def announce(till: Till) -> None:
    """A supplier's notice on a pallet, goods from another store, and where goods may go."""
    line = ("D-8812", 1, 1, 24_000, PALLET, 0, 0)
    other = ("D-8812", 2, 3, 6_000, "", 0, 0)
    with agent(till.device) as store:
        for head in (("D-8812", "notice", "Bags"), ("T-1", "transfer", "07")):
            statement = "INSERT INTO delivery VALUES (?, ?, ?, '2025-11-21', 'expected')"
            store.execute(statement, head)
        for row in (line, other, ("T-1", 1, 2, 3_000, "", 0, 0)):
            store.execute("INSERT INTO delivery_line VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        store.execute("INSERT INTO configuration VALUES ('transfer_stores', '07=York, 14=Hull')")
    till.files.news.changed()


def test_a_pallet_is_received_with_what_is_short_and_damaged(
    window: StoreWindow, room: Till
) -> None:
    announce(room)
    signs_on(window)
    goes(window, Route.STOCK_DELIVERIES)
    assert rows(window, "stockDeliveriesRows") == [
        "Bags: D-8812, 21 Nov · 2 items",
        "From store 07, 21 Nov · 1 item",
    ]
    scans(window, f"]C100{PALLET}", BAG)
    types(window, "20")
    presses(window, "20 are here")
    scans(window, BAG)
    presses(window, "Damaged")
    scans(window, OAT_DRINK)
    types(window, "7")
    # the next item writes down the one before
    scans(window, BAG)
    presses(window, "Not this one")
    assert rows(window, "stockReceiveRows") == [
        "Jumbo bag red retrospot, 85099B · 1 damaged, 21 of 24",
        "Oat drink barista 1 L, OAT1 · 1 over, 7 of 6",
    ]
    presses(window, "Undo")
    types(window, "3")
    scans(window, OAT_DRINK)
    types(window, "6")
    presses(window, "6 are here")
    presses(window, "Finish: 1 short, 1 damaged")
    types(window, "5")
    presses(window, "Below zero")
    presses(window, "Finish at −5 °C")
    assert strip(window) == "Delivery is here: 1 short, 1 damaged."
    assert room.kinds()[-1] == "delivery_received"
    goes(window, Route.STOCK_DELIVERIES)
    assert len(rows(window, "stockDeliveriesRows")) == 1


def test_what_nobody_announced_builds_its_own_list_and_goods_go_to_another_store(
    window: StoreWindow, room: Till
) -> None:
    announce(room)
    signs_on(window)
    goes(window, Route.STOCK_DELIVERIES)
    scans(window, f"]C100{OTHER_PALLET}")
    assert strip(window) == (
        f"No delivery here has pallet {OTHER_PALLET}. Receive it without a notice."
    )
    presses(window, "Without a notice")
    scans(window, CAKESTAND)
    presses(window, "1 are here")
    presses(window, "Finish: all as announced")
    assert strip(window) == "Delivery is here: all as announced."
    goes(window, Route.STOCK_SEND)
    scans(window, BAG)
    assert rows(window, "stockSendRows") == ["York, Store 07", "Hull, Store 14"]
    store_of(window).screens.later.stock_room.stock_send.row_touched("07")
    scans(window, BAG, BAG, CAKESTAND)
    types(window, "4")
    presses(window, "4 go")
    assert rows(window, "stockSendRows") == [
        "Jumbo bag red retrospot, 85099B, 2",
        "Regency cakestand 3 tier, 22423, 4",
    ]
    presses(window, "Send 2 items to York")
    assert strip(window) == "2 items are on their way to York."
    assert room.files.stock.on_hand_milli(ItemId(2)) == 17_000


def _deliveries(walk: Walk) -> None:
    window = walk.window
    signs_on(window)
    goes(window, Route.STOCK_DELIVERIES)
    walk.looks_at("56-deliveries")
    scans(window, f"]C100{PALLET}", BAG)
    walk.looks_at("57-receive")
    touches(window, "stockReceivePrimary")
    walk.looks_at("58-received")
    scans(window, OAT_DRINK)
    touches(window, "stockReceivePrimary")
    touches(window, "stockReceivePrimary")
    walk.looks_at("59-warmth")
    goes(window, Route.STOCK_SEND)
    walk.looks_at("60-send-where")


def test_every_look_of_deliveries(look: str, qtbot: QtBot, room: Till) -> None:
    announce(room)
    assert walks(StoreWindow(FakeStartup(room), HeardSounds()), look, _deliveries) == []
