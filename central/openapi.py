"""OpenAPI knows how the messages of the wire are described for whoever reads docs/openapi.json."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec
from fastapi import FastAPI

from sync.wire.messages import Problem

_REF = "#/components/schemas/{name}"
# Every message that an operation was described with, by name.
_DESCRIBED: dict[str, type] = {"Problem": Problem}
_PROBLEM = {
    "description": "The centre says no",
    "content": {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}},
}


def described(
    reply: type | None = None, request: type | None = None, media: str = "application/json"
) -> dict[str, Any]:
    """The part of an operation that FastAPI cannot see, since bodies are encoded by msgspec."""
    content = {media: {"schema": _schema(reply)}}
    operation: dict[str, Any] = {
        "responses": {"200": {"description": "Done", "content": content}, "default": _PROBLEM}
    }
    if request is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _schema(request)}},
        }
    return operation


def document(app: FastAPI, beside: dict[str, Any]) -> dict[str, Any]:
    """The whole document; `beside` are the paths of endpoints that FastAPI does not serve."""
    made: dict[str, Any] = FastAPI.openapi(app)
    described_types = [_DESCRIBED[name] for name in sorted(_DESCRIBED)]
    _, components = msgspec.json.schema_components(described_types, ref_template=_REF)
    for schema in components.values():
        # Python before 3.13 keeps the indentation of a docstring.
        schema["description"] = inspect.cleandoc(schema.get("description", ""))
    made["components"] = {"schemas": components}
    for operations in made["paths"].values():
        for operation in operations.values():
            # What FastAPI would say to an unreadable request; here it is a Problem as any other.
            operation["responses"].pop("422", None)
    made["paths"].update(beside)
    return made


def path_parameters(**kinds: str) -> list[dict[str, Any]]:
    """Parameters in a path, by name and JSON type."""
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": kind}}
        for name, kind in kinds.items()
    ]


def _schema(message: type | None) -> dict[str, Any]:
    if message is None:
        return {"type": "object"}
    known = _DESCRIBED.setdefault(message.__name__, message)
    assert known is message, f"{message.__name__} names two messages"
    return {"$ref": _REF.format(name=message.__name__)}
