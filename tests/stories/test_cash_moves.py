"""Cash beside sales: to the safe, from it, and for a bill; at the end the drawer fits to the penny."""

from __future__ import annotations

from pos_app.domain.facts import FactKind, read_body
from storeday.shop import ANNA, CARLA, LUNCH_BAG
from tests.stories.robots import Cashier
from tests.stories.till_steps import borrow, lend
from tests.stories.world import Shop, differences


def moves(cashier: Cashier, reason: str, digits: str, key: str) -> None:
    cashier.touches("More", "Cash in and out", reason)
    cashier.hands.keys_in(digits)
    cashier.touches(key)


def test_a_day_with_a_bill_a_bag_of_change_and_a_full_drawer(store: Shop) -> None:
    manager = store.opens()
    manager.opens_till(CARLA)
    manager.sells(LUNCH_BAG)
    moves(manager, "Bought for the store", "1250", "Take £12.50 out")
    manager.is_told("£12.50 out. Drawer is open.")
    moves(manager, "Cash from the safe", "2000", "Bring £20.00 from the safe")
    manager.is_told("£20.00 from the safe. Drawer is open.")
    moves(manager, "Cash to the safe", "5000", "Take £50.00 to the safe")
    manager.is_told("£50.00 to the safe. Drawer is open.")
    lend(manager)
    borrow(manager)
    manager.touches("Figures so far")
    manager.is_told("To the safe −£50.00")
    manager.touches("Print X report")
    manager.is_told("X report printed.")
    manager.touches("Back")
    # 100.00 float, 1.65 sold, −12.50 +20.00 −50.00
    manager.closes_day(59_15)
    manager.is_told("Difference £0.00")
    (out,) = store.facts(FactKind.PAID_OUT)
    assert read_body(out)["amount_minor"] == 1250
    assert differences(store.books()) == {}


def test_a_cashier_cannot_take_out_more_than_there_is_nor_pay_a_bill(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    moves(cashier, "Cash to the safe", "100000", "Take £1,000.00 to the safe")
    cashier.is_told("The drawer should not hold that much. Type the amount again.")
    cashier.is_not_told("Bought for the store")
    assert store.facts(FactKind.TENDER_PICKUP) == ()
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
