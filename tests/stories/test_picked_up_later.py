"""One basket, one payment: one thing is carried out, one is fetched here tomorrow, one waits in the other store."""

from __future__ import annotations

from pos_app.domain.facts import FactKind, read_body
from storeday.shop import CAKE_STAND, CARLA, LUNCH_BAG, OAT_DRINK
from tests.stories.basket_steps import somebody_is_known
from tests.stories.receipts import newest_receipt, papers_say
from tests.stories.robots import Cashier
from tests.stories.test_counter import state_of
from tests.stories.world import Shop, differences


def test_what_waits_is_an_order_that_is_paid(store: Shop) -> None:
    somebody_is_known(store)
    cashier = store.opens()
    cashier.opens_till(CARLA)
    store.goes_offline()
    cashier.scans(LUNCH_BAG)
    chooses(cashier, "Later, here")
    cashier.is_told("Whose goods wait? Attach the customer first.")
    cashier.scans_code("LC-1")
    cashier.is_told("Ada Marlowe")
    cashier.scans(OAT_DRINK)
    chooses(cashier, "Later, here")
    cashier.is_told("pick up here later")
    cashier.scans(CAKE_STAND)
    chooses(cashier, "Later, York Coppergate")
    cashier.is_told("pick up at York Coppergate")
    cashier.owes("£16.35")
    cashier.pays()
    cashier.touches("Next customer")
    [sale] = [read_body(fact) for fact in store.facts(FactKind.SALE_COMPLETED)]
    orders = sale["orders"]
    assert isinstance(orders, list)
    numbers = {str(order["store"]): str(order["order_number"]) for order in orders}
    store.waits_until(lambda: len(papers_say(store, "Show this code:")) == 2, "both codes on paper")
    assert len(papers_say(store, "Picked up later")) == 2
    # its money goes back with the order, and never by both papers
    cashier.scans_code(newest_receipt(store))
    cashier.is_told("Scan what comes back")
    cashier.scans_code(OAT_DRINK.code)
    cashier.is_told(f"Picked up later: use order {numbers['here']}.")
    cashier.touches("Sell")
    store.comes_back()
    cashier.sees_all_sent()
    assert {state_of(store, number) for number in numbers.values()} == {"allocated"}
    cashier.touches("Pickup")
    cashier.is_told(numbers["here"])
    books = store.books()
    assert books["Sales"] == ("1", "1")
    assert books["Taken in sales"] == ("£16.35", "£16.35")
    assert differences(books) == {}


def chooses(cashier: Cashier, place: str) -> None:
    cashier.touches("More for this sale", "Pick up later", place)
