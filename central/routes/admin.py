"""Routes of administrators: the books, codes for devices, and devices taken out of service."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from central.centre import new_code, new_token, now_us
from central.core.enrol import (
    EnrolmentPlace,
    make_admission_code,
    make_enrolment_code,
    make_recovery_code,
    shown_code,
    take_out_of_service,
)
from central.core.refused import Refused
from central.core.roles import AdminRole
from central.core.settle import SETTLED, Decision, settle, ways_to_settle
from central.core.wire_facts import is_name
from central.openapi import described
from central.routes.exchange import Body, Here, Owner, Reader, Worker, answer, read
from central.storage.admin_rows import books, open_exceptions, send_away
from central.storage.watched_rows import watched

ROUTER = APIRouter(tags=["administration"])


class EnrolmentCodeRequest(msgspec.Struct, frozen=True):
    """The workstation that a code is made for."""

    business_unit: str
    workstation: str


class RecoveryCodeRequest(msgspec.Struct, frozen=True):
    """The device that a code is made for."""

    device_id: str


class RevokeRequest(msgspec.Struct, frozen=True):
    """That a device goes although it may hold what is nowhere else: the sentence that the refusal asks for."""

    although: str = ""


class SettleRequest(msgspec.Struct, frozen=True):
    """What a person decided, by one of the `ways` of the exception, with a word why; a count says what is there."""

    action: str
    note: str = ""
    counted_milli: int | None = None


class AdministratorRequest(msgspec.Struct, frozen=True):
    """Somebody who is to administer, or an online shop."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    role: AdminRole


class CodeReply(msgspec.Struct, frozen=True):
    """A code to read out, shown this once."""

    code: str
    expires: str


@ROUTER.get("/v1/books", openapi_extra=described())
def get_books(centre: Here, _by: Reader, business_unit: str, business_date: str) -> Response:
    """What the centre holds of one store's business day."""
    return answer(centre.query(lambda read_by: books(read_by, business_unit, business_date)))


@ROUTER.post("/v1/admin/enrolment-codes", openapi_extra=described(CodeReply, EnrolmentCodeRequest))
def post_enrolment_code(centre: Here, _by: Worker, body: Body) -> Response:
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


@ROUTER.post(
    "/v1/admin/devices/{device_id}/admit", openapi_extra=described(CodeReply, EnrolmentCodeRequest)
)
def post_admit(centre: Here, _by: Worker, device_id: str, body: Body) -> Response:
    """Make a one-time code by which a device that this centre has forgotten is admitted again, with its own id."""
    request = read(body, EnrolmentCodeRequest)
    place = EnrolmentPlace(request.business_unit, request.workstation)
    letters, now = new_code(), now_us()
    made = centre.write(
        lambda transaction: make_admission_code(
            transaction.devices, device_id, place, code=letters, now_us=now
        )
    )
    return answer(CodeReply(shown_code(letters), _time(made.expires_us)))


@ROUTER.post("/v1/admin/recovery-codes", openapi_extra=described(CodeReply, RecoveryCodeRequest))
def post_recovery_code(centre: Here, _by: Worker, body: Body) -> Response:
    """Make a one-time code for a device that lost its keyring."""
    request = read(body, RecoveryCodeRequest)
    letters, now = new_code(), now_us()
    made = centre.write(
        lambda transaction: make_recovery_code(
            transaction.devices, request.device_id, code=letters, now_us=now
        )
    )
    return answer(CodeReply(shown_code(letters), _time(made.expires_us)))


@ROUTER.post("/v1/admin/devices/{device_id}/revoke", openapi_extra=described(None, RevokeRequest))
def post_revoke(centre: Here, _by: Worker, device_id: str, body: Body) -> Response:
    """Take a device out of service: its token is worth nothing from now on."""
    although = read(body, RevokeRequest).although
    centre.write(lambda transaction: take_out_of_service(transaction, device_id, although))
    return answer({})


@ROUTER.get("/v1/admin/exceptions", openapi_extra=described())
def get_exceptions(centre: Here, _by: Reader, business_unit: str) -> Response:
    """What waits for a person in a store, each with the ways to settle it."""
    found = centre.query(lambda read_by: open_exceptions(read_by, business_unit))
    shown = [{**entry, "ways": ways_to_settle(entry["kind"])} for entry in found]
    return answer({"exceptions": shown})


@ROUTER.get("/v1/admin/audit", openapi_extra=described())
def get_audit(centre: Here, _by: Reader, business_unit: str, business_date: str) -> Response:
    """What was allowed, refused, undone, cancelled or priced by hand in a store on one day, oldest first."""
    found = centre.query(lambda read_by: watched(read_by, business_unit, business_date))
    return answer({"watched": found})


@ROUTER.post(
    "/v1/admin/exceptions/{exception_id}/settle", openapi_extra=described(None, SettleRequest)
)
def post_settle(centre: Here, by: Worker, exception_id: str, body: Body) -> Response:
    """End an exception by one of its ways."""
    request = read(body, SettleRequest)
    if not is_name(request.note):
        raise Refused(422, "unprintable_note", "A note is one short line.")
    now = now_us()
    decision = Decision(request.action, request.note, by.name, request.counted_milli)
    detail = centre.write(lambda transaction: settle(transaction, exception_id, decision, now))
    return answer({"state": SETTLED, "detail": detail})


@ROUTER.post("/v1/admin/administrators", openapi_extra=described(None, AdministratorRequest))
def post_administrator(centre: Here, _by: Owner, body: Body) -> Response:
    """Make a token for an administrator or an online shop; it is shown this once."""
    request = read(body, AdministratorRequest)
    if not is_name(request.name):
        raise Refused(422, "unprintable_name", "A name is one short line.")
    token = new_token()
    centre.admit_administrator(token, request.name, request.role)
    return answer({"name": request.name, "role": request.role, "token": token})


@ROUTER.post("/v1/admin/administrators/{name}/revoke", openapi_extra=described())
def post_send_away(centre: Here, by: Owner, name: str) -> Response:
    """Whoever bears this name is heard no more."""
    if name == by.name:
        raise Refused(409, "own_name", "Nobody sends himself away.")
    if not centre.database.write(lambda connection: send_away(connection, name)):
        raise Refused(404, "unknown_administrator", "There is no such administrator.")
    return answer({})


def _time(at_us: int) -> str:
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).isoformat()
