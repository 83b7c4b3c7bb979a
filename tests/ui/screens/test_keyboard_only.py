"""The keyboard alone: Tab reaches everything in the order it is read, what has the focus shows it, Esc goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from storeday.hands import Hands
from tests.pos_app.fakes import CARLA
from tests.pos_app.till import BAG, CAKESTAND, WINE, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_selling import (
    opens_till,
    receipt_of_last_sale,
    scans,
    shown,
    store_of,
    strip,
    total,
)
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.checkout.view_state import Question
from ui.widgets.choice_list import ChoiceList
from ui.widgets.search_field import SearchField
from ui.widgets.sheet import Sheet

STOPS_MAX = 60
SIZES = ((1280, 800), (800, 1280))


def focus(window: StoreWindow) -> QWidget:
    return QApplication.focusWidget() or window.shell


def presses(window: StoreWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focus(window), key)
        settle(window)


def types(window: StoreWindow, text: str) -> None:
    """At a person's speed, and a space too: no two keys are a scan."""
    Hands(window.shell).types(text)
    settle(window)


def stops(window: StoreWindow) -> list[QWidget]:
    """Where Tab stops, once round."""
    window.shell.setFocus()
    ring: list[QWidget] = []
    while len(ring) < STOPS_MAX:
        QTest.keyClick(focus(window), Qt.Key.Key_Tab)
        if focus(window) in ring:
            return ring
        ring.append(focus(window))
    raise AssertionError("Tab goes on and on")


def tabs_to(window: StoreWindow, name: str) -> None:
    for stop in stops(window):
        if stop.accessibleName() == name:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            return
    raise AssertionError(f"Tab does not stop at {name!r}")


def complaints(window: StoreWindow) -> list[str]:
    """What is wrong with the way of Tab through what is in front."""
    ring = stops(window)
    sheets = [sheet for sheet in window.shell.findChildren(Sheet) if sheet.isVisible()]
    front: QWidget = sheets[-1] if sheets else window.shell
    found = [f"not reached: {name(w)}" for w in _controls(front) if w not in ring]
    found += [f"behind a question: {name(w)}" for w in ring if not front.isAncestorOf(w)]
    found += [f"no ring: {name(w)}" for w in ring if _is_control(w) and not _shows_focus(w)]
    for one, other in pairwise(ring):
        if one.parentWidget() is other.parentWidget() and _is_before(other, one):
            found.append(f"{name(other)} is read before {name(one)}")
    return found


def place(window: StoreWindow) -> Route:
    return window.route


def name(widget: QWidget) -> str:
    return f"{widget.objectName()} {widget.accessibleName()!r}"


def _controls(front: QWidget) -> Iterator[QWidget]:
    for widget in front.findChildren(QWidget):
        if not (widget.isVisible() and widget.isEnabled() and _is_control(widget)):
            continue
        # Of several of which one is chosen Tab stops at that one, and arrows go on; F2 opens the search.
        arrows = isinstance(widget, QAbstractButton) and widget.isCheckable()
        arrows = arrows and not isinstance(widget, SearchField) and not _stops(widget)
        if not arrows and not isinstance(widget, SearchField):
            yield widget


def _is_control(widget: QWidget) -> bool:
    is_part = isinstance(widget.parentWidget(), QLineEdit)
    kinds = QAbstractButton | QLineEdit | QAbstractItemView
    return isinstance(widget, kinds) and not is_part


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _shows_focus(widget: QWidget) -> bool:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    with_focus = widget.grab().toImage()
    widget.clearFocus()
    return with_focus != widget.grab().toImage()


def _is_before(one: QWidget, other: QWidget) -> bool:
    """Whether a sibling stands in a row above, or before in the same row."""
    if one.y() + one.height() <= other.y():
        return one.x() < other.x() + other.width()
    same_row = one.y() < other.y() + other.height() and other.y() < one.y() + one.height()
    return same_row and one.x() < other.x()


