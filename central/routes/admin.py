"""Routes of administrators: the books, codes for devices, and devices taken out of service."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from fastapi import APIRouter, Depends, Response

from central.centre import new_code, now_us
from central.core.enrol import make_enrolment_code, make_recovery_code, shown_code
from central.core.refused import Refused
from central.core.settle import SETTLED, settle
from central.core.wire_facts import is_name
from central.openapi import described
from central.routes.exchange import Body, Here, administrator_of, answer, read
from central.storage.admin_rows import books, open_exceptions

ROUTER = APIRouter(tags=["administration"], dependencies=[Depends(administrator_of)])


class EnrolmentCodeRequest(msgspec.Struct, frozen=True):
    """The workstation that a code is made for."""

    business_unit: str
    workstation: str


class RecoveryCodeRequest(msgspec.Struct, frozen=True):
    """The device that a code is made for."""

    device_id: str


class SettleRequest(msgspec.Struct, frozen=True):
    """What a person decided: "apply" or "dismiss", with a word why."""

    action: str
    note: str = ""


class CodeReply(msgspec.Struct, frozen=True):
    """A code to read out, shown this once."""

    code: str
    expires: str


@ROUTER.get("/v1/books", openapi_extra=described())
def get_books(centre: Here, business_unit: str, business_date: str) -> Response:
    """What the centre holds of one store's business day."""
    return answer(centre.query(lambda read_by: books(read_by, business_unit, business_date)))


@ROUTER.post("/v1/admin/enrolment-codes", openapi_extra=described())
def post_enrolment_code(centre: Here, body: Body) -> Response:
    """Make a one-time code for a new device."""
    request = read(body, EnrolmentCodeRequest)
    letters, now = new_code(), now_us()
    made = centre.write(
        lambda transaction: make_enrolment_code(
            transaction.devices,
            request.business_unit,
            request.workstation,
            code=letters,
            now_us=now,
        )
    )
    return answer(CodeReply(shown_code(letters), _time(made.expires_us)))


@ROUTER.post("/v1/admin/recovery-codes", openapi_extra=described())
def post_recovery_code(centre: Here, body: Body) -> Response:
    """Make a one-time code for a device that lost its keyring."""
    request = read(body, RecoveryCodeRequest)
    letters, now = new_code(), now_us()
    made = centre.write(
        lambda transaction: make_recovery_code(
            transaction.devices, request.device_id, code=letters, now_us=now
        )
    )
    return answer(CodeReply(shown_code(letters), _time(made.expires_us)))


@ROUTER.post("/v1/admin/devices/{device_id}/revoke", openapi_extra=described())
def post_revoke(centre: Here, device_id: str) -> Response:
    """Take a device out of service: its token is worth nothing from now on."""
    if centre.read(lambda transaction: transaction.devices.by_id(device_id)) is None:
        raise Refused(404, "unknown_device", "There is no such device.")
    centre.write(lambda transaction: transaction.devices.revoke(device_id))
    return answer({})


@ROUTER.get("/v1/admin/exceptions", openapi_extra=described())
def get_exceptions(centre: Here, business_unit: str) -> Response:
    """What waits for a person in a store."""
    return answer(
        {"exceptions": centre.query(lambda read_by: open_exceptions(read_by, business_unit))}
    )


@ROUTER.post("/v1/admin/exceptions/{exception_id}/settle", openapi_extra=described())
def post_settle(centre: Here, exception_id: str, body: Body) -> Response:
    """End an exception: apply its fact after all, or dismiss it."""
    request = read(body, SettleRequest)
    if not is_name(request.note):
        raise Refused(422, "unprintable_note", "A note is one short line.")
    now = now_us()
    detail = centre.write(
        lambda transaction: settle(transaction, exception_id, request.action, request.note, now)
    )
    return answer({"state": SETTLED, "detail": detail})


def _time(at_us: int) -> str:
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).isoformat()
