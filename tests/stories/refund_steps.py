"""Steps of a story in which money goes back to a card, or by another way than it came."""

from __future__ import annotations

from storeday.shop import CAKE_STAND, LUNCH_BAG, Product
from tests.stories.receipts import newest_gift_receipt, newest_receipt
from tests.stories.robots import Cashier
from tests.stories.world import Shop


def refund_card(store: Shop, cashier: Cashier) -> None:
    """The cake stand that was paid by card comes back."""
    brings_back(store, cashier, CAKE_STAND, "£12.75")
    cashier.touches("Give back £12.75")
    cashier.is_told("£12.75 went back. Nothing to hand out.")


def refund_in_cash(store: Shop, cashier: Cashier) -> None:
    """No terminal knows how the lunch bag was paid; a manager gives cash."""
    brings_back(store, cashier, LUNCH_BAG, "£1.65")
    cashier.touches("In cash instead £1.65")
    cashier.is_told("Give back £1.65. Drawer opens.")


def brings_back(store: Shop, cashier: Cashier, product: Product, amount: str) -> None:
    """One piece of the last sale, and why."""
    cashier.scans_code(newest_receipt(store))
    cashier.is_told("Scan what comes back")
    cashier.scans_code(product.code)
    cashier.is_told(f"Choose why: {amount}")
    cashier.touches("Changed mind")


def exchange(store: Shop, cashier: Cashier) -> None:
    """A lunch bag for a lunch bag: no money moves."""
    cashier.scans(LUNCH_BAG)
    brings_back(store, cashier, LUNCH_BAG, "£1.65")
    cashier.touches("Exchange for the sale in front")
    cashier.is_told("Exchange £1.65 for £1.65")


def bring_gift_back(store: Shop, cashier: Cashier) -> None:
    """A present: the paper without prices finds its sale, and nobody says what it cost."""
    cashier.scans(LUNCH_BAG)
    cashier.pays("£5")
    cashier.touches("Next customer")
    cashier.scans_code(newest_gift_receipt(store))
    cashier.is_told("prices stay hidden")
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Choose why")
    cashier.touches("Too small", "Give a store credit")
    cashier.is_told("The store credit is printed: hand out its slip.")


def bring_back_without_receipt(cashier: Cashier) -> None:
    """The lunch bag was cheaper lately than it is now."""
    cashier.touches("More for this sale", "Take goods back", "No receipt")
    cashier.is_told("The lowest price of late is given back.")
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Choose why: £1.65")
    cashier.touches("Changed mind", "Store credit of £1.65")
    cashier.is_told("Store credit of £1.65: hand out its slip.")
