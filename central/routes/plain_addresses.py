"""Plain addresses knows that no address of the centre holds control signs, which databases take each in its way."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from central.core.refused import Refused

_CONTROL = frozenset(range(32))


def check_plain(scope: Scope) -> None:
    """Raises Refused 422 when an address is no text."""
    query: bytes = scope.get("query_string", b"")
    path: str = scope["path"]
    is_plain = _CONTROL.isdisjoint(unquote_to_bytes(query)) and _CONTROL.isdisjoint(path.encode())
    if not is_plain:
        raise Refused(422, "unreadable_request", "An address or a parameter is not as agreed.")
