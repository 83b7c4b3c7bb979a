"""What the customer sees: lines, total and change, and nothing that is not theirs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, WINE, Till
from tests.ui.dressing import dress
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, pictures, settle
from tests.ui.screens.test_selling import opens_till, scans, store_of
from tests.ui.screens.walk_checks import complaints, low_contrasts
from ui.app import StoreWindow
from ui.customer_display import CustomerDisplay
from ui.customer_state import FULL
from ui.routes import Route
from ui.screens.devices.device_rows import SECOND_WINDOW
from ui.theme.tokens import DARK, LIGHT
from ui.translation import PSEUDO, PSEUDO_RIGHT_TO_LEFT, SOURCE, install_language
from ui.widgets.choice_list import ChoiceList
from ui.widgets.row_state import ChoiceRow

SIZES = ((1024, 600), (1280, 800), (800, 480), (600, 1024))
LOOKS = ((SOURCE, False), (SOURCE, True), (PSEUDO, False), (PSEUDO_RIGHT_TO_LEFT, False))


def with_second_window(till: Till) -> StoreWindow:
    till.device.settings = replace(till.device.settings, customer_display=FULL)
    opened = StoreWindow(FakeStartup(till), HeardSounds())
    opened.show(1280, 800)
    settle(opened)
    return opened


@pytest.fixture
def both(qtbot: QtBot, till: Till) -> Iterator[StoreWindow]:
    """A till with its second window."""
    opened = with_second_window(till)
    yield opened
    opened.close_all()


def display_of(window: StoreWindow) -> CustomerDisplay:
    display = store_of(window).screens.customer
    assert isinstance(display, CustomerDisplay)
    return display


def reads(window: StoreWindow) -> str:
    display = display_of(window)
    labels = [label.text() for label in display.findChildren(QLabel) if label.isVisible()]
    rows = [row.spoken for row in display._rows.rows] if display._lines.isVisible() else []
    amount = [display._amount.text] if display._amount.isVisible() else []
    return " | ".join([*rows, *labels, *amount])


def test_the_customer_follows_the_sale_from_welcome_to_change(both: StoreWindow) -> None:
    assert reads(both) == "Welcome to Leeds Briggate"
    opens_till(both)
    scans(both, BAG, BAG, CAKESTAND)
    assert "Regency cakestand 3 tier" in reads(both)
    assert reads(both).endswith("To pay | £16.65")
    scans(both, WINE)
    assert "your age is checked" in reads(both)
    store_of(both).screens.checkout.question_answered("back", "")
    store_of(both).screens.checkout.offer_touched("2000")
    settle(both)
    assert reads(both) == "Your change | Thank you. | £3.35"
    scans(both, OAT_DRINK)
    assert reads(both).endswith("To pay | £2.10")


def test_nobodys_name_and_no_refusal_is_seen_there(both: StoreWindow) -> None:
    opens_till(both)
    scans(both, BAG, "5012345678900")
    assert "Not in our list" not in reads(both)
    store_of(both).screens.lock()
    settle(both)
    assert reads(both) == "Welcome to Leeds Briggate"
    assert ANNA.name not in reads(both)


def test_a_customer_who_finds_the_cross_closes_nothing(both: StoreWindow) -> None:
    display_of(both).close()
    assert display_of(both).isVisible()


def test_it_stands_among_the_devices_and_is_tried_there(both: StoreWindow) -> None:
    opens_till(both)
    both.go(Route.DEVICES)
    settle(both)
    listed = both.shell.findChild(ChoiceList, "deviceRows")
    assert isinstance(listed, ChoiceList)
    row = next(
        row for row in listed.rows if isinstance(row, ChoiceRow) and row.key == SECOND_WINDOW
    )
    assert (row.title, row.detail) == ("Second screen", "There is only one screen.")
    devices = store_of(both).screens.later.devices
    devices.row_touched(SECOND_WINDOW)
    devices.test_touched()
    assert reads(both).startswith("Display test | ")
    devices.back_touched()
    settle(both)
    assert reads(both) == "Welcome to Leeds Briggate"


@pytest.mark.parametrize(("language", "is_dark"), LOOKS)
def test_it_reads_well_in_every_size(
    qtbot: QtBot, till: Till, language: str, is_dark: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_language(language)
    dress(app, DARK if is_dark else LIGHT)
    window = with_second_window(till)
    try:
        found = list(_looked_at(window, f"{language}{'_dark' if is_dark else ''}"))
    finally:
        window.close_all()
        install_language(SOURCE)
        dress(app, LIGHT)
    assert found == []


def _looked_at(window: StoreWindow, look: str) -> Iterator[str]:
    store = store_of(window)
    store.screens.sign_on.operator_touched(ANNA.number)
    for digit in ANNA.number * 2:
        store.screens.sign_on.digit_pressed(digit)
    settle(window)
    store.screens.later.open_till.book_touched()
    settle(window)
    scans(window, BAG, BAG, CAKESTAND, OAT_DRINK)
    display = display_of(window)
    for name in ("basket", "change"):
        for width, height in SIZES:
            display.resize(width, height)
            settle(window)
            for line in (*complaints(display), *low_contrasts(display)):
                yield f"{name} {width}x{height}: {line}"
            if "STORE_PICTURES" in os.environ:
                pictures().mkdir(parents=True, exist_ok=True)
                place = pictures() / f"30-customer-{name}_{width}x{height}_{look}.png"
                display.grab().save(str(place))
        store_of(window).screens.checkout.offer_touched("5000")
        settle(window)
