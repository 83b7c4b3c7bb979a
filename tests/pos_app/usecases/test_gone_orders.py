"""What becomes of a cart when one of its orders is cancelled, or fetched by somebody else meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import read_body
from pos_app.domain.ids import OrderNumber
from pos_app.domain.picking.refusals import GoodsNotBack, OrdersTaken
from pos_app.domain.picking.stop_order import TemperatureZone
from pos_app.usecases.picking.cart import Wanted
from tests.pos_app.fakes import CARLA, PIA, START_US
from tests.pos_app.picking import HOUR_US, Picker
from tests.pos_app.till import BAG, CAKESTAND

A, B = "TOTE-A", "TOTE-B"


@pytest.fixture
def picker(tmp_path: Path) -> Iterator[Picker]:
    picker = Picker(tmp_path)
    picker.till.signs_on(PIA)
    yield picker
    picker.till.close()


def _stands(picker: Picker, number: str, state: str) -> None:
    picker.writes(customer_order=[(number, "pickup", state, START_US + HOUR_US, 1, "")])


def _undone(picker: Picker) -> list[object]:
    facts = picker.till.files.unsent.all()
    return [read_body(fact)["order_number"] for fact in facts if fact.kind == "pick_undone"]


def test_goods_of_a_cancelled_order_go_back_before_anything_else(picker: Picker) -> None:
    picker.takes(picker.order("4711", (1, 2)), picker.order("4712", (2, 1)), totes=("A", "B"))
    picker.scans(BAG, A, BAG)
    _stands(picker, "4711", "cancelled")
    view = picker.cart.cart.view()
    assert view.wanted is Wanted.BACK and view.gone is not None
    assert (view.gone.order_number, view.gone.is_cancelled, view.gone.tote) == ("4711", True, "A")
    assert [(item.number, milli, name) for item, milli, name in view.gone.goods] == [
        ("85099B", 1_000, "A01-03-B")
    ]
    with pytest.raises(GoodsNotBack):
        picker.scans(CAKESTAND)
    picker.restart()
    assert picker.cart.put_back().wanted is Wanted.ITEM
    assert _undone(picker) == ["4711"]
    picker.scans(CAKESTAND, B)
    bags = {OrderNumber(number): {TemperatureZone.AMBIENT: 1} for number in ("4711", "4712")}
    packed = picker.cart.pack_orders(bags=bags)
    assert [label.order_number for label in packed.labels] == ["4712"]
    assert picker.cart.read_lists().lists == ()


def test_what_somebody_else_has_fetched_is_on_no_list_any_more(picker: Picker) -> None:
    number = picker.order("4711", (1, 2))
    picker.takes(number)
    _stands(picker, "4711", "staged")
    assert picker.cart.cart.view().wanted is Wanted.LIST
    assert picker.cart.read_lists().lists == ()


def test_a_list_that_stands_is_not_gone_on_with_while_another_cart_has_its_orders(
    picker: Picker,
) -> None:
    number = picker.order("4711", (1, 2))
    picker.takes(number)
    picker.cart.pause_list()
    [standing] = picker.cart.read_lists().lists
    told = picker.till.files.unsent.all()
    picker.writes(receipt=[(fact.fact_id.bytes, "applied") for fact in told])
    until = START_US + HOUR_US
    picker.writes(order_deed=[("4711", "picking", CARLA.number, "9", until)])
    with pytest.raises(OrdersTaken):
        picker.cart.resume_list(list_id=standing.key)
