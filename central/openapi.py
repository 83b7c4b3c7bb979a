"""OpenAPI knows how the messages of the wire are described for whoever reads docs/openapi.json."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec
from fastapi import FastAPI

from central.core.placing import OrderWords
from sync.wire import card_messages, messages

_REF = "#/components/schemas/{name}"
MESSAGES: tuple[type, ...] = (
    messages.EnrolRequest,
    messages.EnrolReply,
    messages.WrappedKey,
    messages.RecoverRequest,
    messages.RecoverReply,
    messages.JournalBatch,
    messages.JournalReply,
    messages.HeadsReply,
    messages.FeedPage,
    messages.TailReply,
    messages.BootReply,
    messages.SnapshotPage,
    messages.DigestReply,
    messages.PrivateList,
    messages.OperatorDocument,
    messages.OrderCustomerDocument,
    messages.CustomerDocument,
    messages.ErasedDocument,
    messages.SideRecords,
    messages.SideRecordsReply,
    card_messages.CardQuestion,
    card_messages.CardReply,
    messages.Problem,
    OrderWords,
)
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
    _, components = msgspec.json.schema_components(MESSAGES, ref_template=_REF)
    for schema in components.values():
        # Python before 3.13 keeps the indentation of a docstring.
        schema["description"] = inspect.cleandoc(schema.get("description", ""))
    made.setdefault("components", {}).setdefault("schemas", {}).update(components)
    made["paths"].update(beside)
    return made


def path_parameters(**kinds: str) -> list[dict[str, Any]]:
    """Parameters in a path, by name and JSON type."""
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": kind}}
        for name, kind in kinds.items()
    ]


def _schema(message: type | None) -> dict[str, Any]:
    return {"type": "object"} if message is None else {"$ref": _REF.format(name=message.__name__)}
