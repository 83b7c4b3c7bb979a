"""Routes of refunds: what goes back to the tender by which an order was paid, and how far it is."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from central.centre import now_us
from central.core.refund_ports import RefundRecord, RefundState
from central.core.refunds import RefundStep, move_refund
from central.openapi import described
from central.routes.exchange import Body, Here, Reader, Seller, answer, read
from central.storage.refund_rows import refunds_in

ROUTER = APIRouter(tags=["orders"])
_Words = Annotated[str, msgspec.Meta(max_length=128, pattern=r"^[^\x00-\x1f]*$")]


class RefundsReply(msgspec.Struct, frozen=True):
    """GET /v1/admin/refunds: the oldest first, and how many there are in all."""

    refunds: list[RefundRecord]
    count: int


class RefundStepRequest(msgspec.Struct, frozen=True):
    """Where a refund stands; reference: what the payment service calls it."""

    state: RefundState
    reference: _Words = ""
    note: _Words = ""


@ROUTER.get("/v1/admin/refunds", openapi_extra=described())
def get_refunds(
    centre: Here, _by: Reader, business_unit: str = "", state: str = "", after: str = ""
) -> Response:
    """What goes back to whoever paid online, oldest first; without a state all that has not arrived."""
    found, count = centre.query(lambda read_by: refunds_in(read_by, business_unit, state, after))
    return answer(RefundsReply(found, count))


@ROUTER.post(
    "/v1/admin/refunds/{refund_id}/state", openapi_extra=described(None, RefundStepRequest)
)
def post_refund_state(centre: Here, by: Seller, refund_id: str, body: Body) -> Response:
    """Whoever took the money says that it is sent, has arrived, has failed, or is not owed after all."""
    request, now = read(body, RefundStepRequest), now_us()
    step = RefundStep(request.state, by.name, request.reference, request.note)
    moved = centre.write(lambda transaction: move_refund(transaction, refund_id, step, now))
    return answer(moved)
