"""How a store fetches its orders: by wave, one by one, one item for many, from zone to zone; and what is weighed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import read_body
from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.pick_list import PickWay
from pos_app.domain.picking.pick_zones import PickZone
from pos_app.domain.picking.refusals import NotThatMuch, PutOnScale
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.ports.device_lines import ScaleState
from pos_app.usecases.picking.cart import Wanted
from pos_app.usecases.picking.read_lists import BATCH_ORDERS_MAX, ListKind
from tests.pos_app.fakes import CARLA, PIA
from tests.pos_app.picking import Picker
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, WINE

WEIGHED = "2000000000060"


@pytest.fixture
def picker(tmp_path: Path) -> Iterator[Picker]:
    picker = Picker(tmp_path)
    picker.till.signs_on(CARLA)
    yield picker
    picker.till.close()


def _lists(picker: Picker, way: str) -> list[tuple[PickWay, tuple[OrderNumber, ...]]]:
    picker.writes(configuration=[("pick_by", way)])
    return [(each.way, each.orders) for each in picker.cart.read_lists().lists]


def _bodies(picker: Picker, kind: str) -> list[dict[str, object]]:
    return [read_body(fact) for fact in picker.till.files.unsent.all() if fact.kind == kind]


def test_a_store_says_how_its_orders_are_put_together(picker: Picker) -> None:
    picker.order("4711", (1, 1))
    picker.order("4712", (1, 2), (2, 1))
    picker.order("4713", (1, 2))
    assert _lists(picker, "order") == [(PickWay.ORDER, (n,)) for n in ("4711", "4712", "4713")]
    assert _lists(picker, "batch") == [
        (PickWay.BATCH, ("4711", "4713")),
        (PickWay.WAVE, ("4712",)),
    ]
    assert _lists(picker, "zone") == [(PickWay.ZONE, ("4711", "4712", "4713"))]
    assert _lists(picker, "drones") == [(PickWay.WAVE, ("4711", "4712", "4713"))]


def test_a_batch_has_an_end_and_one_order_is_none(picker: Picker) -> None:
    for number in range(1, BATCH_ORDERS_MAX + 2):
        picker.order(f"47{number:02}", (1, 1))
    sizes = [(way, len(orders)) for way, orders in _lists(picker, "batch")]
    assert sizes == [(PickWay.BATCH, BATCH_ORDERS_MAX), (PickWay.WAVE, 1)]


def test_one_item_for_several_orders_needs_no_totes(picker: Picker) -> None:
    numbers = [picker.order(number, (1, 1)) for number in ("4711", "4712", "4713")]
    view = picker.cart.take_list(orders=numbers, way=PickWay.BATCH)
    assert view.wanted is Wanted.ITEM and view.stop is not None
    assert view.stop.wanted_milli == 3_000
    picker.scans(BAG)
    picker.restart(CARLA)
    assert picker.scans(BAG, BAG).wanted is Wanted.END
    assert [body["order_number"] for body in _bodies(picker, "item_picked")] == numbers
    bags = {number: {TemperatureZone.AMBIENT: 1} for number in numbers}
    assert len(picker.cart.pack_orders(bags=bags).labels) == 3


def test_a_cart_goes_from_zone_to_zone_and_from_hand_to_hand(picker: Picker) -> None:
    number = picker.order("4711", (1, 1), (2, 1), (3, 1))
    picker.cart.take_list(orders=[number], way=PickWay.ZONE)
    assert picker.scans(BAG).wanted is Wanted.ITEM
    assert picker.scans(CAKESTAND).wanted is Wanted.LIST, "the rest is chilled"
    [offered] = picker.cart.read_lists().lists
    assert offered.kind is ListKind.PAUSED
    assert offered.zone == PickZone(TemperatureZone.CHILLED)
    picker.restart(PIA)
    assert picker.cart.resume_list(list_id=offered.key).wanted is Wanted.ITEM
    assert _bodies(picker, "pick_list_taken_over")[0]["from"] == CARLA.number
    assert picker.scans(OAT_DRINK).wanted is Wanted.END


def test_areas_of_the_store_are_zones_and_each_is_gone_through_once(picker: Picker) -> None:
    # by the rules alone the wine, which is heavy, would come before the bag of the same area
    picker.writes(configuration=[("pick_zones", "Front=A01 a02, Back=A03, closed")])
    number = picker.order("4711", (4, 1), (1, 1), (2, 1))
    picker.cart.take_list(orders=[number], way=PickWay.ZONE)
    view = picker.cart.cart.view()
    assert view.stop is not None and view.stop.item.number == "85099B"
    assert picker.scans(BAG).wanted is Wanted.ITEM, "the same area"
    assert picker.scans(CAKESTAND).wanted is Wanted.LIST, "the rest is in the other one"
    [offered] = picker.cart.read_lists().lists
    assert offered.zone == PickZone(TemperatureZone.AMBIENT, "Back")
    picker.cart.resume_list(list_id=offered.key)
    assert picker.scans(WINE).wanted is Wanted.END


def test_what_is_weighed_is_weighed_while_it_is_fetched(picker: Picker) -> None:
    picker.writes(
        customer_order=[("4711", "pickup", "allocated", None, 1, "")],
        order_line=[("4711", 1, 6, 1000, 0, 89, "", 0)],
    )
    picker.takes("4711")
    with pytest.raises(PutOnScale):
        picker.scans(WEIGHED)
    picker.till.scale.holds(1300)
    with pytest.raises(NotThatMuch):
        picker.scans(WEIGHED)
    picker.till.scale.turns(ScaleState.EMPTY)
    picker.till.scale.holds(1080)
    assert picker.scans(WEIGHED).wanted is Wanted.END
    assert _bodies(picker, "item_picked")[0]["quantity_milli"] == 1080
