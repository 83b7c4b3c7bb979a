"""Goods come back with their receipt: online, without a line, and when the plug is pulled in between."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.scan import receipt_code
from pos_app.files.database import Durability, open_writer, transaction
from resources.demo.readers import read_items
from storeday.shop import ANNA, CAKE_STAND, CARLA, LUNCH_BAG, OAT_DRINK, Product
from tests.stories.receipts import first_receipt, newest_receipt
from tests.stories.refund_steps import (
    bring_back_from_elsewhere,
    bring_order_back,
    unheard_receipt,
)
from tests.stories.robots import Cashier
from tests.stories.world import Shop, differences

CHOOSE = "Scan what comes back"
DONE = "Drawer opens."


def papers(store: Shop, count: int) -> bool:
    """So many receipts came out."""
    return len(list(store.register.receipts.glob("*.txt"))) == count


def takes_back(cashier: Cashier, receipt: str, reason: str, amount: str, *codes: str) -> None:
    """The plain case: scans, and two touches."""
    cashier.scans_code(receipt)
    cashier.is_told(CHOOSE)
    for code in codes:
        cashier.scans_code(code)
        cashier.is_gone(CHOOSE)
    cashier.touches(reason, f"Give back {amount}")
    cashier.is_told(DONE)


def head_office_has_set(store: Shop, name: str, value: str) -> None:
    """A setting of the store, as the last words of head office left it on the register."""
    [newest, *_] = store.register.generations("store")
    writer = open_writer(store.register.replica("store", newest), store.key, Durability.NORMAL)
    with transaction(writer):
        writer.execute("INSERT OR REPLACE INTO configuration VALUES (?, ?)", (name, value))
    writer.close()


def department_of(product: Product) -> str:
    """Where it stands."""
    return next(item.department for item in read_items() if item.name == product.name)


def take_back_with_manager(store: Shop, amount: str, cashier: Cashier) -> None:
    cashier.scans_code(first_receipt(store))
    cashier.is_told("Scan what comes back")
    cashier.scans_code(OAT_DRINK.code)
    cashier.touches("Too big", f"Give back {amount}")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told("Drawer opens.")


def test_two_touches_online_and_offline_and_the_books_agree(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    cashier.sells(OAT_DRINK, CAKE_STAND, OAT_DRINK)
    receipt = newest_receipt(store)
    takes_back(cashier, receipt, "Too small", "£12.75", CAKE_STAND.code)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    store.goes_offline()
    takes_back(cashier, receipt, "Faulty", "£1.95", OAT_DRINK.code)
    cashier.scans(LUNCH_BAG)
    cashier.scans_code(receipt)
    cashier.is_told(CHOOSE)
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Not on this receipt")
    cashier.scans_code(CAKE_STAND.code)
    cashier.is_told("No more of it was bought")
    cashier.touches("Back")
    cashier.owes("£1.65")
    cashier.scans_code(receipt_code(UUID(int=7)))
    cashier.is_told("No such sale here. Sales up to ")
    cashier.owes("£1.65")
    cashier.pays()
    store.waits_until(partial(papers, store, 4), "two receipts and two of refunds")
    # 100.00 float, 16.65 and 1.65 sold, 12.75 and 1.95 given back
    cashier.touches("Next customer")
    cashier.closes_day(103_60)
    cashier.is_told("Difference £0.00")
    store.closes_register()
    store.comes_back()
    store.opens_register().is_told(ANNA.tile)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert [read_body(back)["condition"] for back in store.facts(FactKind.SALE_RETURNED)] == [
        "shelf",
        "damaged",
    ]
    assert differences(store.books()) == {}


def test_a_return_that_is_not_finished_leaves_nothing(store: Shop) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    receipt = newest_receipt(store)
    store.closes_register()
    steps = (
        (f"scans {receipt}", CHOOSE),
        (f"scans {LUNCH_BAG.code}", "Choose why: £1.65"),
        ("touches Too big", "Give back £1.65"),
        ("touches Give back £1.65", DONE),
    )
    for last in range(1, len(steps) + 1):
        till = store.opens_register_as_process()
        till.does(f"sees {ANNA.tile}", f"scans {ANNA.badge}", "sees Scan to start")
        for does, shows in steps[:last]:
            till.does(does)
            assert till.sees(shows) == shows
        till.kill()
        assert len(store.facts(FactKind.SALE_RETURNED)) == (last == len(steps))
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.shows_badge(ANNA)
    cashier.is_told("Scan to start")
    cashier.scans_code(receipt)
    cashier.is_told("All of it came back before.")
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}


def test_goods_of_an_order_come_back_by_its_number_and_never_twice(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.opens_till(ANNA)
    bring_order_back(cashier)
    cashier.touches("More for this sale", "Take goods back")
    cashier.is_told("Scan the receipt or the order")
    cashier.scans_code("PU-4701*12*DEM04701")
    cashier.is_told(CHOOSE)
    cashier.scans_code("22726")
    cashier.is_told("No more of it was bought")
    cashier.scans_code("22222")
    cashier.touches("Changed mind", "In cash instead £4.95")
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told("Give back £4.95. Drawer opens.")
    store.closes_register()
    store.comes_back()
    store.opens_register().is_told(ANNA.tile)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    first, second = store.facts(FactKind.SALE_RETURNED)
    assert [read_body(first)["condition"], read_body(second)["condition"]] == ["damaged", "shelf"]
    due = [
        (refund["order_number"], refund["reason"], refund["amount_minor"])
        for refund in store.office.asks("/v1/admin/refunds")["refunds"]
    ]
    assert due == [("4701", "returned", 375)], "what went back in cash is not owed again"
    assert differences(store.books()) == {}


def test_what_nobody_here_has_heard_of_comes_back_by_its_paper_and_a_second_person(
    store: Shop,
) -> None:
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.opens_till(ANNA)
    bring_back_from_elsewhere(store, cashier)
    cashier.is_told("Needs a second person")
    cashier.shows_badge(CARLA)
    cashier.is_told("Give back £2.99. Drawer opens.")
    cashier.scans_code(unheard_receipt(store))
    cashier.is_told("All of it came back before.")
    [back] = store.facts(FactKind.SALE_RETURNED)
    assert read_body(back)["allowed_by"] == CARLA.number
    store.closes_register()
    store.comes_back()
    store.opens_register().is_told(ANNA.tile)
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert store.office.asks("/v1/admin/exceptions?business_unit=12")["exceptions"] == []
    assert differences(store.books()) == {}
