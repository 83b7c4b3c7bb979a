"""Traffic knows what happens around every request: it is limited, measured, logged, and never ends in a stack trace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.core.refused import Refused
from central.limits import START_PATHS, KnownCallers, RateLimits, Starts
from central.measures import Measures
from central.request_log import RequestLog
from central.routes.exchange import say_no
from central.routes.plain_addresses import check_plain
from sync.wire.messages import Problem

UNMATCHED = "unmatched"
# It waits on purpose.
TAIL_ROUTE = "/v1/tail/{feed}/{epoch}/{after}"
TAIL_BEFORE = "/v1/tail/"
_TAIL_NAMES = ("feed", "epoch", "after")
_FAILED = 500


@dataclass(frozen=True, slots=True)
class Watching:
    """What watches over requests."""

    limits: RateLimits
    callers: KnownCallers
    starts: Starts
    measures: Measures
    log: RequestLog
    now_us: Callable[[], int]


class Traffic:
    """Stands around the whole application."""

    def __init__(self, app: ASGIApp, watching: Watching, tail: ASGIApp | None = None) -> None:
        self._app = app
        self._tail = tail
        self._watching = watching

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter_ns(), 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._watching.measures.in_flight += 1
        try:
            await self._serve(scope, receive, send_on)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # the last resort: whatever it is, the device hears a problem
            reference = uuid4().hex[:8]
            now_us = self._watching.now_us()
            self._watching.log.log_bug(now_us, _route_of(scope), reference, error)
            if status == 0:
                title = f"Something failed at the centre (reference {reference})."
                await say_no(Problem("failed", title, _FAILED))(scope, receive, send_on)
        finally:
            self._watching.measures.in_flight -= 1
            took_us = (time.perf_counter_ns() - begun) // 1000
            route = _route_of(scope)
            timed = None if route == TAIL_ROUTE else took_us
            self._watching.measures.answered(route, status, timed)
            self._watching.log.request(self._watching.now_us(), route, status, took_us)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            caller = self._watching.callers.caller(_authorization(scope), _address(scope))
            self._watching.limits.take(caller, self._watching.now_us())
            check_plain(scope)
            is_start = scope["path"].startswith(START_PATHS)
            if is_start:
                self._watching.starts.enter()
        except Refused as refused:
            await say_no(refused.problem, refused.retry_after_s)(scope, receive, send)
            return
        asked = _tail_asked(scope)
        if self._tail is not None and asked:
            # Thousands wait here: the layers that answer everything else would each hold memory for them.
            scope["path_params"] = asked
            await self._tail(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            if is_start:
                self._watching.starts.leave()


def _route_of(scope: Scope) -> str:
    """The pattern of an address: the address itself may name a person."""
    route = scope.get("route")
    path = getattr(route, "path", None)
    if isinstance(path, str):
        return path
    return TAIL_ROUTE if scope["path"].startswith(TAIL_BEFORE) else UNMATCHED


def _tail_asked(scope: Scope) -> dict[str, str]:
    """The parameters of a tail's address, empty for any other."""
    path: str = scope["path"]
    parts = path.removeprefix(TAIL_BEFORE).split("/")
    if (
        scope["method"] != "GET"
        or not path.startswith(TAIL_BEFORE)
        or len(parts) != len(_TAIL_NAMES)
    ):
        return {}
    return dict(zip(_TAIL_NAMES, parts, strict=True)) if all(parts) else {}


def _authorization(scope: Scope) -> bytes | None:
    found = (value for name, value in scope["headers"] if name == b"authorization")
    return next(found, None)


def _address(scope: Scope) -> str:
    """The machine that speaks."""
    client = scope.get("client")
    return str(client[0]) if client else ""
