"""Head office offers three for the price of two, and lowers a price: the till does so at once, and the books agree."""

from __future__ import annotations

import httpx

from storeday.shop import ANNA, LUNCH_BAG, OAT_DRINK
from tests.stories.world import Shop, differences

THREE_FOR_TWO = {
    "id": "lunch-bags",
    "name": "3 for 2 lunch bags",
    "kind": "n_for_m",
    "take": 3,
    "pay": 2,
    "goods": {"items": ["20725"]},
}


def head_office_offers(store: Shop, promotion: dict[str, object]) -> None:
    """An administrator puts a promotion into the store's price zone."""
    reply = httpx.post(
        f"{store.office.url}/v1/admin/promotions/{store.settings.zone}",
        json={"promotions": [{"promotion": promotion}]},
        headers={"Authorization": f"Bearer {store.office.admin_token}"},
    )
    reply.raise_for_status()


def head_office_charges(store: Shop, item_number: str, price_minor: int) -> None:
    """An administrator changes the price of an item in the store's zone."""
    reply = httpx.post(
        f"{store.office.url}/v1/admin/prices",
        json={"zone": store.settings.zone, "prices": {item_number: price_minor}},
        headers={"Authorization": f"Bearer {store.office.admin_token}"},
    )
    reply.raise_for_status()


def test_the_third_bag_is_free_offline_too_and_the_books_agree(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    head_office_offers(store, THREE_FOR_TWO)
    cashier.sells(OAT_DRINK)
    cashier.sees_all_sent()
    store.goes_offline()
    cashier.scans(LUNCH_BAG, LUNCH_BAG)
    cashier.is_told("1 more: 3 for 2 lunch bags")
    cashier.owes("£3.30")
    cashier.touches("More for this sale", "Why this price")
    cashier.is_told(f"There are too few pieces. Comes with 1 more of {LUNCH_BAG.name}.")
    cashier.scans(LUNCH_BAG)
    cashier.is_gone("Why this price")
    cashier.owes("£3.30")
    cashier.is_told("3 for 2 lunch bags −£1.65")
    cashier.touches("More for this sale", "Why this price")
    cashier.is_told(f"{LUNCH_BAG.name} −£1.65")
    cashier.touches("Close")
    cashier.pays()
    cashier.is_told("Receipt printed")
    newest = max(store.register.receipts.glob("*.txt"), key=lambda path: path.stat().st_mtime_ns)
    paper = newest.read_text(encoding="utf-8")
    assert "You saved                            £1.65" in paper
    assert "Total                                £3.30" in paper
    store.comes_back()
    cashier.sees_all_sent()
    cashier.scans(OAT_DRINK)
    cashier.owes("£1.95")
    head_office_charges(store, "EV005", 180)
    cashier.is_told(f"{OAT_DRINK.name} is now £1.80, was £1.95.")
    cashier.owes("£1.80")
    cashier.pays()
    cashier.sees_all_sent()
    books = store.books()
    assert books["Taken in sales"] == ("£7.05", "£7.05")
    assert differences(books) == {}
