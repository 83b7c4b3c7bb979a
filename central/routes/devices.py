"""Routes of devices: how a machine is enrolled, leaves its key, and gets it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request, Response

from central.centre import Centre, new_id, new_token, now_us
from central.core.card_desk import spread_salt
from central.core.enrol import enrol, recover
from central.core.ports import Transaction
from central.core.records import Device, StoreRecord
from central.core.refused import Refused
from central.openapi import described
from central.routes.exchange import Body, Here, ShortBody, Speaker, answer, read
from sync.wire.messages import EnrolReply, EnrolRequest, RecoverReply, RecoverRequest, WrappedKey

ROUTER = APIRouter(tags=["devices"])
WRAPPED_LENGTH_MAX = 1024


@ROUTER.post("/v1/enrol", openapi_extra=described(EnrolReply, EnrolRequest))
def post_enrol(centre: Here, caller: Request, body: ShortBody) -> Response:
    """Make this machine a device by a one-time code."""
    request = read(body, EnrolRequest)
    token, device_id, now = new_token(), new_id(), now_us()
    with _no_guessing(centre, caller, now):

        def enrolled(transaction: Transaction) -> tuple[Device, StoreRecord]:
            told = enrol(transaction.devices, request, device_id=device_id, token=token, now_us=now)
            # its tills can name cards from their first day on
            if transaction.cards.salt(told[1].business_unit) is None:
                spread_salt(transaction, new_token())
            return told

        device, store = centre.write(enrolled)
    return answer(_enrolled(centre, device, store, token))


@ROUTER.put("/v1/device/key", openapi_extra=described(None, WrappedKey))
def put_key(centre: Here, device: Speaker, body: Body) -> Response:
    """Keep the key of the device's journal, wrapped to the centre's public key."""
    wrapped = read(body, WrappedKey).wrapped
    if len(wrapped) > WRAPPED_LENGTH_MAX or not (wrapped.isascii() and wrapped.isprintable()):
        raise Refused(422, "not_wrapped", "This is no wrapped key.")
    centre.write(lambda transaction: transaction.devices.set_wrapped_key(device.device_id, wrapped))
    return answer({})


@ROUTER.post("/v1/recover", openapi_extra=described(RecoverReply, RecoverRequest))
def post_recover(centre: Here, caller: Request, body: ShortBody) -> Response:
    """Give a device its journal's key back by a one-time code, with a new token."""
    request = read(body, RecoverRequest)
    token, now = new_token(), now_us()
    with _no_guessing(centre, caller, now):
        device, store = centre.write(
            lambda transaction: recover(transaction.devices, request, token=token, now_us=now)
        )
    assert device.wrapped_key is not None, "recover gives no device without its key"
    try:
        key = centre.wrapping_key.unwrap(device.wrapped_key)
    except ValueError as error:
        raise Refused(409, "no_key", "The key is not wrapped to this centre.") from error
    return answer(RecoverReply(_enrolled(centre, device, store, token), key))


@contextmanager
def _no_guessing(centre: Centre, caller: Request, now: int) -> Iterator[None]:
    """Wrong codes of one address are counted; beyond some it is told to wait."""
    address = caller.client.host if caller.client else ""
    centre.guesses.check(address, now)
    try:
        yield
    except Refused as refused:
        if refused.problem.code == "code_wrong":
            centre.guesses.was_wrong(address, now)
        raise


def _enrolled(centre: Centre, device: Device, store: StoreRecord, token: str) -> EnrolReply:
    return EnrolReply(
        device_id=device.device_id,
        token=token,
        business_unit=device.business_unit,
        workstation=device.workstation,
        zone=store.zone,
        currency=store.currency,
        time_zone=store.time_zone,
        store_name=store.name,
        wrapping_key=centre.wrapping_key.public_pem,
    )
