"""Packing day knows the chapter of the tour in which an order is packed and goes with its carrier."""

from __future__ import annotations

from storeday.day import Scene
from storeday.picking_day import SENT, SENT_GOODS, SENT_TOTE
from storeday.shop import CAKE_STAND, product

ORDER = SENT


def pack_order(scene: Scene) -> None:
    """Whoever works here scans the tote of the cart, each piece, the weight, and hands the parcel over."""
    hands = scene.hands
    hands.touches("Pick")
    hands.touches("Pack parcels")
    hands.waits_for(f"Order {ORDER}")
    scene.keeps("to pack")
    hands.scans(SENT_TOTE)
    hands.waits_for("Scan each item")
    hands.scans(CAKE_STAND.code)
    hands.waits_for(f"Not in order {ORDER}")
    scene.keeps("packing")
    hands.scans(*(product(item).code for item, pieces in SENT_GOODS.items() for _ in range(pieces)))
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
