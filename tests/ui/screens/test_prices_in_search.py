"""Head office changes a price while the cashier looks at what was found: the list shows the new one."""

from __future__ import annotations

from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till
from tests.ui.screens.store_under_test import settle
from tests.ui.screens.test_selling import opens_till, store_of
from ui.app import StoreWindow
from ui.widgets.choice_list import ChoiceList
from ui.widgets.row_state import ChoiceRow


def found(window: StoreWindow) -> ChoiceList:
    listed = window.shell.findChild(ChoiceList, "found")
    assert isinstance(listed, ChoiceList)
    return listed


def prices(window: StoreWindow) -> dict[str, str]:
    return {row.key: row.trailing for row in found(window).rows if isinstance(row, ChoiceRow)}


def costs_now(till: Till, window: StoreWindow, key: str, price_minor: int) -> None:
    """The agent writes a price, and the window hears of it."""
    with agent(till.device, "zone") as zone:
        zone.execute("UPDATE price SET price_minor = ? WHERE item_id = ?", (price_minor, int(key)))
    store_of(window).standing.look_for_news()
    settle(window)


def test_the_list_in_front_shows_a_new_price(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    store_of(window).search_edited("re")
    settle(window)
    before = prices(window)
    assert len(before) > 1
    last = list(before)[-1]
    costs_now(till, window, last, 12_345)
    assert prices(window) == {**before, last: "£123.45"}


def test_the_chosen_item_stays_chosen(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    store_of(window).search_edited("re")
    settle(window)
    first, second, *_ = prices(window)
    store_of(window).screens.checkout.moved(1)
    assert found(window).selected_key == second
    costs_now(till, window, first, 1)
    assert found(window).selected_key == second


def test_nothing_is_searched_again_once_the_search_is_over(window: StoreWindow, till: Till) -> None:
    opens_till(window)
    store_of(window).search_edited("re")
    settle(window)
    key = next(iter(prices(window)))
    store_of(window).search_edited("")
    costs_now(till, window, key, 12_345)
    assert store_of(window).screens.checkout.finder.search_state() is None
