"""Routes of private documents: what names people goes to the devices of their store, and nowhere else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from central.centre import Centre, now_us
from central.core.records import Device
from central.core.refused import Refused
from central.core.side_records import check_record
from central.core.wire_facts import is_name
from central.directory import (
    CUSTOMERS,
    ERASED,
    OPERATORS,
    ORDER_CHECKS,
    ORDER_CUSTOMERS,
    SLIP_KEY,
)
from central.openapi import described
from central.routes.exchange import JSON, Body, Here, Owner, Speaker, answer, read
from central.storage.people_rows import OF_PEOPLE, erase, keep_side_records
from sync.wire.messages import (
    BATCH_FACTS_MAX,
    CustomerDocument,
    ErasedDocument,
    OperatorDocument,
    OrderCheckDocument,
    OrderCustomerDocument,
    PrivateList,
    PrivateVersion,
    SideRecords,
    SideRecordsReply,
    SlipKeyDocument,
)

ROUTER = APIRouter(tags=["private"])
Known = Annotated[str | None, Header(alias="If-None-Match", include_in_schema=False)]


@ROUTER.get("/v1/private", openapi_extra=described(PrivateList))
def get_list(centre: Here, device: Speaker) -> Response:
    """What this device should hold, and nothing else."""
    found = centre.documents.of_store(device.business_unit)
    return answer(
        PrivateList([PrivateVersion(name, document.version) for name, document in found.items()])
    )


@ROUTER.post("/v1/private", openapi_extra=described(SideRecordsReply, SideRecords))
def post_records(centre: Here, device: Speaker, body: Body) -> Response:
    """Keep side records: what facts only commit to, since it names people."""
    records, now = read(body, SideRecords).records, now_us()
    if len(records) > BATCH_FACTS_MAX:
        raise Refused(413, "batch_too_large", f"At most {BATCH_FACTS_MAX} records at a time.")
    for record in records:
        check_record(record)
    held = centre.database.write(
        lambda connection: keep_side_records(connection, device.device_id, records, now)
    )
    return answer(SideRecordsReply(held))


@ROUTER.get("/v1/private/operators", openapi_extra=described(OperatorDocument))
def get_operators(centre: Here, device: Speaker, known: Known = None) -> Response:
    """Who may sign on in this store."""
    return _document(centre, device, OPERATORS, known)


@ROUTER.get("/v1/private/order-customers", openapi_extra=described(OrderCustomerDocument))
def get_order_customers(centre: Here, device: Speaker, known: Known = None) -> Response:
    """Who waits for an open order of this store."""
    return _document(centre, device, ORDER_CUSTOMERS, known)


@ROUTER.get("/v1/private/order-checks", openapi_extra=described(OrderCheckDocument))
def get_order_checks(centre: Here, device: Speaker, known: Known = None) -> Response:
    """How the people of this store's open orders are checked; hashes only."""
    return _document(centre, device, ORDER_CHECKS, known)


@ROUTER.get("/v1/private/customers/{part}", openapi_extra=described(CustomerDocument))
def get_customers(centre: Here, device: Speaker, part: str, known: Known = None) -> Response:
    """A part of the directory of customers who shopped here in the last 24 months and consented."""
    return _document(centre, device, f"{CUSTOMERS}/{part}", known)


@ROUTER.get("/v1/private/slip-key", openapi_extra=described(SlipKeyDocument))
def get_slip_key(centre: Here, device: Speaker, known: Known = None) -> Response:
    """What slips of held sales are signed with in this store."""
    return _document(centre, device, SLIP_KEY, known)


@ROUTER.get("/v1/private/erased", openapi_extra=described(ErasedDocument))
def get_erased(centre: Here, device: Speaker, known: Known = None) -> Response:
    """People whose side records every device deletes."""
    return _document(centre, device, ERASED, known)


@ROUTER.post("/v1/admin/people/{subject}/erase", openapi_extra=described())
def post_erase(centre: Here, _by: Owner, subject: str) -> Response:
    """Forget a person, at the centre at once and on devices at their next contact; no chain breaks."""
    if not is_name(subject):
        raise Refused(404, "unknown_person", "There is nothing about such a person.")
    now = now_us()
    centre.database.write(lambda connection: erase(connection, subject, now))
    centre.database.scrub(OF_PEOPLE)
    centre.erasures.look()
    return answer({})


def _document(centre: Centre, device: Device, name: str, known: str | None) -> Response:
    document = centre.documents.of_store(device.business_unit).get(name)
    if document is None:
        raise Refused(404, "unknown_document", "This store has no such document.")
    headers = {"Cache-Control": "no-store", "ETag": f'"{document.version}"'}
    if known == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(document.content, media_type=JSON, headers=headers)
