"""Picking day knows the chapter of the tour in which orders are fetched: two on one cart, a wrong item, one missing."""

from __future__ import annotations

from resources.demo.readers import read_orders
from storeday.day import Scene
from storeday.shop import CAKE_STAND, Person, Product, product

# What the store's first hour of the afternoon has promised.
ORDERS = ("4721", "4723")
TOTES = ("TOTE-A", "TOTE-B")
BAGS = (("4721/1/2/A", "B4"), ("4721/2/2/A", "B5"), ("4723/1/1/A", "B6"))


def fetch_orders(scene: Scene, who: Person, after: Person) -> None:
    """A picker takes a cart at this register, fetches what is there, and puts three bags away."""
    hands = scene.hands
    hands.touches("Lock, or change the person")
    hands.waits_for(who.tile)
    hands.scans(who.badge)
    hands.waits_for("Take 2 orders")
    scene.keeps("to pick")
    hands.touches("Take 2 orders")
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
    scene.says(f"{who.name} takes two orders on a cart: a wrong item is refused, one is missing")
    _fetch_rest(scene)
    _put_away(scene)
    hands.touches("Lock, or change the person")
    hands.waits_for(after.tile)
    hands.scans(after.badge)
    hands.waits_for("Scan to start")


def _fetch_rest(scene: Scene) -> None:
    """Whatever the screen asks for, into the tote that it names."""
    hands, goods = scene.hands, _goods()
    while not hands.sees("How many bags?"):
        hands.scans(goods[hands.reads("Number ends in ")].code)
        hands.waits_for("Scan tote ")
        hands.scans(f"TOTE-{hands.reads('Scan tote ')}")
        hands.waits_until(
            lambda: hands.sees("Scan the item") or hands.sees("How many bags?"),
            "the next stop, or the bags",
        )


def _put_away(scene: Scene) -> None:
    hands = scene.hands
    hands.touches("One more")
    scene.keeps("bags")
    hands.touches("Print 3 labels")
    hands.waits_for("3 labels printed")
    for bag, bay in BAGS:
        hands.scans(f"PC-{bag}")
        hands.waits_for("Scan a bay for it")
        hands.scans(f"BAY-{bay}")
        hands.waits_for(f": in {bay}.")
    scene.keeps("put away")
    hands.touches("Done")
    scene.says("Three bags are labelled and put away; head office hears of it by itself")


def _goods() -> dict[str, Product]:
    """What is fetched, by how its item number ends."""
    orders = [order for order in read_orders() if order.order_number in ORDERS]
    return {
        line.item_number[-4:]: product(line.item_number) for order in orders for line in order.lines
    }
