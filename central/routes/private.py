"""Routes of private documents: what names people goes to the devices of their store, and nowhere else."""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Response

from central.centre import Centre
from central.core.records import Device
from central.openapi import described
from central.routes.exchange import Here, Speaker, answer
from central.storage.admin_rows import operators_of
from sync.wire.messages import OperatorDocument, PrivateList, PrivateVersion

ROUTER = APIRouter(tags=["private"])
OPERATORS = "operators"


@ROUTER.get("/v1/private", openapi_extra=described(PrivateList))
def get_list(centre: Here, device: Speaker) -> Response:
    """What this device should hold, and nothing else."""
    _, version = _operators(centre, device)
    return answer(PrivateList([PrivateVersion(OPERATORS, version)]))


@ROUTER.get("/v1/private/operators", openapi_extra=described(OperatorDocument))
def get_operators(
    centre: Here,
    device: Speaker,
    if_none_match: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Who may sign on in this store."""
    document, version = _operators(centre, device)
    if if_none_match == f'"{version}"':
        return Response(status_code=304, headers={"Cache-Control": "no-store"})
    return answer(document, etag=version)


def _operators(centre: Centre, device: Device) -> tuple[OperatorDocument, str]:
    document = OperatorDocument(
        centre.query(lambda connection: operators_of(connection, device.business_unit))
    )
    return document, hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:32]