# Walked by tests of their own.
_ELSEWHERE = {Route.SET_UP, Route.SIGN_ON, Route.FAULT, Route.TILL, Route.DONE}


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def sized(request: pytest.FixtureRequest, window: StoreWindow) -> StoreWindow:
    window.shell.resize(*request.param)
    window.shell.activateWindow()
    settle(window)
    return window


def _shut(window: StoreWindow) -> None:
    scans(window, BAG)
    store_of(window).screens.checkout.offer_touched("500")


def _wine(window: StoreWindow) -> None:
    scans(window, WINE)


def _quantity(window: StoreWindow) -> None:
    scans(window, BAG)
    store_of(window).screens.checkout.asked(Question.QUANTITY)


def _basket(window: StoreWindow) -> None:
    scans(window, BAG, CAKESTAND)


def _search(window: StoreWindow) -> None:
    store_of(window).search_edited("ba")


def _keys(window: StoreWindow) -> None:
    QTest.keyClick(window.shell, Qt.Key.Key_F1)


def _nothing(window: StoreWindow) -> None:
    return None


@pytest.mark.parametrize(
    "step", [_nothing, _basket, _search, _quantity, _wine, _shut, _keys], ids=lambda s: s.__name__
)
def test_tab_goes_through_the_sale(sized: StoreWindow, step: Callable[[StoreWindow], None]) -> None:
    opens_till(sized)
    step(sized)
    settle(sized)
    assert complaints(sized) == []


@pytest.mark.parametrize("route", sorted(set(Route) - _ELSEWHERE))
def test_tab_goes_through_every_place(sized: StoreWindow, route: Route) -> None:
    opens_till(sized)
    scans(sized, BAG)
    sized.go(route)
    settle(sized)
    assert complaints(sized) == []


def test_tab_goes_through_sign_on(sized: StoreWindow) -> None:
    assert complaints(sized) == []
    store_of(sized).screens.sign_on.let_in_touched()
    settle(sized)
    # The pad changes with the field; whoever tabs has a keyboard to type on.
    pads = ("newcomerLetters", "newcomerDigits")
    assert [found for found in complaints(sized) if not any(pad in found for pad in pads)] == []


def test_tab_goes_through_set_up(qtbot: QtBot, till: Till) -> None:
    window = StoreWindow(FakeStartup(till, is_enrolled=False), HeardSounds())
    window.show(1280, 800)
    settle(window)
    assert complaints(window) == []
    window.close_all()
    till.close()


def test_a_sale_from_sign_on_to_the_change_without_a_touch(window: StoreWindow) -> None:
    window.shell.activateWindow()
    tabs_to(window, "Sign on as Anna Meyer")
    types(window, " ")
    types(window, "1111")
    assert window.route is Route.OPEN_TILL
    tabs_to(window, "It is £100")
    types(window, " ")
    scans(window, BAG, CAKESTAND)
    presses(window, Qt.Key.Key_Up, Qt.Key.Key_F4)
    types(window, "3")
    presses(window, Qt.Key.Key_Return)
    assert total(window) == "To pay £18.60"
    presses(window, Qt.Key.Key_F10)
    types(window, "2000")
    presses(window, Qt.Key.Key_Return)
    assert shown(window, "change") == "£1.40"
    presses(window, Qt.Key.Key_F12)
    assert total(window) == "To pay £0.00"


