"""What a card paid goes back to it from the screen of a return, and the screen says at every moment what happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.facts import FactKind
from pos_app.ports.terminal import TerminalWord
from tests.pos_app.fakes import CARLA, FakeTerminal
from tests.pos_app.till import CAKESTAND, Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_card import says, seconds_pass
from tests.ui.screens.test_selling import (
    opens_till,
    receipt_of_last_sale,
    scans,
    shown,
    signs_on,
    store_of,
    strip,
    touches,
)
from ui.app import StoreWindow
from ui.card_taking import UNANSWERED_MAX
from ui.routes import Route

CAKESTAND_MINOR = 1275


@pytest.fixture
def terminal(till: Till) -> FakeTerminal:
    return till.gets_terminal()


@pytest.fixture
def returning(
    qtbot: QtBot, till: Till, terminal: FakeTerminal, sounds: HeardSounds
) -> Iterator[StoreWindow]:
    """A cake stand was paid by card, and is back on the counter."""
    opened = StoreWindow(FakeStartup(till), sounds)
    opened.show(1280, 800)
    settle(opened)
    opens_till(opened)
    scans(opened, CAKESTAND)
    store_of(opened).screens.checkout.offer_touched("card")
    settle(opened)
    says(opened, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
    scans(opened, receipt_of_last_sale(opened))
    scans(opened, CAKESTAND)
    yield opened
    opened.close_all()


def test_two_touches_and_the_card_has_it(
    returning: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    touches(returning, "Too small")
    assert shown(returning, "returnBackTo") == "Goes back to: Card ••4411 £12.75"
    touches(returning, "Give back £12.75")
    assert shown(returning, "cardWords") == "The terminal gives £12.75 back to the card."
    says(returning, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
    assert returning.route is Route.TILL
    assert strip(returning) == "£12.75 went back. Nothing to hand out."
    assert till.drawer.opened == 0


def test_a_bank_that_refuses_leaves_cash_by_a_second_person(
    returning: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    touches(returning, "Too small", "Give back £12.75")
    says(returning, terminal, TerminalWord.DECLINED)
    assert strip(returning).startswith("The bank takes nothing back on this card.")
    touches(returning, "In cash instead £12.75")
    scans(returning, f"OP-{CARLA.number}")
    assert strip(returning) == "Give back £12.75. Drawer opens."
    assert till.kinds()[-1] == FactKind.SALE_RETURNED


def test_a_terminal_that_says_nothing_is_asked_and_then_a_person(
    returning: StoreWindow, terminal: FakeTerminal, till: Till
) -> None:
    touches(returning, "Too small", "Give back £12.75")
    says(returning, terminal, TerminalWord.NO_ANSWER)
    for _ in range(UNANSWERED_MAX):
        says(returning, terminal, TerminalWord.NO_ANSWER)
        seconds_pass(returning, 2)
    assert shown(returning, "cardWords").startswith("Do not take the card again.")
    touches(returning, "It says approved")
    assert returning.route is Route.TILL
    assert till.kinds()[-2:] == [FactKind.PAYMENT_OUTCOME, FactKind.SALE_RETURNED]


def test_after_a_crash_the_return_completes_by_itself(
    qtbot: QtBot,
    till: Till,
    terminal: FakeTerminal,
    sounds: HeardSounds,
    returning: StoreWindow,
) -> None:
    touches(returning, "Too small", "Give back £12.75")
    returning.close_all()
    till.start()
    again = StoreWindow(FakeStartup(till), sounds)
    try:
        again.show(1280, 800)
        settle(again)
        signs_on(again)
        says(again, terminal, TerminalWord.APPROVED, CAKESTAND_MINOR)
        assert strip(again) == "£12.75 went back. Nothing to hand out."
        assert till.kinds()[-1] == FactKind.SALE_RETURNED
    finally:
        again.close_all()
