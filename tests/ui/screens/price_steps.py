"""The sheets of the checkout about prices, goods without a number and customers, one after another in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pos_app.till import BAG, CAKESTAND
from tests.ui.screens.store_under_test import settle
from ui.widgets.key import Key

if TYPE_CHECKING:
    from tests.ui.screens.test_screen_walk import Walk


def changing_prices(walk: Walk) -> None:
    store = walk.window.store
    assert store is not None
    screens = store.screens
    screens.aims.price_asked()
    store.typed(CAKESTAND)
    settle(walk.window)
    walk.looks_at("11-price-check")
    screens.aims.remove_asked()
    store.typed(BAG)
    settle(walk.window)
    walk.looks_at("11-remove-scanned")
    store.sheet_left()
    screens.menu.asked()
    walk.window.shell.findChildren(Key, "menu-unlisted")[-1].click()
    settle(walk.window)
    walk.looks_at("11-unlisted")
    store.sheet_left()
    screens.menu.asked()
    walk.window.shell.findChildren(Key, "menu-later")[-1].click()
    settle(walk.window)
    walk.looks_at("11-later")
    store.sheet_left()
    screens.customer_asked.asked()
    walk.looks_at("11-customer")
    store.sheet_left()
    screens.price.asked()
    walk.looks_at("11-price")
    sheet = walk.window.shell.findChildren(Key, "otherPrice")[-1]
    sheet.click()
    walk.looks_at("11-price-amount")
    walk.window.shell.findChildren(Key, "percent-10")[-1].click()
    walk.looks_at("11-price-why")
    store.sheet_left()
