"""The line that says what goes with the basket, in every size, theme and direction."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.pos_app.fakes import ANNA
from tests.pos_app.till import BAG, Till
from tests.ui.screens import test_screen_walk as screen_walk
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_mentions import head_office_knows
from ui.app import StoreWindow


def _a_mention(walk: screen_walk.Walk) -> None:
    store = walk.window.store
    assert store is not None
    register = store.application.register
    walk.window.runner.run(
        lambda: register.sign_on_with_pin(operator=ANNA.number, pin="1111"), store.screens.signed_on
    )
    settle(walk.window)
    screen_walk.agrees_with_the_book(walk.window)
    settle(walk.window)
    store.typed(BAG)
    settle(walk.window)
    store.screens.checkout.mention.rested()
    settle(walk.window)
    walk.looks_at("21-mention")


def test_what_goes_with_the_basket(look: str, qtbot: QtBot, till: Till) -> None:
    head_office_knows(till)
    window = StoreWindow(FakeStartup(till), HeardSounds())
    assert screen_walk.walks(window, look, _a_mention) == []
