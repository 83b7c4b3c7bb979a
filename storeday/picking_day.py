"""Picking day knows the chapter of the tour in which four orders are fetched on one cart and three are put away."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from resources.demo.readers import read_orders
from storeday.day import Scene
from storeday.hands import Hands
from storeday.pickup_day import ON_SHELF, UNSEEN
from storeday.shop import CAKE_STAND, HEART_LIGHT, LUNCH_BAG, Person, Product, product

STORE, TIME_ZONE = "12", "Europe/London"
# What the store's first hour of the afternoon has promised, and what comes in for that hour now.
ORDERS = ("4721", "4723")
COLLECTED, SENT = "4791", "4792"
HOUR, MINUTES = 13, {COLLECTED: 50, SENT: 55, UNSEEN: 40}
TOTES = ("TOTE-A", "TOTE-B", "TOTE-C", "TOTE-D")
SENT_TOTE = TOTES[3]
PRICE_MINOR = 295
COLLECTED_GOODS, SENT_GOODS, UNSEEN_GOODS = {"85123A": 1}, {"22470": 2}, {"20725": 1}
BAGS = (
    ("4721/1/2/A", "B4"),
    ("4721/2/2/A", "B5"),
    ("4723/1/1/A", "B6"),
    (f"{COLLECTED}/1/1/A", "B6"),
)


def order_online(scene: Scene) -> str:
    """Customers order in the online shop, one to be sent; gives the QR code of whoever comes for theirs."""
    shown = scene.office.place_order(_words(COLLECTED, "pickup", COLLECTED_GOODS))
    scene.office.place_order(_words(SENT, "ship_from_store", SENT_GOODS))
    scene.office.place_order(_words(UNSEEN, "pickup", UNSEEN_GOODS))
    scene.says("Two orders come in from the online shop, and one that its customer has already")
    return shown


def fetch_orders(scene: Scene, who: Person, after: Person) -> None:
    """A picker takes four orders on a cart, fetches what is there, and puts the bags of three away."""
    hands = scene.hands
    hands.touches("Lock, or change the person")
    hands.waits_for(who.tile)
    hands.scans(who.badge)
    hands.waits_for(f"asks for order {ON_SHELF}")
    scene.keeps("the counter asks")
    hands.touches("I bring it now")
    hands.waits_for("The counter reads your answer")
    hands.waits_for("Take 4 orders")
    scene.keeps("to pick")
    hands.touches("Take 4 orders")
    hands.waits_for("Scan a tote for order")
    hands.scans(*TOTES)
    hands.touches("Start")
    hands.waits_for("Scan the item")
    scene.keeps("a stop")
    hands.scans(CAKE_STAND.code)
    hands.waits_for(f"This is {CAKE_STAND.name}")
    scene.keeps("a wrong item")
    hands.touches("Not there")
    hands.waits_for("Why is it missing?")
    hands.touches("Not found")
    hands.waits_for("Noted as short")
    scene.says(f"{who.name} takes four orders on a cart: a wrong item is refused, one is missing")
    _fetch_rest(scene)
    _put_away(scene)
    hands.touches("Lock, or change the person")
    hands.waits_for(after.tile)
    hands.scans(after.badge)
    hands.waits_for("Scan to start")


def _words(number: str, fulfilment: str, goods: dict[str, int]) -> dict[str, object]:
    promised = datetime.now(ZoneInfo(TIME_ZONE)).replace(
        hour=HOUR, minute=MINUTES[number], second=0, microsecond=0
    )
    return {
        "order_number": number,
        "fulfilment": fulfilment,
        "business_unit": STORE,
        "promised_us": int(promised.timestamp()) * 1_000_000,
        "paid": True,
        "address": "4 Mill Lane\nLeeds\nLS1 4DY",
        "customer": {"customer_number": f"web-{number}", "name": "Robin Sample"},
        "lines": [
            {
                "item_number": item,
                "quantity_milli": pieces * 1000,
                "price_minor": PRICE_MINOR,
                "substitutes": "same_or_cheaper",
            }
            for item, pieces in goods.items()
        ],
    }


def _fetch_rest(scene: Scene) -> None:
    """Whatever the screen asks for, into the tote that it names."""
    hands, goods = scene.hands, _goods()
    while not hands.sees("How many bags?"):
        wanted = goods[hands.reads("Number ends in ")]
        if wanted == HEART_LIGHT:
            _takes_instead(scene, LUNCH_BAG)
        else:
            hands.scans(wanted.code)
        hands.waits_for("Scan tote ")
        hands.scans(f"TOTE-{hands.reads('Scan tote ')}")
        _comes_on(hands)
        if hands.sees("Is it empty?"):
            hands.touches("It is empty")
            _comes_on(hands)


def _takes_instead(scene: Scene, other: Product) -> None:
    """The shelf is empty, and the customer takes something cheaper."""
    scene.hands.touches("Not there")
    scene.hands.waits_for("Why is it missing?")
    scene.hands.scans(other.code)
    scene.hands.waits_for("Scan tote ")
    scene.keeps("something cheaper instead")
    scene.says(f"{HEART_LIGHT.name} is not there: {other.name} is fetched instead, and costs less")


def _comes_on(hands: Hands) -> None:
    signs = ("Scan the item", "How many bags?", "Is it empty?")
    hands.waits_until(lambda: any(map(hands.sees, signs)), "the next stop, or the bags")


def _put_away(scene: Scene) -> None:
    hands = scene.hands
    hands.touches("One more")
    scene.keeps("bags")
    hands.touches("Print 5 labels")
    hands.waits_for("5 labels printed")
    for bag, bay in BAGS:
        hands.scans(f"PC-{bag}")
        hands.waits_for("Scan a bay for it")
        hands.scans(f"BAY-{bay}")
        hands.waits_for(f": in {bay}.")
    scene.keeps("put away")
    hands.touches("Done")
    scene.says(
        "Bags are labelled, those of three orders put away; head office hears of it by itself"
    )


def _goods() -> dict[str, Product]:
    """What is fetched, by how its item number ends."""
    orders = [order for order in read_orders() if order.order_number in ORDERS]
    numbers = [line.item_number for order in orders for line in order.lines]
    return {number[-4:]: product(number) for number in (*numbers, *COLLECTED_GOODS, *SENT_GOODS)}
