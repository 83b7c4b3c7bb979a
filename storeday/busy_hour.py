"""Busy hour tells what a cashier does besides plain sales: held, cheaper by a second person, split, brought back."""

from __future__ import annotations

from storeday.day import Scene
from storeday.shop import JUMBO_BAG, LUNCH_BAG, Person

THREE_FOR_TWO: dict[str, object] = {
    "id": "jumbo-bags",
    "name": "3 for 2 jumbo bags",
    "kind": "n_for_m",
    "take": 3,
    "pay": 2,
    "goods": {"items": ["85099B"]},
}


def hold_and_bring_back(scene: Scene) -> None:
    """A buyer forgot something; the next one is not kept waiting."""
    hands = scene.hands
    hands.scans(LUNCH_BAG.code)
    hands.waits_for("To pay £1.65")
    hands.touches("Hold")
    hands.waits_for("Held: 1 item, £1.65.")
    scene.keeps("held")
    hands.touches_each("Held sales (1)", "Bring back")
    hands.waits_for("To pay £1.65")
    scene.says("A sale is held, and brought back with what was in it")


def cheaper_by_a_second_person(scene: Scene, manager: Person) -> None:
    """More off than a cashier may take: a badge allows it, and the cashier stays signed on."""
    hands = scene.hands
    hands.touches_each("Discount, or another price", "Price of one")
    hands.keys_in("100")
    hands.touches_each("Take this amount", "Shelf shows this price")
    hands.waits_for("Needs a second person")
    scene.keeps("second person")
    hands.scans(manager.badge)
    hands.waits_for("To pay £1.00")
    scene.says(f"The shelf shows another price; {manager.name} allows it by badge")


def split_with_card(scene: Scene) -> None:
    """Coins for a part, and a card at the terminal for the rest."""
    hands = scene.hands
    hands.touches("Cash…")
    hands.waits_for("Cash given")
    hands.keys_in("40")
    hands.touches("Take £0.40")
    hands.waits_for("Left to pay £0.60")
    scene.keeps("split with card")
    hands.touches("Card £0.60")
    hands.waits_for("Next customer")
    hands.waits_for("Card ••")
    scene.keeps("paid in two parts")
    scene.says("Paid in two parts: £0.40 in cash, £0.60 by card at the terminal")


def three_for_two(scene: Scene) -> None:
    """What head office has promoted this morning: the till says what is missing, and what is saved."""
    hands = scene.hands
    hands.scans(JUMBO_BAG.code)
    hands.scans(JUMBO_BAG.code)
    hands.waits_for("1 more: 3 for 2 jumbo bags")
    hands.scans(JUMBO_BAG.code)
    hands.waits_for("3 for 2 jumbo bags −£2.08")
    hands.touches_each("More for this sale", "Why this price")
    hands.waits_for(f"{JUMBO_BAG.name} −£2.08")
    scene.keeps("promotion")
    hands.touches("Close")
    hands.touches("£5")
    hands.waits_for("Next customer")
    scene.says("Three jumbo bags for the price of two: the till says so, and why")


def bring_back(scene: Scene) -> None:
    """The receipt is not at hand: the sale is looked up, and each part goes back the way it came."""
    hands = scene.hands
    hands.touches("Next customer")
    hands.touches_each("More for this sale", "Take goods back")
    hands.waits_for("Scan the receipt or the order, or type its last digits.")
    newest = hands.reads("Open 12-")
    hands.touches(f"Open 12-{newest}")
    hands.waits_for("Scan what comes back")
    hands.scans(LUNCH_BAG.code)
    hands.waits_for("Choose why: £1.00")
    hands.touches("Changed mind")
    hands.waits_for("Goes back to")
    scene.keeps("goods come back")
    hands.touches("Give back £1.00")
    hands.waits_for("Give back £0.40. Drawer opens.")
    scene.says("It comes back: £0.60 to the card at the terminal, £0.40 in cash, to the penny")
