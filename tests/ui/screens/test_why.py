"""Why this price: one touch tells which promotion fired on which lines, which did not, and what it lacks."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pos_app.domain.pricing.explanation import NotForGoods
from pos_app.domain.pricing.price_book import WhyNot
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import opens_till, scans, strip, touches
from ui.app import StoreWindow
from ui.screens.checkout.why_words import reason_words
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key
from ui.widgets.row_state import ChoiceRow
from ui.widgets.sheet import Sheet

BAGS: dict[str, object] = {
    "id": "a",
    "name": "3 for 2 bags",
    "kind": "n_for_m",
    "take": 3,
    "pay": 2,
    "goods": {"departments": ["Bags"]},
}
LESS_FOR_A_BAG: dict[str, object] = {
    "id": "b",
    "name": "Bag week",
    "kind": "percent_off",
    "percent": 5,
    "goods": {"departments": ["Bags"]},
}
OATS: dict[str, object] = {
    "id": "c",
    "name": "2 for 1 oats",
    "kind": "n_for_m",
    "take": 2,
    "pay": 1,
    "goods": {"items": ["OAT1"]},
}
MEMBERS: dict[str, object] = {
    "id": "d",
    "name": "For members",
    "kind": "basket_percent_off",
    "percent": 5,
    "customer": {"member": True},
}
WINES: dict[str, object] = {
    "id": "e",
    "name": "Wine week",
    "kind": "percent_off",
    "percent": 5,
    "goods": {"departments": ["Wine"]},
}


def head_office_offers(till: Till, *documents: dict[str, object]) -> None:
    """Promotions arrive with the zone's feed."""
    with agent(till.device, "zone") as zone:
        for document in documents:
            row = (str(document["id"]), 0, None, json.dumps(document))
            zone.execute("INSERT INTO promotion VALUES (?, ?, ?, ?)", row)


def sheet_of(window: StoreWindow) -> Sheet | None:
    return next((one for one in window.shell.findChildren(Sheet) if one.isVisible()), None)


def told(window: StoreWindow) -> list[tuple[str, str, str]]:
    """The rows of the sheet: promotion, story, saving."""
    sheet = sheet_of(window)
    assert sheet is not None
    listed = sheet.findChild(ChoiceList, "whyRows")
    assert isinstance(listed, ChoiceList)
    return [(r.title, r.detail, r.trailing) for r in listed.rows if isinstance(r, ChoiceRow)]


def words(window: StoreWindow, name: str) -> str:
    sheet = sheet_of(window)
    assert sheet is not None
    label = sheet.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_what_fired_comes_first_then_what_lacks_little_then_the_others(
    window: StoreWindow, till: Till
) -> None:
    head_office_offers(till, BAGS, LESS_FOR_A_BAG, OATS, MEMBERS, WINES)
    opens_till(window)
    scans(window, BAG, BAG, BAG, OAT_DRINK, CAKESTAND)
    touches(window, "More for this sale", "Why this price")
    bag, oats = "Jumbo bag red retrospot", "Oat drink barista 1 L"
    assert told(window) == [
        ("3 for 2 bags", f"{bag} −£1.95", "−£1.95"),
        ("2 for 1 oats", f"There are too few pieces. Comes with 1 more of {oats}.", ""),
        ("Bag week", "Others save more on these goods. Used here: 3 for 2 bags.", ""),
        ("For members", "It is for members.", ""),
    ]
    assert words(window, "whyStory") == f"{bag} −£1.95"
    assert words(window, "whyRest") == "1 other promotion has none of its goods here."


def test_a_touched_row_shows_its_whole_story(window: StoreWindow, till: Till) -> None:
    head_office_offers(till, BAGS, MEMBERS)
    opens_till(window)
    scans(window, BAG)
    touches(window, "More for this sale", "Why this price")
    sheet = sheet_of(window)
    assert sheet is not None
    listed = sheet.findChild(ChoiceList, "whyRows")
    assert isinstance(listed, ChoiceList)
    assert words(window, "whyStory") == "There are too few pieces. Comes with 2 more of Bags."
    listed.row_touched.emit("d")
    assert words(window, "whyStory") == "It is for members."


def test_a_scan_closes_the_sheet_and_is_added(window: StoreWindow, till: Till) -> None:
    head_office_offers(till, BAGS)
    opens_till(window)
    scans(window, BAG)
    touches(window, "More for this sale", "Why this price")
    assert sheet_of(window) is not None
    scans(window, CAKESTAND)
    assert sheet_of(window) is None
    assert strip(window).startswith("Regency cakestand")


@pytest.mark.parametrize("way", ["close", "escape"])
def test_it_is_left_by_its_key_and_by_escape(window: StoreWindow, till: Till, way: str) -> None:
    opens_till(window)
    scans(window, BAG)
    QTest.keyClick(window.shell, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert words(window, "whyRest") == "There is no promotion now."
    if way == "close":
        touches(window, "Close")
    else:
        sheet = sheet_of(window)
        assert sheet is not None
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        settle(window)
    assert sheet_of(window) is None


@pytest.mark.parametrize("scanned", [0, 1])
def test_there_is_nothing_to_ask_before_the_first_item(window: StoreWindow, scanned: int) -> None:
    opens_till(window)
    scans(window, *[BAG] * scanned)
    touches(window, "More for this sale")
    assert why_key(window).isEnabled() is bool(scanned)


def why_key(window: StoreWindow) -> Key:
    sheet = sheet_of(window)
    assert sheet is not None
    key = sheet.findChild(Key, "menu-why")
    assert isinstance(key, Key)
    return key


@pytest.mark.parametrize("reason", [*WhyNot, *NotForGoods])
def test_every_reason_has_words(reason: WhyNot | NotForGoods) -> None:
    assert reason_words(reason).endswith(".")
