"""Routes of the journal: facts come up, and what is held of them is told."""

from __future__ import annotations

from fastapi import APIRouter, Response

from central.centre import now_us
from central.core.ingest import read_batch, take_batch
from central.core.records import Device
from central.core.refused import Refused
from central.openapi import described
from central.routes.exchange import Body, Here, Speaker, answer, read
from sync.wire.fact_message import tail_message
from sync.wire.messages import HeadsReply, JournalBatch, JournalReply

ROUTER = APIRouter(tags=["journal"])


@ROUTER.post(
    "/v1/journal/{device_id}/{incarnation}", openapi_extra=described(JournalReply, JournalBatch)
)
def post_journal(
    centre: Here, device: Speaker, device_id: str, incarnation: str, body: Body
) -> Response:
    """Take facts that continue a chain; acknowledged means that they are on disk."""
    _check_own(device, device_id)
    batch = read_batch(device, incarnation, read(body, JournalBatch))
    now = now_us()
    reply = centre.write(lambda transaction: take_batch(transaction, device, batch, now))
    return answer(reply)


@ROUTER.get("/v1/journal/{device_id}", openapi_extra=described(HeadsReply))
def get_heads(centre: Here, device: Speaker, device_id: str) -> Response:
    """What is held of every chain of this device."""
    _check_own(device, device_id)
    tails = centre.read(lambda transaction: transaction.journals.tails(device_id))
    return answer(HeadsReply({name: tail_message(tail) for name, tail in tails.items()}))


def _check_own(device: Device, device_id: str) -> None:
    if device.device_id != device_id:
        raise Refused(404, "unknown_device", "A device speaks for itself alone.")
