"""Plain addresses knows that no address of the centre holds control signs, which databases take each in its way."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

from central.routes.exchange import say_no
from sync.wire.messages import Problem

_CONTROL = frozenset(range(32))
_NOT_PLAIN = Problem("unreadable_request", "An address or a parameter is not as agreed.", 422)


class PlainAddresses:
    """Answers for the application when an address is no text; lets everything else through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not _is_plain(scope):
            await say_no(_NOT_PLAIN)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_plain(scope: Scope) -> bool:
    query: bytes = scope.get("query_string", b"")
    path: str = scope["path"]
    return _CONTROL.isdisjoint(unquote_to_bytes(query)) and _CONTROL.isdisjoint(path.encode())