def test_goods_come_back_without_a_touch(window: StoreWindow) -> None:
    window.shell.activateWindow()
    opens_till(window)
    _shut(window)
    settle(window)
    scans(window, receipt_of_last_sale(window))
    assert place(window) is Route.RETURNING
    tabs_to(window, "What comes back")
    presses(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    tabs_to(window, "Too big")
    types(window, " ")
    assert complaints(window) == []
    presses(window, Qt.Key.Key_F12)
    assert place(window) is Route.TILL
    assert strip(window).startswith("Give back £1.95")


def test_a_sale_is_found_by_the_digits_of_its_receipt(window: StoreWindow) -> None:
    opens_till(window)
    _shut(window)
    settle(window)
    presses(window, Qt.Key.Key_F9)
    types(window, "7")
    assert shown(window, "findSaleTitle") == "No sale 7 here."
    presses(window, Qt.Key.Key_Backspace)
    types(window, "1")
    presses(window, Qt.Key.Key_Return)
    assert place(window) is Route.RETURNING
    assert shown(window, "returnTitle").endswith("-0001 · 21 Nov")


def test_a_question_has_the_focus_at_once_also_after_a_sale(window: StoreWindow) -> None:
    window.shell.activateWindow()
    opens_till(window)
    _shut(window)
    settle(window)
    assert place(window) is Route.DONE
    scans(window, WINE)
    assert focus(window).accessibleName() == "Clearly over 25"
    types(window, " ")
    assert total(window) == "To pay £8.99"


def test_a_drawer_is_counted_with_digits_and_enter_alone(window: StoreWindow) -> None:
    opens_till(window)
    window.go(Route.CLOSE_DAY)
    settle(window)
    # £50 £20 £10 … 1p: twice fifty, and nothing else
    types(window, "2")
    presses(window, *[Qt.Key.Key_Return] * 11)
    assert shown(window, "dayCounted") == "Counted £100.00"
    presses(window, Qt.Key.Key_Return)
    assert shown(window, "closeDayTitle") == "Z report 21 Nov"


def test_a_second_person_signs_by_keyboard(window: StoreWindow) -> None:
    opens_till(window)
    window.go(Route.CLOSE_DAY)
    settle(window)
    presses(window, Qt.Key.Key_F12)
    presses(window, Qt.Key.Key_F12)
    tabs_to(window, CARLA.name)
    types(window, " ")
    types(window, CARLA.number * 2)
    assert shown(window, "closeDayTitle") == "Z report 21 Nov"


def test_escape_goes_one_layer_back_and_never_loses_the_basket(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    for there, back in (
        (Route.DEVICES, Route.MORE),
        (Route.CASH_MOVES, Route.MORE),
        (Route.DAY_FIGURES, Route.MORE),
        (Route.SENDING, Route.MORE),
        (Route.CLOSE_DAY, Route.MORE),
        (Route.HELD_SALES, Route.TILL),
        (Route.STYLE_GRID, Route.TILL),
        (Route.MORE, Route.TILL),
        (Route.RETURNING, Route.TILL),
        (Route.RETURN_GOODS, Route.TILL),
        (Route.FIND_SALE, Route.TILL),
        (Route.TENDER, Route.TILL),
    ):
        window.go(there)
        settle(window)
        presses(window, Qt.Key.Key_Escape)
        assert window.route is back
    window.go(Route.TILL)
    store_of(window).screens.checkout.asked(Question.QUANTITY)
    settle(window)
    presses(window, Qt.Key.Key_Escape)
    types(window, "cake")
    presses(window, Qt.Key.Key_Escape)
    assert not store_of(window).screens.checkout.finder.is_searching
    assert total(window) == "To pay £1.95"


def test_arrows_in_a_menu_choose_nothing_until_enter(window: StoreWindow) -> None:
    opens_till(window)
    window.go(Route.MORE)
    settle(window)
    tabs_to(window, "What to do")
    presses(window, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert place(window) is Route.MORE
    tabs_to(window, "What else to do")
    menu = window.shell.findChild(ChoiceList, "moreOtherRows")
    assert isinstance(menu, ChoiceList)
    assert "sending" in [row.key for row in menu.rows]
    while menu.selected_key != "sending":
        presses(window, Qt.Key.Key_Down)
    presses(window, Qt.Key.Key_Return)
    assert place(window) is Route.SENDING


def test_arrows_choose_the_tab_beside(window: StoreWindow) -> None:
    opens_till(window)
    tabs_to(window, "Favourites")
    presses(window, Qt.Key.Key_Right)
    assert store_of(window).screens.checkout.tiles.tab.value == "departments"
    presses(window, Qt.Key.Key_Left)
    assert store_of(window).screens.checkout.tiles.tab.value == "favourites"


def test_enter_never_presses_the_key_that_has_the_focus(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, BAG)
    tabs_to(window, "Remove")
    presses(window, Qt.Key.Key_Return)
    assert total(window) == "To pay £1.95"
