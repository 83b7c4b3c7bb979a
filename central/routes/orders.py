"""Routes of orders: what an online shop asks and sends, and the steps that a store takes with an order."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Response

from central.centre import now_us
from central.core.orders import move_order
from central.core.picking import report_pick
from central.core.placing import OrderWords, Placing, place_order
from central.core.records import PlacedOrder
from central.core.refused import Refused
from central.core.settle import meet
from central.core.wire_facts import is_name
from central.day_plot import SVG, day_plot
from central.openapi import described
from central.routes.exchange import Body, Here, Reader, Seller, Worker, answer, read
from central.storage.admin_rows import availability
from central.storage.work_rows import work_measures
from pos_app.domain.customer_order import OrderState

ROUTER = APIRouter(tags=["orders"])
# What a shop may say of an order; all other steps are the store's.
SAID_BY_SHOP = frozenset({OrderState.CANCELLED, OrderState.CUSTOMER_ON_THE_WAY, OrderState.ARRIVED})
Found = Annotated[int, msgspec.Meta(ge=0, le=10**9)]


class StepRequest(msgspec.Struct, frozen=True):
    """Where an order is to stand."""

    state: OrderState


class PickedLine(msgspec.Struct, frozen=True):
    """So much of a line was found, in thousandths."""

    line: int
    picked_milli: Found


class PickRequest(msgspec.Struct, frozen=True):
    """What was found of an order; a line that is not named was found whole."""

    lines: list[PickedLine]


@ROUTER.get("/v1/admin/measures", openapi_extra=described())
def get_measures(centre: Here, _by: Reader, business_unit: str, business_date: str) -> Response:
    """How picking and packing went in a store on a day; figures of the store, never of a person."""
    found = centre.query(lambda read_by: work_measures(read_by, business_unit, business_date))
    if found is None:
        raise Refused(404, "unknown_store", "There is no such store.")
    return answer(found)


@ROUTER.get("/v1/admin/measures/plot", openapi_extra=described(None, None, SVG))
def get_plot(centre: Here, _by: Reader, business_unit: str, business_date: str) -> Response:
    """The lines of a store's day, hour by hour, as a picture."""
    found = centre.query(lambda read_by: work_measures(read_by, business_unit, business_date))
    if found is None:
        raise Refused(404, "unknown_store", "There is no such store.")
    heading = f"{business_unit}, {business_date}: {found['lines']}"
    headers = {"Cache-Control": "no-store"}
    return Response(day_plot(found["lines_by_hour"], heading), media_type=SVG, headers=headers)


@ROUTER.get("/v1/availability/{item_number}", openapi_extra=described())
def get_availability(centre: Here, _by: Seller, item_number: str) -> Response:
    """What each store may promise of an item: on hand, less what is reserved, less its safety stock."""
    return answer({"stores": centre.query(lambda read_by: availability(read_by, item_number))})


@ROUTER.post("/v1/orders", openapi_extra=described(None, OrderWords))
def post_order(centre: Here, by: Seller, body: Body) -> Response:
    """Take an order and give it to the store that can fulfil it best; again with the same words changes nothing."""
    words, placing = read(body, OrderWords), Placing(now_us(), by.name, centre.codes.new())
    placed = centre.write(lambda transaction: place_order(transaction, words, placing))
    # its customer may have been at a counter without a line already
    centre.write(lambda transaction: meet(transaction, placing.now_us))
    return answer(_shown(placed))


@ROUTER.get("/v1/orders/{order_number}", openapi_extra=described())
def get_order(centre: Here, _by: Seller, order_number: str) -> Response:
    """Where an order stands, with all parts that other stores fulfil."""
    found = centre.read(lambda transaction: transaction.orders.placed(order_number))
    if not found:
        raise Refused(404, "unknown_order", "There is no such order.")
    return answer(_shown(found))


@ROUTER.post("/v1/orders/{order_number}/state", openapi_extra=described(None, StepRequest))
def post_said(centre: Here, _by: Seller, order_number: str, body: Body) -> Response:
    """What the customer says of an order: it is cancelled, somebody is on the way, or is there."""
    request, now = read(body, StepRequest), now_us()
    if request.state not in SAID_BY_SHOP:
        raise Refused(403, "not_allowed", "Such a step is the store's.")
    before = centre.write(
        lambda transaction: move_order(transaction, order_number, request.state, now)
    )
    return answer({"before": before.state, "state": request.state})


@ROUTER.post("/v1/admin/orders/{order_number}/state", openapi_extra=described(None, StepRequest))
def post_step(centre: Here, _by: Worker, order_number: str, body: Body) -> Response:
    """Take an order one step on."""
    request, now = read(body, StepRequest), now_us()
    before = centre.write(
        lambda transaction: move_order(transaction, order_number, request.state, now)
    )
    return answer({"before": before.state, "state": request.state})


@ROUTER.post("/v1/admin/orders/{order_number}/picks", openapi_extra=described(None, PickRequest))
def post_picks(centre: Here, _by: Worker, order_number: str, body: Body) -> Response:
    """Say what was found; what is missing goes to another store when that is possible."""
    request, now = read(body, PickRequest), now_us()
    picked = {line.line: line.picked_milli for line in request.lines}
    if not is_name(order_number):
        raise Refused(404, "unknown_order", "There is no such order.")
    state = centre.write(lambda transaction: report_pick(transaction, order_number, picked, now))
    return answer({"state": state})


def _shown(orders: list[PlacedOrder]) -> dict[str, Any]:
    return {"orders": orders}
