"""Gift cards at the till: scanned, they say what they are worth; on the way to pay they pay at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.domain.card import CARD_SALT
from pos_app.domain.facts import FactKind
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.pos_app.usecases.test_value_cards import NUMBER, OTHER, SALT, has_card
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_card import types
from tests.ui.screens.test_selling import (
    opens_till,
    pad_key,
    receipt_of_last_sale,
    scans,
    shown,
    store_of,
    strip,
    total,
    touches,
)
from tests.ui.screens.test_why import sheet_of
from ui.app import StoreWindow
from ui.routes import Route


@pytest.fixture
def selling(qtbot: QtBot, till: Till, sounds: HeardSounds) -> Iterator[StoreWindow]:
    with agent(till.device) as store:
        store.execute("INSERT INTO configuration VALUES (?, ?)", (CARD_SALT, SALT))
        store.execute("INSERT INTO slip_key VALUES (?)", ("ab" * 32,))
    has_card(till, NUMBER, 1000)
    till.restart()
    opened = StoreWindow(FakeStartup(till), sounds)
    opened.show(1280, 800)
    settle(opened)
    opens_till(opened)
    yield opened
    opened.close_all()


def hint(window: StoreWindow) -> str:
    sheet = sheet_of(window)
    assert sheet is not None
    label = sheet.findChild(QLabel, "valueCardHint")
    assert isinstance(label, QLabel)
    return label.text()


def test_a_new_card_is_sold_with_what_is_typed(selling: StoreWindow, till: Till) -> None:
    scans(selling, OTHER)
    assert hint(selling).startswith("Not known here.")
    for digit in "2500":
        pad_key(selling, f"valueCardDigits-{digit}")
    touches(selling, "Sell it")
    assert total(selling) == "To pay £25.00"
    touches(selling, "Exact")
    assert till.kinds()[-1] == FactKind.CARD_ISSUED


def test_a_card_says_what_it_is_worth_and_pays(selling: StoreWindow) -> None:
    scans(selling, BAG, NUMBER)
    assert hint(selling) == "Worth £10.00."
    touches(selling, "Pay £1.95 with it")
    assert selling.route is Route.DONE
    assert shown(selling, "paid") == "Gift card ••4560 £1.95 for £1.95".replace("4560", NUMBER[-4:])


def test_on_the_way_to_pay_a_scan_is_all_it_takes(selling: StoreWindow) -> None:
    scans(selling, CAKESTAND)
    store_of(selling).screens.checkout.offer_touched("other")
    settle(selling)
    scans(selling, NUMBER)
    assert strip(selling) == "£10.00 is paid by gift card. Take the rest."
    assert shown(selling, "balance") == "£2.75"
    types(selling, "275")
    touches(selling, "Take £2.75")
    assert selling.route is Route.DONE


def test_a_number_is_typed_where_no_scanner_reads_it(selling: StoreWindow) -> None:
    store_of(selling).screens.menu.asked()
    touches(selling, "Gift card")
    for digit in NUMBER:
        pad_key(selling, f"valueCardNumber-{digit}")
    touches(selling, "Look")
    assert hint(selling) == "Worth £10.00."
    touches(selling, "Leave it")
    scans(selling, BAG)
    assert total(selling) == "To pay £1.95"


def test_goods_come_back_for_a_store_credit(selling: StoreWindow, till: Till) -> None:
    scans(selling, CAKESTAND)
    store_of(selling).screens.checkout.offer_touched("5000")
    settle(selling)
    scans(selling, receipt_of_last_sale(selling), CAKESTAND)
    touches(selling, "Too small", "Store credit instead £12.75")
    assert strip(selling) == "Store credit of £12.75: hand out its slip."
    assert till.printer.credits[-1].amount.amount_minor == 1275


def test_an_even_exchange_is_three_scans_and_a_key(selling: StoreWindow, till: Till) -> None:
    scans(selling, CAKESTAND)
    store_of(selling).screens.checkout.offer_touched("5000")
    settle(selling)
    scans(selling, CAKESTAND, receipt_of_last_sale(selling), CAKESTAND)
    touches(selling, "Too big", "Exchange for the sale in front")
    assert selling.route is Route.DONE
    assert shown(selling, "paid") == "Exchange £12.75 for £12.75"
    assert till.kinds()[-1] == FactKind.SALE_COMPLETED
