"""The live tail of a feed: a plain ASGI endpoint, so that thousands can wait in one process."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from central.centre import Centre, new_id
from central.core.feed import check_position, is_restored
from central.core.pages import TAIL_GROUPS_MAX, encode_tail
from central.core.records import FeedHead
from central.core.refused import Refused
from central.openapi import described, path_parameters
from central.routes.exchange import JSON, say_no
from central.routes.feeds import check_readable
from central.storage.sql_store import SqlTransaction
from sync.wire.messages import PAGE_BYTES_MAX, TailReply

PATH = "/v1/tail/{feed}/{epoch}/{after}"
WAIT_S_MAX = 25
DESCRIPTION: dict[str, Any] = {
    PATH: {
        "get": {
            "tags": ["feeds"],
            "summary": "Get Tail",
            "description": "The groups after a position; waits for the next one when there is none.",
            "operationId": "get_tail",
            "parameters": [
                *path_parameters(feed="string", epoch="string", after="integer"),
                {
                    "name": "wait",
                    "in": "query",
                    "schema": {"type": "integer", "minimum": 0, "maximum": WAIT_S_MAX},
                },
            ],
            **described(TailReply),
        }
    }
}


class TailEndpoint:
    """Answers at once when there is news; else the request waits without a thread or a transaction."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        try:
            # Not the request itself: what waits in thousands holds as little as it can.
            response = await self._answer(*_question(Request(scope, receive)))
        except Refused as refused:
            response = say_no(refused.problem)
        await response(scope, receive, send)

    async def _answer(
        self, authorization: str | None, feed: str, epoch: str, after: int, wait_s: int
    ) -> Response:
        found = await asyncio.to_thread(self.first_look, authorization, feed, epoch, after)
        if found is None and wait_s > 0:
            await self._centre.watch.wait(feed, epoch, after, wait_s)
        if found is None:
            found = await asyncio.to_thread(self._look, feed, epoch, after)
        return Response(found, media_type=JSON, headers={"Cache-Control": "no-store"})

    def first_look(
        self, authorization: str | None, feed: str, epoch: str, after: int
    ) -> bytes | None:
        """The answer when there is one already; raises Refused for who may not ask."""
        device = self._centre.device(authorization)
        restored = False

        def look(transaction: SqlTransaction) -> bytes | None:
            store = transaction.devices.store(device.business_unit)
            assert store is not None, "a device belongs to a store"
            check_readable(store.zone, device, feed)
            nonlocal restored
            found = transaction.feeds.head(feed)
            restored = is_restored(found, epoch, after)
            head = check_position(found, epoch, after)
            return _tail(transaction, feed, head, after) if head.head > after else None

        try:
            return self._centre.read(look)
        finally:
            if restored:
                self._begin_anew(feed, epoch, after)

    def _begin_anew(self, feed: str, epoch: str, after: int) -> None:
        """A cursor proves that the database was restored: no device may go on in this epoch (SYNC T13)."""
        new_epoch, key = new_id(), new_id()

        def begin(transaction: SqlTransaction) -> None:
            if is_restored(transaction.feeds.head(feed), epoch, after):
                transaction.feeds.start_epoch(feed, new_epoch, key)

        self._centre.write(begin)

    def _look(self, feed: str, epoch: str, after: int) -> bytes:
        def look(transaction: SqlTransaction) -> bytes:
            head = check_position(transaction.feeds.head(feed), epoch, after)
            return _tail(transaction, feed, head, after)

        return self._centre.read(look)


def _question(request: Request) -> tuple[str | None, str, str, int, int]:
    """Who asks for which feed, in which epoch, after which position, and how many seconds it may take."""
    path = request.path_params
    wait_s = min(_number(request.query_params.get("wait", "0")), WAIT_S_MAX)
    authorization = request.headers.get("authorization")
    return authorization, path["feed"], path["epoch"], _number(path["after"]), wait_s


def _tail(transaction: SqlTransaction, feed: str, head: FeedHead, after: int) -> bytes:
    """As many groups as one answer holds; at least one when there is one."""
    last = min(head.head, after + TAIL_GROUPS_MAX)
    payloads = transaction.feeds.payloads(feed, head.epoch, after + 1, last)
    size, count = 0, 0
    for payload in payloads:
        size += len(payload)
        if count and size > PAGE_BYTES_MAX:
            break
        count += 1
    return encode_tail(feed, head.epoch, after, head.head, payloads[:count])


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Refused(422, "not_a_number", "A whole number is needed here.")
    return int(text)
