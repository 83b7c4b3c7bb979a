"""Pickup day tells what happens at the pickup counter of the demo store: with a line to head office and without."""

from __future__ import annotations

from PySide6.QtCore import Qt

from storeday.day import Scene
from storeday.shop import HEART_LIGHT, LUNCH_BAG, Person

# Who comes for what: ready, short, waiting in a car, given out twice.
READY, SHORT, IN_CAR, TWICE = "4709", "4718", "4711", "4713"
# Who has not paid, whose goods are still on the shelf, and who ordered after the line was lost.
UNPAID, ON_SHELF, UNSEEN = "4715", "4721", "4793"
UNPAID_BAYS = ("B5", "F1")
TWICE_BAY = "B6"
CAR_BAYS = ("B3", "F1", "Z1")


def hand_over_offline(scene: Scene, who: Person) -> None:
    """An associate hands over what lies here, though nobody can be asked whether it is still here."""
    hands = scene.hands
    hands.touches("Lock, or change the person")
    hands.waits_for(who.tile)
    hands.scans(who.badge)
    hands.touches("Pickup")
    hands.waits_for("As of ")
    _shows_code(scene, TWICE)
    hands.scans(f"BAY-{TWICE_BAY}")
    hands.touches("Hand over")
    hands.waits_for("Handed over here ")
    scene.keeps("handed over offline")
    hands.touches("Sell")
    scene.says(f"{who.name} hands over order {TWICE} while head office is out of reach")


def hand_over_unseen(scene: Scene, manager: Person) -> None:
    """Somebody has ordered and paid since the line was lost: goods off the shelf, and a manager who allows it."""
    hands = scene.hands
    hands.touches("Pickup")
    hands.waits_for("As of ")
    hands.types(UNSEEN)
    hands.presses(Qt.Key.Key_Return)
    hands.waits_for(f"Order {UNSEEN} is not here")
    hands.scans(LUNCH_BAG.code)
    hands.waits_for("Hand over 1 piece")
    scene.keeps("an order that is not here")
    hands.touches("Hand over 1 piece")
    hands.waits_for("Needs a second person")
    hands.scans(manager.badge)
    hands.waits_for(f"Order {UNSEEN} handed over here ")
    hands.touches("Sell")
    scene.says(f"Order {UNSEEN} came after the line was lost: {manager.name} allows its handover")


def pay_at_counter(scene: Scene) -> None:
    """An order that was not paid online: the terminal takes it, and its word hands the bags over."""
    hands = scene.hands
    hands.touches("Pickup")
    hands.waits_for("Who waits")
    _shows_code(scene, UNPAID)
    for bay in UNPAID_BAYS:
        hands.scans(f"BAY-{bay}")
        hands.waits_for(f"Bay {bay}")
    amount = hands.reads("Card £").partition(",")[0]
    scene.keeps("to pay at the counter")
    hands.touches(f"Card £{amount}, then hand over")
    hands.waits_for(f"Handed over: order {UNPAID}")
    scene.says(f"An order that was not paid: £{amount} by card, and it leaves by the same touch")


def hand_over_instead(scene: Scene, shown: str, business_unit: str) -> None:
    """What took the place of something is asked about, and what it is cheaper goes back to how they paid."""
    hands = scene.hands
    hands.scans(f"PU-{shown}")
    hands.waits_for(f"Instead of {HEART_LIGHT.name[:19]}")
    scene.keeps("a substitute")
    hands.scans("BAY-B6")
    hands.touches("Hand over")
    hands.waits_for("£1.30 goes back to how they paid")
    hands.touches("Sell")
    scene.hands.waits_until(
        lambda: any(back["reason"] == "cheaper" for back in scene.office.refunds(business_unit)),
        "the refund at head office",
    )
    scene.says("A substitute is accepted: £1.30 less is due back, and head office lists it")


def ring_picker(scene: Scene) -> None:
    """The customer is here before their goods: whoever fetches them is asked."""
    hands = scene.hands
    hands.types(ON_SHELF)
    hands.touches(f"Open {ON_SHELF}")
    hands.touches("Ring the picker")
    hands.waits_for("no answer yet")
    scene.keeps("picker asked")
    hands.touches("Sell")
    scene.says(f"The customer of order {ON_SHELF} is early: the counter rings the picker")


def hand_over_ready(scene: Scene) -> int:
    """Code, a suggestion that is taken and paid, the bay, one touch; gives what the drawer took in minor units."""
    hands = scene.hands
    hands.touches("Pickup")
    hands.waits_for("Who waits")
    scene.keeps("pickup")
    _shows_code(scene, READY)
    hands.waits_for("Worth a mention")
    scene.keeps("counter card")
    hands.touches("Add ")
    hands.scans("BAY-B5")
    amount = hands.reads("Pay £").partition(",")[0]
    hands.touches(f"Pay £{amount}, then hand over")
    hands.waits_for(f"To pay £{amount}")
    scene.keeps("suggestion to pay")
    hands.touches("Cash…")
    hands.waits_for("Cash given")
    hands.keys_in(amount.replace(".", ""))
    hands.touches(f"Take £{amount}")
    hands.touches(f"Back to order {READY}")
    hands.touches("Hand over")
    hands.waits_for(f"Handed over: order {READY}")
    scene.says("A ready order: one more thing is mentioned, taken and paid, then the bag leaves")
    return int(amount.replace(".", ""))


def resolve_short(scene: Scene) -> None:
    """What is missing is said, and the customer decides."""
    hands = scene.hands
    # Whoever plays the day after the hour that was promised finds it among the late ones.
    hands.touches_one_of(f"Short, {SHORT}", f"Late, {SHORT}")
    hands.waits_for("1 not found")
    scene.keeps("short order")
    _shows_code(scene, SHORT)
    hands.touches("Part now")
    hands.touches("Hand over")
    hands.waits_for(f"Handed over: order {SHORT}")
    scene.says("An order of which something was not found: the customer takes what is here")


def hand_over_at_car(scene: Scene) -> None:
    """One person goes; every bay is forced; the code is typed."""
    hands = scene.hands
    hands.touches(f"I go: {IN_CAR}")
    hands.waits_for(f"You go to order {IN_CAR}")
    hands.types(f"DEMO{IN_CAR}")
    hands.waits_for("checked by code")
    for bay in CAR_BAYS:
        hands.scans(f"BAY-{bay}")
        hands.waits_for(f"Bay {bay}")
    scene.keeps("handover at the car")
    hands.touches("Hand over")
    hands.waits_for(f"Handed over: order {IN_CAR}")
    hands.touches("Sell")
    scene.says(
        "Somebody waits in a car: one person goes, and takes all three bags, the frozen one too"
    )


def settle_double_handover(scene: Scene, business_unit: str) -> None:
    """Two tills gave out one order without a line: head office names both, and a person says what is true."""
    [question] = [
        asked
        for asked in scene.office.exceptions(business_unit)
        if asked["kind"] == "double_handover"
    ]
    scene.says(f"Head office asks about an order that was handed over twice: {question['detail']}")
    scene.office.settle(str(question["exception_id"]), "apply", "Both bags have left.")
    scene.says("A person has looked: it left twice, and the stock says so")


def _shows_code(scene: Scene, number: str) -> None:
    scene.hands.scans(f"PU-{number}*12*DEM0{number}")
    scene.hands.waits_for("checked by code")
