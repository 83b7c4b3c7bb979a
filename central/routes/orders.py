"""Routes of orders: what an online shop asks, and the steps that administrators take for a store."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Depends, Response

from central.centre import now_us
from central.core.order_states import OrderState
from central.core.orders import move_order
from central.openapi import described
from central.routes.exchange import Body, Here, administrator_of, answer, read
from central.storage.admin_rows import availability

ROUTER = APIRouter(tags=["orders"], dependencies=[Depends(administrator_of)])


class StepRequest(msgspec.Struct, frozen=True):
    """Where an order is to stand."""

    state: OrderState


@ROUTER.get("/v1/availability/{item_number}", openapi_extra=described())
def get_availability(centre: Here, item_number: str) -> Response:
    """What each store may promise of an item: on hand, less what is reserved, less its safety stock."""
    return answer({"stores": centre.query(lambda read_by: availability(read_by, item_number))})


@ROUTER.post("/v1/admin/orders/{order_number}/state", openapi_extra=described())
def post_step(centre: Here, order_number: str, body: Body) -> Response:
    """Take an order one step on."""
    request, now = read(body, StepRequest), now_us()
    before = centre.write(
        lambda transaction: move_order(transaction, order_number, request.state, now)
    )
    return answer({"before": before.state, "state": request.state})
