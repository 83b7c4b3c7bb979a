"""An order is packed and sent without head office, survives a pulled plug, and has left once that is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.operation import Operation
from pos_app.domain.operations.shipping import (
    CLOSE_CARTON,
    PACK_ITEM,
    READ_MEASURES,
    READ_TO_PACK,
    REPRINT_PARCEL,
    SEND_PARCELS,
    UNDO_PACKING,
    VOID_PARCEL,
)
from resources.demo.readers import read_orders
from storeday.shop import CAKE_STAND, DEV, product
from tests.stories.robots import Cashier
from tests.stories.world import Shop

Doing = Callable[[Cashier], None]
# It lies in its bay, fetched in the morning.
ORDER = "4731"
BAG = f"PC-{ORDER}/1/1/A"


def goods() -> list[str]:
    """The code of each piece of the order."""
    order = next(order for order in read_orders() if order.order_number == ORDER)
    return [product(line.item_number).code for line in order.lines for _ in range(line.picked)]


def goes_to_pack(packer: Cashier) -> None:
    packer.touches("Pick", "Pack parcels")
    packer.is_told(f"Order {ORDER}")


def opens_and_scans(packer: Cashier) -> None:
    packer.scans_code(BAG)
    packer.is_told("Scan each item")
    packer.scans_code(goods()[0])
    packer.is_told("1 of 6")


def takes_out(packer: Cashier) -> None:
    packer.touches("Undo")
    packer.is_told("Taken out again.")


def scans_all(packer: Cashier, codes: list[str]) -> None:
    for code in codes:
        packer.scans_code(code)
    packer.is_told("All scanned")


def closes(packer: Cashier) -> None:
    """What it weighs is typed: there is no scale."""
    weight = packer.hands.reads("Should weigh ")
    packer.touches("Close box, print label")
    packer.is_told("Type what it weighs")
    packer.hands.keys_in("".join(filter(str.isdigit, weight)).lstrip("0"))
    packer.touches("Close box, print label")
    packer.is_told("Order packed")


def prints_again(packer: Cashier) -> None:
    packer.touches("1 parcel for the carrier")
    packer.touches("Print again")
    packer.is_told("marked as a copy")


def makes_void(packer: Cashier) -> None:
    packer.touches("Label void")
    packer.is_told("That label is void")


def sends(packer: Cashier) -> None:
    packer.touches("1 parcel for the carrier")
    packer.touches("Hand over 1 parcel")
    packer.is_told("1 parcel with the carrier")


def reads_figures(packer: Cashier) -> None:
    packer.touches("More", "Picking and packing")
    packer.is_told("Lines an hour")
    packer.touches("Back")


def packing_steps() -> tuple[tuple[Operation | tuple[Operation, ...], Doing], ...]:
    """Each verb of a pack station, in the order of the work."""
    everything = goods()
    return (
        (READ_TO_PACK, goes_to_pack),
        (PACK_ITEM, opens_and_scans),
        (UNDO_PACKING, takes_out),
        ((PACK_ITEM,) * len(everything), partial(scans_all, codes=everything)),
        (CLOSE_CARTON, closes),
        (REPRINT_PARCEL, prints_again),
        (VOID_PARCEL, makes_void),
        (CLOSE_CARTON, closes),
        (SEND_PARCELS, sends),
        (READ_MEASURES, reads_figures),
    )


def signs_on(packer: Cashier) -> None:
    packer.hands.waits_for(DEV.tile)
    packer.shows_badge(DEV)


def test_plugs_pulled_while_packing_lose_no_scan_and_give_no_number_twice(
    store: Shop,
) -> None:
    first = store.opens_register_as_process()
    assert first.sees(DEV.tile) == DEV.tile
    first.does(f"scans {DEV.badge}")
    assert first.sees("Pack parcels") == "Pack parcels"
    codes = goods()
    first.does("touches Pack parcels", f"scans {BAG}")
    assert first.sees("Scan each item") == "Scan each item"
    first.does(f"scans {codes[0]}", f"scans {codes[1]}")
    assert first.sees("2 of 6") == "2 of 6"
    first.kill()
    second = store.opens_register_as_process()
    assert second.sees(DEV.tile) == DEV.tile
    second.does(f"scans {DEV.badge}", "touches Pack parcels", f"scans {BAG}")
    assert second.sees("2 of 6") == "2 of 6"
    second.does(f"scans {CAKE_STAND.code}")
    assert second.sees(f"Not in order {ORDER}")
    assert len(store.facts(FactKind.ITEM_PACKED)) == 2
    second.does(*(f"scans {code}" for code in codes[2:]))
    assert second.sees("All scanned") == "All scanned"
    weight = "".join(filter(str.isdigit, second.reads("Should weigh "))).lstrip("0")
    second.does("touches Close box, print label", "sees Type what it weighs")
    second.does(*(f"touches {digit}" for digit in weight), "touches Close box, print label")
    assert second.sees("Order packed") == "Order packed"
    # the parcel has its number and its papers
    second.kill()
    packer = store.opens_register()
    signs_on(packer)
    packer.touches("Pick", "Pack parcels")
    packer.is_told("1 parcel for the carrier")
    assert len(store.facts(FactKind.ITEM_PACKED)) == len(codes)
    assert len(store.facts(FactKind.ORDER_PACKED)) == 1
    sends(packer)
    [left] = store.facts(FactKind.CARTONS_HANDED_TO_CARRIER)
    [parcel] = store.facts(FactKind.CARTON_PACKED)
    assert read_body(left)["cartons"] == [
        {"order_number": ORDER, "sscc": read_body(parcel)["sscc"]}
    ]
    store.comes_back()
    store.waits_until(store.head_office_has_everything, "everything at head office")
    packer.touches("Back")
    packer.is_gone(f"Order {ORDER}")
