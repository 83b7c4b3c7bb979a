"""What the OpenAPI document promises of every address is so, for requests that keep to it and for those that do not."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import ASGIApp

from central.app import build_app, openapi_document
from central.centre import Centre, new_token
from tests.central.head_office import HeadOffice

URL = "http://centre"
EXAMPLES = 250
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
OPERATIONS = [
    found.ok()
    for found in schemathesis.openapi.from_dict(openapi_document()).get_all_operations()
    if isinstance(found, Ok)
]
# Names that lead somewhere, so that not every request ends with "no such thing".
NAMES = ["chain", "zone:uk", "uk", "store:001", "001", "N1", "1", "operators", "a"]
KEPT = st.one_of(
    [found.as_strategy(generation_mode=GenerationMode.POSITIVE) for found in OPERATIONS]
)
BROKEN = st.one_of(
    [
        found.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        for found in OPERATIONS
        if found.body
    ]
)


def test_every_operation_can_be_asked() -> None:
    paths: dict[str, dict[str, object]] = openapi_document()["paths"]
    assert len(OPERATIONS) == sum(map(len, paths.values()))


@pytest.fixture(scope="module")
def tokens(centre: Centre, office: HeadOffice) -> list[str]:
    """An owner's and a device's; nobody else is heard beyond the door."""
    owner = new_token()
    centre.admit_administrator(owner, "surface")
    return [owner, office.enrol(office.open_store())[1]]


@pytest.fixture(scope="module")
def app(centre: Centre) -> ASGIApp:
    return build_app(centre)


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[*HealthCheck])
@given(case=KEPT | BROKEN, data=st.data())
def test_every_answer_is_as_the_document_says(
    app: ASGIApp, tokens: list[str], loop: asyncio.Runner, case: Case[Any], data: st.DataObject
) -> None:
    for name, value in (case.path_parameters or {}).items():
        if isinstance(value, str) and data.draw(st.booleans()):
            case.path_parameters[name] = data.draw(st.sampled_from(NAMES))
    # Nobody waits here.
    case.query.pop("wait", None)
    token = data.draw(st.sampled_from(tokens))
    case.validate_response(loop.run(_asked(app, case, token)), checks=CHECKS)


async def _asked(app: ASGIApp, case: Case[Any], token: str) -> httpx.Response:
    sent: dict[str, Any] = case.as_transport_kwargs(base_url=URL)
    del sent["cookies"]
    if "data" in sent:
        sent["content"] = sent.pop("data")
    sent["headers"] = {**sent["headers"], "Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        return await client.request(**sent)
