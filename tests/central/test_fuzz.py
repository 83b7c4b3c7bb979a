"""Whatever is sent to any address of the OpenAPI document, the centre answers as agreed, and never with a bug."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

import central
from central.app import build_app
from central.centre import Centre, new_token
from tests.central.caller import told
from tests.central.head_office import HeadOffice

DOCUMENT: dict[str, Any] = json.loads(
    (Path(central.__file__).parents[1] / "docs" / "openapi.json").read_text(encoding="utf-8")
)
ADDRESSES = [
    (method, path)
    for path, methods in sorted(DOCUMENT["paths"].items())
    for method in sorted(methods)
]
METHOD_NOT_ALLOWED, BUG = 405, 500
NAMES = st.sampled_from(["chain", "store:001", "zone:uk", "a", "1", "0", "N1", "none", "customers"])
ANY_TEXT = NAMES | st.text(max_size=12)
NUMBERS = st.integers(-2, 5) | st.integers(-(2**70), 2**70)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


def _of_schema(schema: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that are nearly what a schema says: its shape, with any figure and any word."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _of_schema(DOCUMENT["components"]["schemas"][name], depth + 1)
    if "anyOf" in schema:
        return st.one_of([_of_schema(part, depth) for part in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | ANY_TEXT
    kind = schema.get("type")
    if kind == "object" and "properties" in schema and depth < 6:
        fields = {name: _of_schema(part, depth) for name, part in schema["properties"].items()}
        needed = {name: fields.pop(name) for name in schema.get("required", ())}
        return st.fixed_dictionaries(needed, optional=fields)
    if kind == "array":
        return st.lists(_of_schema(schema.get("items", {}), depth), max_size=2)
    plain = {
        "string": ANY_TEXT,
        "integer": NUMBERS,
        "boolean": st.booleans(),
        "null": st.none(),
    }
    return plain.get(str(kind), ANY_JSON)


def _body_of(operation: dict[str, Any]) -> st.SearchStrategy[bytes]:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return (_of_schema(schema) | ANY_JSON).map(_encoded) | st.binary(max_size=20)


def _encoded(value: object) -> bytes:
    return json.dumps(value).encode("utf-8", "replace")


@st.composite
def _requests(draw: st.DrawFn) -> tuple[str, str, bytes, int]:
    method, path = draw(st.sampled_from(ADDRESSES))
    operation = DOCUMENT["paths"][path][method]
    query = []
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        text = quote(str(draw(ANY_TEXT | NUMBERS)).encode("utf-8", "replace"), safe="")
        if parameter["in"] == "path":
            path = path.replace("{" + name + "}", text or "x")
        elif name != "wait":
            query.append(f"{name}={text}")
    for name in [part.split("}")[0] for part in path.split("{")[1:]]:
        path = path.replace("{" + name + "}", draw(NAMES))
    speaker = draw(st.integers(0, 2))
    return method.upper(), "?".join([path, *query[:1]]), draw(_body_of(operation)), speaker


@pytest.fixture(scope="module")
def tokens(centre: Centre, office: HeadOffice) -> list[str]:
    owner = new_token()
    centre.admit_administrator(owner, "fuzz")
    return ["", owner, office.enrol(office.open_store())[1]]


@pytest.fixture(scope="module")
def app(centre: Centre) -> ASGIApp:
    return build_app(centre)


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(request=_requests())
@example(request=("POST", "/v1/orders", b'{"order_number": "\\ud800"}', 1))
@example(request=("GET", "/v1/tail/chain/x/99999999999999999999", b"", 2))
def test_no_request_is_a_bug_of_the_centre(
    app: ASGIApp, tokens: list[str], loop: asyncio.Runner, request: tuple[str, str, bytes, int]
) -> None:
    method, path, body, speaker = request
    reply = loop.run(_asked(app, method, path, body, tokens[speaker]))
    assert reply.status_code < BUG, reply.text
    assert reply.status_code != METHOD_NOT_ALLOWED or "%2F" in path or "/x" in path
    if reply.status_code >= 400:
        told(reply)


async def _asked(app: ASGIApp, method: str, path: str, body: bytes, token: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(transport=transport, base_url="http://centre") as client:
        return await client.request(method, path, headers=headers, content=body)
