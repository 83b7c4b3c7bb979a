"""Every screen in every size, theme, language and direction: nothing is cut, covered, too small or nameless."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.card import CARD_SALT
from pos_app.domain.money import Money
from pos_app.ports.device_events import DeviceKind, DeviceStep
from pos_app.ports.faults import (
    AlreadyRunning,
    DataNewerThanProgram,
    DeviceUnknownToCentre,
    Fault,
    KeyMissing,
    PrinterRefused,
)
from pos_app.usecases.checkout.open_basket import BasketView
from tests.pos_app.fakes import ANNA, CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, WINE, Till
from tests.pos_app.usecases import test_coupons
from tests.pos_app.usecases.test_value_cards import NUMBER, OTHER, SALT, has_card
from tests.ui.screens.price_steps import changing_prices
from tests.ui.screens.return_to_walk import walk_a_return
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, pictures, settle
from tests.ui.screens.test_why import (
    BAGS,
    LESS_FOR_A_BAG,
    MEMBERS,
    OATS,
    WINES,
    head_office_offers,
)
from tests.ui.screens.walk_checks import complaints, low_contrasts
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.checkout.view_state import Question, Tab
from ui.widgets.key import Key
from ui.widgets.top_bar import TopBar

SIZES = ((1280, 800), (1024, 768), (800, 1280), (720, 1280), (360, 640))


@dataclass(frozen=True)
class Walk:
    """One window, looked at in every size after each step."""

    window: StoreWindow
    look: str
    found: list[str]

    def looks_at(self, name: str) -> None:
        bar = self.window.shell.findChild(TopBar)
        assert isinstance(bar, TopBar)
        bar.show_camera(is_here=True)  # the most that a bar can hold
        for width, height in SIZES:
            self.window.shell.resize(width, height)
            settle(self.window)
            size = f"{width}x{height}"
            self.found.extend(f"{name} {size}: {line}" for line in complaints(self.window.shell))
            if (width, height) == SIZES[0]:
                self.found.extend(f"{name}: {line}" for line in low_contrasts(self.window.shell))
            if "STORE_PICTURES" in os.environ:
                folder = pictures()
                folder.mkdir(parents=True, exist_ok=True)
                self.window.shell.grab().save(str(folder / f"{name}_{size}_{self.look}.png"))

    def goes(self, route: Route) -> None:
        self.window.go(route)
        settle(self.window)


def agrees_with_the_book(window: StoreWindow) -> None:
    key = window.shell.findChild(Key, "floatByTheBook")
    assert isinstance(key, Key)
    key.click()


def walks(window: StoreWindow, look: str, steps: Callable[[Walk], None]) -> list[str]:
    walk = Walk(window, look, [])
    window.show(*SIZES[0])
    settle(window)
    try:
        steps(walk)
    finally:
        window.close_all()
    return walk.found


def _a_day(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    screens = store.screens
    walk.looks_at("01-sign-on")
    screens.sign_on.operator_touched(ANNA.number)
    screens.sign_on.digit_pressed("1")
    walk.looks_at("02-pin")
    for digit in "999":
        screens.sign_on.digit_pressed(digit)
    settle(walk.window)
    walk.looks_at("03-wrong-pin")
    screens.sign_on.let_in_touched()
    walk.looks_at("04-newcomer")
    store.sheet_left()
    for digit in ANNA.number * 2:
        screens.sign_on.digit_pressed(digit)
    settle(walk.window)
    walk.looks_at("05-open-till")
    agrees_with_the_book(walk.window)
    settle(walk.window)
    walk.looks_at("06-empty")
    for code in (BAG, BAG, CAKESTAND, OAT_DRINK):
        store.typed(code)
        settle(walk.window)
    walk.looks_at("07-checkout")
    for tab in (Tab.DEPARTMENTS, Tab.NUMBERS, Tab.FAVOURITES):
        screens.checkout.tiles.tab_touched(tab.value)
        walk.looks_at(f"08-{tab.value}")
    store.typed(WINE)
    settle(walk.window)
    walk.looks_at("09-age")
    screens.checkout.question_answered("born", "")
    walk.looks_at("09-born")
    screens.checkout.question_answered("set", "1970-01-31")
    store.typed("5012345678900")
    settle(walk.window)
    walk.looks_at("10-unknown")
    screens.menu.asked()
    walk.looks_at("11-menu")
    store.sheet_left()
    changing_prices(walk)
    for question in (Question.QUANTITY, Question.NUMBER):
        screens.checkout.asked(question)
        walk.looks_at(f"11-{question.value}")
        store.sheet_left()
    for words in ("ba", "zzz"):
        store.search_edited(words)
        walk.looks_at(f"12-search-{words}")
    store.search_edited("")


def _holding(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    screens = store.screens
    walk.goes(Route.HELD_SALES)
    walk.looks_at("13-nothing-held")
    store.typed(CAKESTAND)
    settle(walk.window)
    screens.checkout.holding.touched()
    settle(walk.window)
    walk.looks_at("13-held")
    walk.goes(Route.HELD_SALES)
    walk.looks_at("13-held-sales")
    screens.later.held_sales.choose_touched()
    walk.looks_at("13-cancel-held")
    walk.goes(Route.CLOSE_DAY)
    walk.looks_at("13-close-with-held")
    walk.goes(Route.HELD_SALES)
    screens.later.held_sales.primary_touched()
    settle(walk.window)


def _an_evening(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    screens, till = store.screens, store.application.register
    walk.window.runner.run(
        lambda: till.sign_on_with_pin(operator=ANNA.number, pin="1111"), screens.signed_on
    )
    settle(walk.window)
    agrees_with_the_book(walk.window)
    settle(walk.window)
    _holding(walk)
    walk.goes(Route.MORE)
    screens.later.more.chosen("open_drawer")
    settle(walk.window)
    walk.looks_at("13-second-person")
    store.sheet_left()
    walk.goes(Route.TENDER)
    walk.looks_at("13-tender")
    walk.goes(Route.TILL)
    screens.checkout.offer_touched("5000")
    settle(walk.window)
    walk.looks_at("14-done")
    screens.later.done.next_begun(BasketView((), Money(123_456, "GBP"), 24))
    walk.looks_at("14-next-sale")
    walk_a_return(walk.window, walk.looks_at)
    for route in (
        Route.TILL,
        Route.MORE,
        Route.CASH_MOVES,
        Route.DAY_FIGURES,
        Route.SENDING,
        Route.DEVICES,
        Route.CLOSE_DAY,
    ):
        walk.goes(route)
        walk.looks_at(f"15-{route.value}")
    walk.goes(Route.DEVICES)
    screens.later.devices.list_touched()
    walk.looks_at("15-devices-nothing-happened")
    events = store.application.device_events
    events.note(DeviceKind.RECEIPT_PRINTER, DeviceStep.FAILED, error=PrinterRefused("paper_out"))
    events.note(DeviceKind.SCANNER, DeviceStep.LEFT, "ttyACM0")
    screens.later.devices.list_touched()
    screens.later.devices.list_touched()
    walk.looks_at("15-devices-what-happened")
    screens.later.devices.list_touched()
    walk.goes(Route.CLOSE_DAY)
    store.commands.press_primary()
    settle(walk.window)
    walk.looks_at("16-counts-again")
    store.commands.press_primary()
    settle(walk.window)
    walk.looks_at("16-second-person")
    store.typed(f"OP-{CARLA.number}")
    settle(walk.window)
    walk.looks_at("17-z")


def test_a_day_at_the_till(look: str, qtbot: QtBot, till: Till) -> None:
    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _a_day) == []


def test_paying_and_closing(look: str, qtbot: QtBot, till: Till) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO configuration VALUES ('no_return', 'Kitchen')")
    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _an_evening) == []


def _a_value_card(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    register, cards = store.application.register, store.screens.value_cards
    walk.window.runner.run(
        lambda: register.sign_on_with_pin(operator=ANNA.number, pin="1111"), store.screens.signed_on
    )
    settle(walk.window)
    agrees_with_the_book(walk.window)
    settle(walk.window)
    store.typed(CAKESTAND)
    settle(walk.window)
    cards.asked()
    walk.looks_at("22-card-number")
    for number, name in ((OTHER, "new"), (NUMBER, "known")):
        cards.scanned(number)
        settle(walk.window)
        walk.looks_at(f"22-card-{name}")


def test_gift_cards(look: str, qtbot: QtBot, till: Till) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO configuration VALUES (?, ?)", (CARD_SALT, SALT))
    has_card(till, NUMBER, 1000)
    till.restart()
    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _a_value_card) == []


def _why(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    register = store.application.register
    walk.window.runner.run(
        lambda: register.sign_on_with_pin(operator=ANNA.number, pin="1111"), store.screens.signed_on
    )
    settle(walk.window)
    agrees_with_the_book(walk.window)
    settle(walk.window)
    store.screens.why.asked()
    walk.looks_at("20-why-nothing")
    store.sheet_left()
    for code in (BAG, BAG, BAG, OAT_DRINK, CAKESTAND):
        store.typed(code)
        settle(walk.window)
    walk.looks_at("20-saving")
    store.screens.why.asked()
    walk.looks_at("20-why")
    store.sheet_left()
    store.typed(test_coupons.LEAFLET)
    settle(walk.window)
    walk.looks_at("20-coupon")


def test_why_this_price(look: str, qtbot: QtBot, till: Till) -> None:
    head_office_offers(till, BAGS, LESS_FOR_A_BAG, OATS, MEMBERS, WINES, test_coupons.LESS)
    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, _why) == []


def _a_device_to_look_at(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    register = store.application.register
    walk.window.runner.run(
        lambda: register.sign_on_with_pin(operator=ANNA.number, pin="1111"), store.screens.signed_on
    )
    settle(walk.window)
    agrees_with_the_book(walk.window)
    settle(walk.window)
    walk.looks_at("19-device")
    walk.goes(Route.SENDING)
    walk.looks_at("19-device-sending")


def test_a_device_with_all_that_can_be_wrong(look: str, qtbot: QtBot, till: Till) -> None:
    with agent(till.device) as store:
        store.executemany(
            "INSERT INTO contact VALUES (?, ?)",
            [
                ("refused_by_centre", "1"),
                ("clock_offset_ms", "-840000"),
                ("disk_short", "180000000"),
                ("long_log_bytes", "70000000"),
                ("journal_damaged", "a link"),
            ],
        )
    till.files.news.changed()
    window = StoreWindow(FakeStartup(till), HeardSounds())
    assert walks(window, look, _a_device_to_look_at) == []


def test_set_up(look: str, qtbot: QtBot, till: Till) -> None:
    window = StoreWindow(FakeStartup(till, is_enrolled=False), HeardSounds())
    assert walks(window, look, lambda walk: walk.looks_at("00-set-up")) == []
    till.close()


@pytest.mark.parametrize(
    "fault",
    [KeyMissing(), DataNewerThanProgram(3, 1), AlreadyRunning(), DeviceUnknownToCentre()],
)
def test_a_till_that_cannot_start(look: str, qtbot: QtBot, till: Till, fault: Fault) -> None:
    startup = FakeStartup(till, fault=fault)
    name = f"18-{type(fault).__name__}"
    window = StoreWindow(startup, HeardSounds())
    assert walks(window, look, lambda walk: walk.looks_at(name)) == []
    till.close()
