"""The centre goes away, the store sells on, and nothing is lost or doubled when it is back."""

from __future__ import annotations

from storeday.shop import ANNA, CAKE_STAND, HEART_LIGHT, LUNCH_BAG, OAT_DRINK
from tests.stories.world import Shop, differences


def test_a_whole_day_without_head_office_arrives_there_exactly_once(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.sees_all_sent()
    cashier.scans(HEART_LIGHT)
    store.goes_offline()
    cashier.scans(OAT_DRINK)
    cashier.pays()
    cashier.sells(CAKE_STAND, OAT_DRINK)
    cashier.is_told("Offline")
    cashier.touches("Offline")
    cashier.is_told("Yes, all is safe on this device. 2 sales go out next time.")
    cashier.touches("Sell")
    # 100.00 float, 1.65, 2.95 + 1.95, 12.75 + 1.95
    cashier.closes_day(121_25)
    cashier.is_told("is closed")
    store.closes_register()
    store.comes_back()
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    books = store.books()
    assert books["Sales"] == ("3", "3")
    assert books["Taken in sales"] == ("£21.25", "£21.25")
    assert differences(books) == {}


def test_a_centre_that_dies_in_the_middle_of_sales_books_each_of_them_once(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    for count in range(6):
        cashier.sells(LUNCH_BAG)
        if count == 2:
            store.office.kill()
    store.comes_back()
    cashier.sees_all_sent()
    books = store.books()
    assert books["Sales"] == ("6", "6")
    assert differences(books) == {}


def test_a_sending_program_that_dies_is_started_again_and_sends_nothing_twice(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.sees_all_sent()
    killed = store.kills_agent()
    cashier.sells(OAT_DRINK)
    store.waits_until(lambda: store.agent_number() not in {0, killed}, "a new agent")
    cashier.sells(CAKE_STAND)
    cashier.sees_all_sent()
    books = store.books()
    assert books["Sales"] == ("3", "3")
    assert differences(books) == {}
