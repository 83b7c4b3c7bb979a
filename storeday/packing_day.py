"""Packing day knows the chapter of the tour in which an order is packed and goes with its carrier."""

from __future__ import annotations

from resources.demo.readers import read_orders
from storeday.day import Scene
from storeday.shop import CAKE_STAND, product

# It lies in its bay since the morning.
ORDER = "4731"


def pack_order(scene: Scene) -> None:
    """Whoever works here scans a bag's label, each piece, the weight, and hands the parcel over."""
    hands = scene.hands
    hands.touches("Pick")
    hands.touches("Pack parcels")
    hands.waits_for(f"Order {ORDER}")
    scene.keeps("to pack")
    hands.scans(f"PC-{ORDER}/1/1/A")
    hands.waits_for("Scan each item")
    hands.scans(CAKE_STAND.code)
    hands.waits_for(f"Not in order {ORDER}")
    scene.keeps("packing")
    hands.scans(*_goods())
    hands.waits_for("All scanned")
    weight = hands.reads("Should weigh ")
    hands.touches("Close box, print label")
    hands.waits_for("Type what it weighs")
    hands.keys_in("".join(filter(str.isdigit, weight)).lstrip("0"))
    scene.keeps("weight of a parcel")
    hands.touches("Close box, print label")
    hands.waits_for("Order packed")
    scene.says(f"Order {ORDER} is packed into the box that was suggested, weighed and labelled")
    hands.touches("1 parcel for the carrier")
    hands.waits_for("Scan each parcel")
    scene.keeps("for the carrier")
    hands.touches("Hand over 1 parcel")
    hands.waits_for("1 parcel with the carrier")
    hands.touches("More")
    hands.touches("Picking and packing")
    hands.waits_for("Lines an hour")
    scene.keeps("work of the day")
    hands.touches("Sell")
    scene.says("The carrier takes the parcel; lines an hour, shorts and perfect orders are shown")


def _goods() -> list[str]:
    """The code of each piece."""
    order = next(order for order in read_orders() if order.order_number == ORDER)
    return [product(line.item_number).code for line in order.lines for _ in range(line.picked)]
