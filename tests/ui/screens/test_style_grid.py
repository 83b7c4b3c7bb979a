"""A style is one tile and one row of a search; its grid says what is here of each kind, and one touch sells it."""

from __future__ import annotations

import pytest

from pos_app.domain.styles import StyleGrid, in_order
from pos_app.files.database import Durability, open_writer
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import FakeStartup, HeardSounds, settle
from tests.ui.screens.test_screen_walk import Walk, agrees_with_the_book, walks
from tests.ui.screens.test_selling import opens_till, store_of, strip, total, touches
from ui.app import StoreWindow
from ui.routes import Route
from ui.screens.checkout.view_state import Tab
from ui.widgets.kind_tile import KindTile

KINDS = (
    (1, "Bags", "S", "Red"),
    (2, "Bags", "XL", "Red"),
    (3, "Bags", "S", "Blue"),
    (4, "", "", ""),
)
SIZES = ("XS", "S", "M", "L", "XL")
COLOURS = ("Red", "Turquoise", "Light blue")


def bring_styles(till: Till, kinds: tuple[tuple[int, str, str, str], ...]) -> None:
    chain = open_writer(till.device.folder.replica("chain", 1), "", Durability.NORMAL)
    chain.executemany("INSERT INTO item_variant VALUES (?, ?, ?, ?)", kinds)
    chain.close()
    with agent(till.device) as store:
        store.execute("UPDATE stock SET on_hand_milli = 0 WHERE item_id = 3")
    till.files.news.changed()


@pytest.fixture
def shop(till: Till, window: StoreWindow) -> StoreWindow:
    """Two sizes of a red bag, and a blue one that is not here."""
    bring_styles(till, KINDS)
    opens_till(window)
    return window


def kinds(window: StoreWindow) -> list[str]:
    return [key.accessibleName() for key in window.shell.findChildren(KindTile) if key.isVisible()]


def test_sizes_stand_from_small_to_large() -> None:
    assert in_order(("XL", "M", "One", "S", "42", "9½", "9", "10")) == (
        *("9", "9½", "10", "42"),
        *("S", "M", "XL", "One"),
    )
    assert StyleGrid.of("Bags", ()).at("Red", "S") == ()


def test_a_search_shows_a_style_once_and_one_touch_in_its_grid_sells(shop: StoreWindow) -> None:
    screens = store_of(shop).screens
    store_of(shop).search_edited("re")
    settle(shop)
    found = screens.checkout.finder.search_state()
    assert found is not None
    first = found.rows[0]
    assert (first.title, first.detail) == ("Bags", "2 kinds: choose size and colour")
    screens.result_touched(found.rows[0].key)
    settle(shop)
    assert shop.route is Route.STYLE_GRID
    assert kinds(shop) == ["Red, S, 20 here", "Red, XL, 20 here", "Blue, S, none here"]
    touches(shop, "Red, XL, 20 here")
    assert (shop.route, strip(shop), total(shop)) == (
        Route.TILL,
        "Regency cakestand 3 tier £12.75",
        "To pay £12.75",
    )
    store_of(shop).search_edited("85099B")
    settle(shop)
    found = screens.checkout.finder.search_state()
    assert found is not None and found.rows[0].key == "1", "a number means its item"


def test_a_tile_of_a_style_opens_it_and_what_is_not_here_can_be_sold(shop: StoreWindow) -> None:
    screens = store_of(shop).screens
    screens.checkout.tiles.tab_touched(Tab.FAVOURITES.value)
    settle(shop)
    assert screens.checkout.tiles.shown[0].label == "Bags"
    touches(shop, "Bags", "Blue, S, none here")
    assert total(shop) == "To pay £2.10"
    shop.go(Route.STYLE_GRID)
    settle(shop)
    touches(shop, "Back")
    assert shop.route is Route.TILL


def test_nothing_of_the_grid_is_cut_or_too_small(till: Till, look: str, qtbot: object) -> None:
    assert qtbot is not None
    bring_styles(till, ())
    chain = open_writer(till.device.folder.replica("chain", 1), "", Durability.NORMAL)
    zone = open_writer(till.device.folder.replica("zone", 1), "", Durability.NORMAL)
    many = [(colour, size) for colour in COLOURS for size in SIZES][:-1]
    for item_id, (colour, size) in enumerate(many, start=100):
        name = f"Linen shirt {colour} {size}"
        row = (item_id, f"SH{item_id}", name, "Clothes", "each", "S", 0, 1)
        chain.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        variant = (item_id, "Linen shirt with a small collar", size, colour)
        chain.execute("INSERT INTO item_variant VALUES (?, ?, ?, ?)", variant)
        zone.execute("INSERT INTO price VALUES (?, ?)", (item_id, 2500 + item_id))
    chain.close()
    zone.close()
    with agent(till.device) as store:
        figures = [(item_id, item_id % 4 * 1000) for item_id in range(100, 113)]
        store.executemany("INSERT INTO stock VALUES (?, ?, 0, 0)", figures)
    till.files.news.changed()

    def steps(walk: Walk) -> None:
        sign_on = store_of(walk.window).screens.sign_on
        sign_on.operator_touched(ANNA.number)
        for digit in ANNA.number * 2:
            sign_on.digit_pressed(digit)
        settle(walk.window)
        agrees_with_the_book(walk.window)
        settle(walk.window)
        store_of(walk.window).screens.result_touched("style:100")
        walk.looks_at("60-style-grid")

    assert walks(StoreWindow(FakeStartup(till), HeardSounds()), look, steps) == []
