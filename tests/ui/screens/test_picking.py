"""Picking on the screen: a cart of two orders with a wrong scan and a short, bags, bays; and every look of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.domain.ids import ItemId
from tests.pos_app.fakes import PIA, START_US
from tests.pos_app.picking import Picker
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_screen_walk import Walk, walks
from tests.ui.screens.test_selling import store_of, strip
from ui.app import StoreWindow
from ui.routes import Route
from ui.sounds import Sound
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key

A, B = "TOTE-A", "TOTE-B"


@pytest.fixture
def picker(till: Till) -> Picker:
    """Two orders wait, and one that somebody else fetches."""
    picker = Picker(till.device.folder.root, till)
    picker.order("4711", (1, 1), (3, 1))
    picker.order("4712", (1, 8), (2, 1), substitutes="same_or_cheaper")
    picker.order("4713", (1, 1))
    until = till.clock.wall_us + 60_000_000
    picker.writes(order_deed=[("4713", "picking", "12", "3", until)])
    # the first bag is for a cake stand with a bag
    picker.writes(order_kit=[("4711", 1, 2)])
    return picker


@pytest.fixture
def heard() -> HeardSounds:
    return HeardSounds()


@pytest.fixture
def window(qtbot: QtBot, picker: Picker, heard: HeardSounds) -> Iterator[StoreWindow]:
    window = StoreWindow(FakeStartup(picker.till), heard)
    window.show(360, 640)
    settle(window)
    yield window
    window.close_all()


def signs_on(window: StoreWindow) -> None:
    store = store_of(window)
    register = store.application.register
    window.runner.run(
        lambda: register.sign_on_with_pin(operator=PIA.number, pin=PIA.number * 2),
        store.screens.signed_on,
    )
    settle(window)


def scans(window: StoreWindow, *codes: str) -> None:
    for code in codes:
        store_of(window).typed(code)
        settle(window)


def touches(window: StoreWindow, name: str) -> None:
    key = window.shell.findChild(Key, name)
    assert isinstance(key, Key) and key.isEnabled(), name
    key.click()
    settle(window)


def shown(window: StoreWindow, name: str) -> str:
    label = window.shell.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def route(window: StoreWindow) -> Route:
    return window.route


def test_a_picker_comes_to_the_lists_and_a_wrong_item_sounds_wrong(
    window: StoreWindow, heard: HeardSounds
) -> None:
    signs_on(window)
    assert route(window) is Route.PICK_LISTS
    touches(window, "takeList")
    assert route(window) is Route.PICK_CART
    scans(window, BAG)
    assert route(window) is Route.PICK_CART
    scans(window, A, B)
    touches(window, "cartPrimary")
    assert route(window) is Route.PICK_STEP
    scans(window, CAKESTAND)
    assert strip(window) == (
        "This is Regency cakestand 3 tier. Take Jumbo bag red retrospot, ends in 099B."
    )
    assert heard.heard[-1] is Sound.WRONG_ITEM
    part = "part of Regency cakestand 3 tier"
    assert shown(window, "pickEnds") == f"Number ends in 099B · {part}"
    scans(window, BAG, "TOTE-C")
    assert heard.heard[-1] is Sound.WRONG_ITEM
    touches(window, "pickFull")
    assert shown(window, "pickInstruction") == "Scan an empty tote for order 4711"
    scans(window, B)
    assert strip(window) == "Tote B is for 4712. Scan another one."
    scans(window, "TOTE-D", "TOTE-D", BAG)
    touches(window, "pickAll")
    scans(window, B)
    assert strip(window) == "Next: A02 · 10 · C, Regency cakestand 3 tier."


def test_totes_begin_as_the_store_has_set(window: StoreWindow, picker: Picker) -> None:
    picker.writes(configuration=[("code_prefixes", "tote=T-")])
    signs_on(window)
    touches(window, "takeList")
    scans(window, A)
    assert strip(window) == "This code does nothing here. Scan an item."
    scans(window, "T-A", "T-B")
    touches(window, "cartPrimary")
    assert route(window) is Route.PICK_STEP


def test_a_short_asks_why_and_the_bags_are_put_away(window: StoreWindow) -> None:
    signs_on(window)
    touches(window, "takeList")
    scans(window, A, B)
    touches(window, "cartPrimary")
    scans(window, BAG, A)
    touches(window, "pickShort")
    assert strip(window) == "Look in A03 · 02 · A too."
    touches(window, "pickShort")
    touches(window, "reason-damaged")
    scans(window, CAKESTAND, B)
    touches(window, "pickUndo")
    scans(window, CAKESTAND, B, OAT_DRINK, A)
    assert route(window) is Route.PICK_CART
    touches(window, "bagCount-more")
    touches(window, "cartPrimary")
    assert route(window) is Route.STAGING
    assert strip(window) == "4 labels printed."
    scans(window, "PC-4711/3/3/C", "BAY-B1")
    assert strip(window) == "Bay B1 is not for chilled bags. Take F1."
    scans(window, "BAY-F1", "BAY-B1", "PC-4711/1/3/A")
    assert strip(window) == "Bag 1 of 3, order 4711: in B1."
    touches(window, "stagingDone")
    assert route(window) is Route.PICK_LISTS


def test_what_nobody_came_for_is_put_back_by_whoever_picks(
    window: StoreWindow, picker: Picker
) -> None:
    nobody_comes_for(picker, "4709")
    signs_on(window)
    lists = window.shell.findChild(ChoiceList, "pickListRows")
    assert isinstance(lists, ChoiceList)
    last = lists.rows[-1]
    assert "Order 4709, B6" in last.spoken and "nobody came for it" in last.spoken
    # it is chosen before it is done, and what waits comes first
    assert "4709" not in shown_key(window, "takeList")
    lists.row_touched.emit("4709")
    settle(window)
    assert shown_key(window, "takeList") == "It is back on its shelves"
    touches(window, "takeList")
    assert strip(window) == "Order 4709 is back on its shelves."
    assert [row.key for row in lists.rows if row.key == "4709"] == []
    assert picker.till.kinds()[-1] == "order_put_back"


def nobody_comes_for(picker: Picker, number: str) -> None:
    """It has expired, and its bag lies in its bay."""
    picker.writes(
        customer_order=[(number, "pickup", "expired", START_US, 2, "")],
        order_line=[(number, 1, 1, 2000, 2000, 195, "", 0)],
        order_piece=[(number, 1, 1, "ambient", "B6", PIA.number, START_US, None)],
    )


def shown_key(window: StoreWindow, name: str) -> str:
    key = window.shell.findChild(Key, name)
    assert isinstance(key, Key)
    return key.text()


def test_a_cart_stands_and_somebody_goes_on(window: StoreWindow) -> None:
    signs_on(window)
    touches(window, "takeList")
    scans(window, A, B)
    touches(window, "cartPrimary")
    touches(window, "pickLater")
    touches(window, "pickPause")
    assert route(window) is Route.PICK_LISTS
    touches(window, "takeList")
    assert route(window) is Route.PICK_STEP


def test_whether_a_bin_is_empty_is_asked_and_answered(window: StoreWindow, picker: Picker) -> None:
    picker.writes(item_bin=[(1, "A01-03-B", 5_000), (1, "A03-02-A", 0), (3, "A01-12-A", 1_000)])
    signs_on(window)
    touches(window, "takeList")
    scans(window, A, B)
    touches(window, "cartPrimary")
    scans(window, BAG, A, BAG)
    touches(window, "pickAll")
    scans(window, B)
    assert strip(window) == "Is A01 · 03 · B empty now?"
    scans(window, CAKESTAND)
    assert strip(window) == "Say first what is left in A01-03-B."
    touches(window, "pickLeft")
    for digit in ("pickDigits-1", "pickDigits-erase", "pickDigits-4"):
        touches(window, digit)
    touches(window, "pickLeft")
    scans(window, CAKESTAND, B, OAT_DRINK, A)
    touches(window, "pickEmpty")
    assert route(window) is Route.PICK_CART
    picker.till.files.news.changed()
    assert [each.on_hand_milli for each in picker.till.files.shelves.bins(ItemId(1))] == [4_000, 0]


def _a_cart(walk: Walk) -> None:
    window = walk.window
    signs_on(window)
    walk.looks_at("30-pick-lists")
    touches(window, "takeList")
    walk.looks_at("31-totes")
    scans(window, A, B)
    touches(window, "cartPrimary")
    walk.looks_at("32-stop")
    scans(window, CAKESTAND)
    walk.looks_at("33-wrong")
    scans(window, BAG, A, BAG)
    walk.looks_at("34-tote")
    scans(window, B)
    touches(window, "pickShort")
    touches(window, "pickShort")
    walk.looks_at("35-short")
    touches(window, "reason-not_found")
    scans(window, CAKESTAND, B, OAT_DRINK, A)
    walk.looks_at("36-empty")
    touches(window, "pickLeft")
    touches(window, "pickDigits-2")
    walk.looks_at("36-left")
    touches(window, "pickLeft")
    walk.looks_at("36-bags")
    touches(window, "cartPrimary")
    walk.looks_at("37-staging")
    scans(window, "PC-4711/1/2/A", "BAY-B1", "PC-4711/2/2/C")
    walk.looks_at("38-staged")
    touches(window, "stagingDone")
    walk.looks_at("39-others")


def _an_order_is_cancelled(window: StoreWindow, picker: Picker) -> None:
    """Its goods are on the cart already."""
    picker.order("4714", (1, 1), (2, 1))
    window.go(Route.PICK_LISTS)
    settle(window)
    touches(window, "takeList")
    scans(window, BAG)
    picker.writes(customer_order=[("4714", "pickup", "cancelled", START_US, 2, "")])
    window.go(Route.PICK_STEP)
    settle(window)


def test_every_look_of_picking(look: str, qtbot: QtBot, picker: Picker) -> None:
    picker.writes(item_bin=[(3, "A01-12-A", 1_000)])
    nobody_comes_for(picker, "4709")

    def steps(walk: Walk) -> None:
        _a_cart(walk)
        _an_order_is_cancelled(walk.window, picker)
        walk.looks_at("39-put-back")
        touches(walk.window, "pickBack")
        assert route(walk.window) is Route.PICK_LISTS

    assert walks(StoreWindow(FakeStartup(picker.till), HeardSounds()), look, steps) == []
