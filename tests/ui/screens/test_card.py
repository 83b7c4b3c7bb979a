"""A cashier takes a card: one touch, and the screen says at every moment what to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.operator import IDLE_MINUTES_DEFAULT
from pos_app.ports.terminal import TerminalWord
from tests.pos_app.fakes import FakeTerminal
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_selling import (
    opens_till,
    pad_key,
    scans,
    shown,
    signs_on,
    store_of,
    strip,
    total,
    touches,
)
from ui.app import StoreWindow
from ui.card_board import CardPhase
from ui.card_taking import UNANSWERED_MAX
from ui.routes import Route
from ui.widgets.key import Key, PrimaryKey

CAKESTAND_MINOR = 1275


@pytest.fixture
def terminal(till: Till) -> FakeTerminal:
    return till.gets_terminal()


@pytest.fixture
def selling(
    qtbot: QtBot, till: Till, terminal: FakeTerminal, sounds: HeardSounds
) -> Iterator[StoreWindow]:
    opened = StoreWindow(FakeStartup(till), sounds)
    opened.show(1280, 800)
    settle(opened)
    opens_till(opened)
    scans(opened, CAKESTAND)
    yield opened
    opened.close_all()


def says(
    window: StoreWindow, terminal: FakeTerminal, word: TerminalWord, taken_minor: int = 0
) -> None:
    terminal.says(word, taken_minor)
    settle(window)


def seconds_pass(window: StoreWindow, seconds: int) -> None:
    for _ in range(seconds):
        store_of(window).second_passed()
        settle(window)


def types(window: StoreWindow, digits: str) -> None:
    for digit in digits:
        pad_key(window, f"tenderDigits-{digit}")
    settle(window)


def pays_by_card(window: StoreWindow, amount: str) -> None:
    """The green key, a good while after the last touch."""
    (key,) = (key for key in window.shell.findChildren(PrimaryKey) if key.isVisible())
    assert key.accessibleName() == f"Card {amount}" and key.isEnabled()
    screens = store_of(window).screens
    if window.route is Route.TILL:
        screens.checkout.offer_touched("card")
    else:
        screens.later.tender.primary_touched()
    settle(window)


def place(window: StoreWindow) -> Route:
    return window.route


def phase(window: StoreWindow) -> CardPhase:
    return store_of(window).screens.pay.card.progress.phase


def test_a_card_is_one_touch(selling: StoreWindow, terminal: FakeTerminal) -> None:
    pays_by_card(selling, "£12.75")
    assert place(selling) is Route.TENDER
    assert shown(selling, "cardWords") == "Terminal: ask for the card. £12.75"
    scans(selling, BAG)
    assert strip(selling) == "Payment is running. Wait for the terminal, or cancel it there."
    says(selling, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
    assert place(selling) is Route.DONE
    assert shown(selling, "paid") == "Card ••4411 £12.75 for £12.75"
    assert shown(selling, "drawerState") == ""
    scans(selling, BAG)
    assert total(selling) == "To pay £1.95"


def test_nobody_is_locked_out_while_a_card_is_asked(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    pays_by_card(selling, "£12.75")
    for _ in range(IDLE_MINUTES_DEFAULT * 60 + 1):
        store_of(selling).second_passed()
    settle(selling)
    assert place(selling) is Route.TENDER
    says(selling, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
    assert place(selling) is Route.DONE


def test_a_declined_card_leaves_everything_to_pay(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    pays_by_card(selling, "£12.75")
    says(selling, terminal, TerminalWord.DECLINED)
    assert strip(selling) == "Declined by the bank. Another card or cash."
    assert phase(selling) is CardPhase.NONE
    touches(selling, "£20")
    assert place(selling) is Route.DONE


def test_a_card_for_a_part_and_cash_for_the_rest(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    store_of(selling).screens.checkout.offer_touched("other")
    settle(selling)
    types(selling, "500")
    touches(selling, "Card £5.00")
    says(selling, terminal, TerminalWord.APPROVED, 500)
    assert shown(selling, "balance") == "£7.75"
    touches(selling, "Back to the basket")
    assert total(selling) == "Left to pay £7.75"
    store_of(selling).screens.checkout.offer_touched("1000")
    settle(selling)
    assert shown(selling, "change") == "£2.25"
    assert shown(selling, "paid") == "Card ••4411 £5.00 · Cash £10.00 for £12.75"


def test_cash_for_a_part_and_the_card_for_the_rest(
    selling: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    store_of(selling).screens.checkout.offer_touched("other")
    settle(selling)
    types(selling, "1000")
    touches(selling, "Take £10.00")
    assert till.drawer.opened == 1
    pays_by_card(selling, "£2.75")
    says(selling, terminal, TerminalWord.APPROVED, 275)
    assert place(selling) is Route.DONE


def test_a_payment_is_cancelled_at_the_terminal(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    pays_by_card(selling, "£12.75")
    touches(selling, "Cancel at the terminal")
    assert terminal.stops == terminal.asked
    assert shown(selling, "cardWords") == "Asking the terminal to stop"
    says(selling, terminal, TerminalWord.CANCELLED)
    assert strip(selling) == "Cancelled. Nothing was taken."


def test_a_hand_that_is_quicker_than_the_disk_cancels_too(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    screens = store_of(selling).screens
    screens.checkout.offer_touched("card")
    screens.pay.card.stop()
    settle(selling)
    assert terminal.stops == terminal.asked != []
    assert phase(selling) is CardPhase.STOPPING
    says(selling, terminal, TerminalWord.CANCELLED)
    assert strip(selling) == "Cancelled. Nothing was taken."


def test_a_lost_answer_is_asked_for_until_it_comes(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    pays_by_card(selling, "£12.75")
    says(selling, terminal, TerminalWord.NO_ANSWER)
    assert shown(selling, "cardWords").startswith("Asking the terminal what happened (0 s).")
    says(selling, terminal, TerminalWord.IN_PROGRESS)
    seconds_pass(selling, 2)
    assert len(terminal.questions) == 2
    assert shown(selling, "cardWords").startswith("Asking the terminal what happened (2 s).")
    says(selling, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
    assert place(selling) is Route.DONE


def without_an_answer(window: StoreWindow, terminal: FakeTerminal) -> None:
    pays_by_card(window, "£12.75")
    says(window, terminal, TerminalWord.NO_ANSWER)
    for _ in range(UNANSWERED_MAX):
        says(window, terminal, TerminalWord.NO_ANSWER)
        seconds_pass(window, 2)
    assert phase(window) is CardPhase.NOT_KNOWN


@pytest.mark.parametrize(
    ("key", "route"), [("It says approved", Route.DONE), ("It says declined", Route.TENDER)]
)
def test_a_person_looks_at_a_terminal_that_says_nothing(
    selling: StoreWindow, terminal: FakeTerminal, key: str, route: Route
) -> None:
    without_an_answer(selling, terminal)
    touches(selling, key)
    assert selling.route is route
    assert phase(selling) is CardPhase.NONE


def test_what_is_left_open_is_asked_before_the_next_card(
    selling: StoreWindow, terminal: FakeTerminal
) -> None:
    without_an_answer(selling, terminal)
    touches(selling, "Leave it open")
    scans(selling, BAG)
    assert total(selling) == "To pay £14.70"
    pays_by_card(selling, "£14.70")
    assert strip(selling).startswith("Asking the terminal about £12.75 first.")
    says(selling, terminal, TerminalWord.NOT_RECEIVED)
    pays_by_card(selling, "£14.70")
    assert terminal.asked[-1].amount.amount_minor == 1470


def test_after_a_crash_the_terminal_is_asked_at_sign_on(
    qtbot: QtBot, till: Till, terminal: FakeTerminal, sounds: HeardSounds, selling: StoreWindow
) -> None:
    pays_by_card(selling, "£12.75")
    selling.close_all()
    till.start()
    again = StoreWindow(FakeStartup(till), sounds)
    try:
        again.show(1280, 800)
        settle(again)
        signs_on(again)
        assert place(again) is Route.TENDER
        assert phase(again) is CardPhase.WHAT_HAPPENED
        says(again, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
        assert place(again) is Route.DONE
    finally:
        again.close_all()


def test_a_stand_alone_terminal_is_typed_in(selling: StoreWindow) -> None:
    store_of(selling).screens.checkout.offer_touched("other")
    settle(selling)
    touches(selling, "Stand-alone terminal")
    assert shown(selling, "givenCaption") == "Approval code"
    types(selling, "12")
    pays_by_card(selling, "£12.75")
    assert strip(selling).startswith("That is no approval code.")
    types(selling, "3456")
    pays_by_card(selling, "£12.75")
    assert place(selling) is Route.DONE
    assert shown(selling, "paid") == "Card, stand-alone 123456 £12.75 for £12.75"


def test_without_a_terminal_nothing_is_different(window: StoreWindow) -> None:
    opens_till(window)
    scans(window, CAKESTAND)
    keys = {key.accessibleName() for key in window.shell.findChildren(Key) if key.isVisible()}
    assert {"Exact", "Cash £12.75"} <= keys
    assert "Cash…" not in keys
