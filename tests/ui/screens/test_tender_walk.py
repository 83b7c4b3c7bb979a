"""Every way to pay a sale, looked at in all sizes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from pos_app.domain.foreign_notes import FOREIGN_NOTES
from pos_app.domain.tender import CASHBACK_MAX
from pos_app.ports.terminal import TerminalWord
from tests.pos_app.fakes import ANNA, FakeTerminal
from tests.pos_app.till import BAG, CAKESTAND, Till
from tests.pos_app.usecases import test_accounts, test_points
from tests.pos_app.usecases.test_returns import sets
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_screen_walk import Walk, agrees_with_the_book, walks
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.tender.presenter import TenderPresenter


def _a_card(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    screens, till = store.screens, store.application.register
    terminal = till.cards.terminal
    assert isinstance(terminal, FakeTerminal)
    walk.window.runner.run(
        lambda: till.sign_on_with_pin(operator=ANNA.number, pin="1111"), screens.signed_on
    )
    settle(walk.window)
    agrees_with_the_book(walk.window)
    settle(walk.window)
    for code in (CAKESTAND, BAG, BAG):
        store.typed(code)
        settle(walk.window)
    walk.looks_at("21-card-checkout")
    store.typed(test_points.LOYALTY_CARD)
    settle(walk.window)
    walk.goes(Route.TENDER)
    walk.looks_at("21-points-tender")
    tender = screens.later.tender
    tender.way_touched("all")
    walk.looks_at("21-points-ways")
    _pays_in_notes(walk, tender)
    for digits in ("2000", "500"):
        tender.opened()
        tender.digit_pressed(digits)
        settle(walk.window)
        walk.looks_at(f"21-card-typed-{digits}")
    tender.primary_touched()
    settle(walk.window)
    tender.way_touched("alone")
    tender.digit_pressed("123456")
    walk.looks_at("21-card-code")
    tender.way_touched("alone")
    tender.digit_pressed("300")
    tender.way_touched("card")
    settle(walk.window)
    walk.looks_at("21-card-asking")
    terminal.says(TerminalWord.APPROVED, 300)
    settle(walk.window)
    walk.looks_at("21-card-parts")
    walk.goes(Route.TILL)
    walk.looks_at("21-card-left")
    walk.goes(Route.TENDER)
    tender.primary_touched()
    settle(walk.window)
    for _ in range(4):
        terminal.says(TerminalWord.NO_ANSWER)
        settle(walk.window)
    walk.looks_at("21-card-not-known")
    tender.card_key_touched("taken")
    settle(walk.window)
    walk.looks_at("21-card-done")
    _counts_notes(walk)


def _pays_in_notes(walk: Walk, tender: TenderPresenter) -> None:
    tender.way_touched("notes:EUR")
    tender.digit_pressed("500")
    walk.looks_at("21-notes-typed")
    tender.primary_touched()
    settle(walk.window)


def _counts_notes(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    walk.goes(Route.DAY_FIGURES)
    walk.looks_at("21-card-figures")
    walk.goes(Route.CLOSE_DAY)
    close_day = store.screens.later.close_day
    close_day.keys.denomination_touched("EUR500")
    close_day.keys.digit_pressed("1")
    walk.looks_at("21-notes-counted")
    close_day.primary_touched()
    settle(walk.window)
    walk.looks_at("21-notes-second-person")


def test_cards(look: str, qtbot: QtBot, till: Till) -> None:
    till.gets_terminal()
    test_accounts.has_points_and_account(till)
    sets(till, CASHBACK_MAX, "3000")
    sets(till, FOREIGN_NOTES, "EUR=0.853;USD=0.74")
    till.restart()
    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _a_card) == []
