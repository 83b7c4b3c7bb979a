"""An order that is not paid is paid by card at the counter, and its goods leave with the terminal's word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.domain.facts import FactKind
from pos_app.domain.ids import CustomerNumber
from pos_app.ports.terminal import TerminalWord
from tests.pos_app.fakes import ELLA, FakeTerminal
from tests.pos_app.order_shelf import UNPAID, fill_shelf
from tests.pos_app.till import Till
from tests.pos_app.usecases.test_accounts import has_account
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_pickup import at, primary, shows_code, touches, touches_row
from tests.ui.screens.test_selling import store_of, strip
from ui.app import StoreWindow
from ui.routes import Route
from ui.widgets.key import Key


@pytest.fixture
def terminal(till: Till) -> FakeTerminal:
    return till.gets_terminal()


@pytest.fixture
def counter(qtbot: QtBot, till: Till, terminal: FakeTerminal) -> Iterator[StoreWindow]:
    fill_shelf(till)
    till.opens(ELLA)
    window = StoreWindow(FakeStartup(till), HeardSounds())
    window.show(1280, 800)
    window.go(Route.PICKUP)
    settle(window)
    shows_code(window, UNPAID)
    store_of(window).typed("BAY-B5")
    settle(window)
    yield window
    window.close_all()


def says(window: StoreWindow, terminal: FakeTerminal, word: TerminalWord, minor: int = 0) -> None:
    terminal.says(word, minor)
    settle(window)


def words(window: StoreWindow) -> str:
    labels = window.shell.findChildren(QLabel, "cardWords")
    return " ".join(label.text() for label in labels if label.isVisible())


def refuses_second_line(window: StoreWindow) -> None:
    touches(window, "handoverTurn")
    for _ in range(2):
        touches_row(window, "handoverRows", "2")
    touches(window, "handoverTurn")


def test_a_buyer_with_an_account_may_pay_later_with_one_touch(
    counter: StoreWindow, till: Till
) -> None:
    assert not primary_hidden(counter, "payInCash")
    assert primary_hidden(counter, "payOnAccount")
    has_account(till, 1000, whose=CustomerNumber("P3"))
    touches(counter, "handoverBack")
    shows_code(counter, UNPAID)
    store_of(counter).typed("BAY-B5")
    settle(counter)
    touches(counter, "payOnAccount")
    assert strip(counter).startswith("Handed over: order 4715, 1 bag")
    assert till.kinds()[-1] == FactKind.ORDER_HANDED_OVER


def primary_hidden(window: StoreWindow, name: str) -> bool:
    key = window.shell.findChild(Key, name)
    assert isinstance(key, Key)
    return not key.isVisible()


def test_one_touch_asks_the_terminal_and_its_word_hands_over(
    counter: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    assert primary(counter, "handOver").text() == "Card £6.00, then hand over"
    touches(counter, "handOver")
    assert words(counter) == "Terminal: ask for the card. £6.00"
    assert not primary(counter, "handOver").isEnabled()
    touches_row(counter, "handoverRows", "1")
    says(counter, terminal, TerminalWord.APPROVED, 600)
    assert at(counter) is Route.PICKUP
    assert strip(counter).startswith("Handed over: order 4715, 1 bag")
    assert till.kinds()[-1] == FactKind.ORDER_HANDED_OVER


def test_cash_is_one_touch_beside_it(counter: StoreWindow, till: Till) -> None:
    touches(counter, "payInCash")
    assert till.kinds()[-2:] == [FactKind.PAID_IN, FactKind.ORDER_HANDED_OVER]


def test_a_declined_card_leaves_the_goods_here(
    counter: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    touches(counter, "handOver")
    says(counter, terminal, TerminalWord.DECLINED)
    assert strip(counter).startswith("Declined by the bank. Another card or cash.")
    assert primary(counter, "handOver").text() == "Card £6.00, then hand over"
    assert FactKind.ORDER_HANDED_OVER not in till.kinds()


def test_what_is_refused_after_paying_goes_back_to_the_card_or_in_cash(
    counter: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    touches(counter, "handOver")
    says(counter, terminal, TerminalWord.APPROVED, 400)
    assert primary(counter, "handOver").text() == "Card £2.00, then hand over"
    refuses_second_line(counter)
    assert primary(counter, "handOver").text() == "£0.10 back to the card"
    touches(counter, "handOver")
    assert words(counter) == "The terminal gives £0.10 back to the card."
    says(counter, terminal, TerminalWord.DECLINED)
    assert primary(counter, "handOver").text() == "Give back £0.10 in cash"
    touches(counter, "handOver")
    assert till.kinds()[-1] == FactKind.PAYMENT_OUTCOME, "not without a second person"


def test_money_of_an_order_that_was_left_is_told_with_its_number(
    counter: StoreWindow, terminal: FakeTerminal
) -> None:
    touches(counter, "handOver")
    for _ in range(4):
        says(counter, terminal, TerminalWord.NO_ANSWER)
    assert words(counter).startswith("Do not take the card again. Look at the terminal")
    store_of(counter).screens.later.counter.handover.money.key_touched("leave")
    settle(counter)
    assert at(counter) is Route.HANDOVER
    says(counter, terminal, TerminalWord.APPROVED, 600)
    assert strip(counter).startswith("The terminal took £6.00 for order 4715.")
    assert primary(counter, "handOver").text() == "Hand over 1 bag"
