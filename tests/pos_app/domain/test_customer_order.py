"""What a device did to an order counts before the centre has heard of it."""

from uuid import UUID

from pos_app.domain.clock import TimeReading
from pos_app.domain.customer_order import (
    CustomerOrder,
    Fulfilment,
    OrderLine,
    OrderState,
    pieces_in,
)
from pos_app.domain.facts import EMPTY_TAIL, Body, Fact, FactDraft, FactOrigin, link
from pos_app.domain.ids import (
    BusinessDate,
    BusinessUnit,
    DeviceId,
    FactId,
    IncarnationId,
    ItemId,
    OperatorNumber,
    OrderNumber,
    Workstation,
)
from pos_app.domain.order_told import read_told, told_of_orders, with_told
from pos_app.domain.pickup_code import ShownCode, is_code, qr_text, read_code, read_shown

NOW_US = 1_763_719_200_000_000
DEV = OperatorNumber("1004")


def with_own_facts(order: CustomerOrder, facts: list[Fact]) -> CustomerOrder:
    told = filter(None, map(read_told, facts))
    return with_told(order, told_of_orders(told).get(order.number, ()))


def _fact(kind: str, number: int = 1, **body: object) -> Fact:
    said: Body = dict(body)
    return link(
        FactDraft(kind, said),
        fact_id=FactId(UUID(int=number)),
        incarnation=IncarnationId("i"),
        after=EMPTY_TAIL,
        origin=FactOrigin(
            DeviceId("d"), BusinessUnit("12"), Workstation("2"), DEV, BusinessDate("2025-11-21")
        ),
        time=TimeReading(NOW_US, 1, "b", None),
    )


def _order(state: OrderState = OrderState.ALLOCATED, picked: int = 0) -> CustomerOrder:
    lines = (
        OrderLine(1, ItemId(1), 2000, picked and 2000, 195),
        OrderLine(2, ItemId(3), 1000, picked and 1000, 210),
    )
    number = OrderNumber("4711")
    pieces = pieces_in("B3 F1") if picked else ()
    return CustomerOrder(number, Fulfilment.PICKUP, state, NOW_US, 3, lines, pieces)


def _pick(line: int, item: int, milli: int, number: int) -> Fact:
    body = {"order_number": "4711", "line_number": line, "item_id": item, "quantity_milli": milli}
    return _fact("item_picked", number, **body)


def test_picking_goes_on_from_state_to_state() -> None:
    carts = [{"order_number": "4711", "tote": "A"}]
    claimed = _fact("pick_list_claimed", orders=carts, lease_until_us=NOW_US + 1)
    order = with_own_facts(_order(), [claimed])
    assert order.state is OrderState.PICKING
    order = with_own_facts(_order(), [_pick(1, 1, 1000, 1), _pick(1, 1, 1000, 2)])
    assert [line.picked_milli for line in order.lines] == [2000, 0]
    lines = [{"line_number": 1, "picked_milli": 2000}, {"line_number": 2, "picked_milli": 1000}]
    picked = _fact("order_picked", 3, order_number="4711", lines=lines)
    assert with_own_facts(_order(), [picked]).state is OrderState.STAGED
    bags = [
        _fact("piece_staged", n, order_number="4711", piece=n, of_count=2, zone="ambient", bay="B3")
        for n in (1, 2)
    ]
    assert with_own_facts(_order(), [picked, bags[0]]).state is OrderState.STAGED
    order = with_own_facts(_order(), [picked, *bags])
    assert (order.state, order.is_in_bays) == (OrderState.READY, True)
    assert [(piece.bay, piece.operator, piece.placed_us) for piece in order.pieces] == [
        ("B3", DEV, NOW_US)
    ] * 2


def test_what_is_missing_makes_it_short() -> None:
    picked = _fact(
        "order_picked", order_number="4711", lines=[{"line_number": 1, "picked_milli": 1000}]
    )
    order = with_own_facts(_order(), [picked])
    assert order.state is OrderState.SHORT
    assert [line.missing_milli for line in order.lines] == [1000, 1000]


def test_a_pick_that_was_undone_never_happened() -> None:
    undone = _fact("pick_undone", 2, fact_id=UUID(int=1).hex)
    order = with_own_facts(_order(), [_pick(1, 1, 1000, 1), undone])
    assert order.lines[0].picked_milli == 0


def test_handed_over_here_is_handed_over() -> None:
    order = with_own_facts(
        _order(OrderState.READY, picked=1), [_fact("order_handed_over", order_number="4711")]
    )
    assert order.state is OrderState.HANDED_OVER and not order.is_open
    assert order.waiting_pieces == ()
    assert order.handed_over is not None
    assert (order.handed_over.operator, order.handed_over.is_own) == (DEV, True)


def test_a_part_that_was_taken_leaves_the_rest_waiting() -> None:
    lines = [{"line_number": 1, "item_id": 1, "quantity_milli": 2000}]
    part = _fact("order_handed_over", order_number="4711", lines=lines, pieces=[1], rest_waits=True)
    order = with_own_facts(_order(OrderState.READY, picked=1), [part])
    assert order.state is OrderState.READY
    assert [piece.bay for piece in order.waiting_pieces] == ["F1"]
    assert [line.handed_milli for line in order.lines] == [2000, 0]


def test_a_claim_shows_who_goes_and_other_orders_stay_as_they_are() -> None:
    claim = _fact("order_claimed", order_number="4711")
    order = with_own_facts(_order(OrderState.ARRIVED, picked=1), [claim])
    assert order.claimed is not None and order.claimed.operator == DEV
    other = _fact("order_claimed", order_number="4712")
    assert with_own_facts(_order(), [other]) == _order()


def test_late_is_what_is_not_in_its_bays_in_time() -> None:
    assert _order().is_late(NOW_US + 1)
    assert not _order().is_late(NOW_US)
    assert not _order(OrderState.READY).is_late(NOW_US + 1)
    assert not _order(OrderState.CANCELLED).is_late(NOW_US + 1)


def test_a_code_is_read_as_people_say_it() -> None:
    assert read_code("demo-47 11") == "DEM04711"
    assert is_code("demo 4711") and not is_code("4711") and not is_code("DEMOU711")
    text = qr_text(OrderNumber("A*1"), "12", "DEM04711")
    assert read_shown(text) == ShownCode("DEM04711", OrderNumber("A*1"), "12")
    assert read_shown("demo4711") == ShownCode("DEM04711")
