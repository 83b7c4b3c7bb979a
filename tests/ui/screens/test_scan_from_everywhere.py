"""A scanner that types is heard whatever has the focus, on every screen: no field gets a digit, no key is pressed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from itertools import cycle

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from storeday.keyboard import Keyboard, Scanner
from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, CAKESTAND, WINE, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_selling import scans, signs_on
from ui.app import StoreWindow
from ui.heard_scan import KEYBOARD, Scan
from ui.routes import Route

ROUTES = (
    *(Route.TILL, Route.TENDER, Route.MORE, Route.SENDING, Route.DEVICES, Route.HELD_SALES),
    *(Route.FIND_SALE, Route.CASH_MOVES, Route.DAY_FIGURES, Route.STOCK, Route.PICKUP),
)


@pytest.fixture
def window(qtbot: QtBot, till: Till) -> Iterator[StoreWindow]:
    till.opens(ANNA)
    window = StoreWindow(FakeStartup(till), HeardSounds())
    window.show(1280, 800)
    settle(window)
    signs_on(window)
    yield window
    window.close_all()


def _may_have_focus(window: StoreWindow) -> list[QWidget]:
    return [
        each
        for each in window.shell.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]


def _typed(window: StoreWindow) -> list[str]:
    return [field.text() for field in window.shell.findChildren(QLineEdit)]


def _complaints(window: StoreWindow, place: str) -> list[str]:
    """A burst from each focus; a code that only tries the scanner is told and sold nowhere, so the screen stays."""
    told, pressed = list[Scan](), list[str]()
    scanner, found = Scanner(Keyboard(window.shell)), list[str]()
    for key in window.shell.findChildren(QAbstractButton):
        key.clicked.connect(partial(pressed.append, key.accessibleName()))
    focuses = _may_have_focus(window)
    before = _typed(window)
    for widget, code in zip(focuses, cycle((BAG, CAKESTAND)), strict=False):
        told.clear()
        window.timing.scanners.try_next(frozenset({KEYBOARD}), time.perf_counter_ns(), told.append)
        widget.setFocus()
        scanner.reads(code)
        if [scan.text for scan in told] != [code] or pressed or _typed(window) != before:
            heard = [scan.text for scan in told]
            found.append(f"{place}, {widget.objectName()}: {heard} {pressed} {_typed(window)}")
            break
    return found if focuses else [f"{place}: nothing may have the focus"]


def test_a_code_is_heard_from_every_focus_and_types_nothing(window: StoreWindow) -> None:
    found = []
    for route in ROUTES:
        window.go(route)
        settle(window)
        found += _complaints(window, route)
    window.go(Route.TILL)
    scans(window, WINE)
    assert window.shell.findChild(QWidget, "sheet") is not None
    found += _complaints(window, "a question")
    assert found == []
