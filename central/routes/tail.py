"""The live tail of a feed: a plain ASGI endpoint, so that thousands can wait in one process."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from central.centre import Centre, new_id, now_us
from central.core.epochs import NewEpoch, take_word
from central.core.following import Forgotten, no_news, tail
from central.core.records import FeedCursor
from central.core.refused import Refused
from central.openapi import described, path_parameters
from central.routes.exchange import JSON, say_no
from central.routes.feeds import check_readable
from central.storage.sql_store import SqlTransaction
from sync.wire.messages import TailReply

PATH = "/v1/tail/{feed}/{epoch}/{after}"
WAIT_S_MAX = 25
DESCRIPTION: dict[str, Any] = {
    PATH: {
        "get": {
            "tags": ["feeds"],
            "summary": "Get Tail",
            "description": "The groups after a position and its hash; waits for the next one when there is none.",
            "operationId": "get_tail",
            "parameters": [
                *path_parameters(feed="string", epoch="string", after="integer"),
                {
                    "name": "wait",
                    "in": "query",
                    "schema": {"type": "integer", "minimum": 0, "maximum": WAIT_S_MAX},
                },
                {"name": "hash", "in": "query", "schema": {"type": "string"}},
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
        self, authorization: str | None, feed: str, cursor: FeedCursor, wait_s: int
    ) -> Response:
        found = await asyncio.to_thread(self.first_look, authorization, feed, cursor)
        if found is None:
            is_quiet = await self._is_quiet(feed, cursor, wait_s)
            # In their thousands they would be at the database all day to hear that there is nothing.
            found = no_news(feed, cursor) if is_quiet else None
        if found is None:
            found = await asyncio.to_thread(self._look, feed, cursor)
        return Response(found, media_type=JSON, headers={"Cache-Control": "no-store"})

    async def _is_quiet(self, feed: str, cursor: FeedCursor, wait_s: int) -> bool:
        """True when there was nothing as long as it was waited; who names no hash is to hear of one."""
        watch = self._centre.watch
        is_quiet = wait_s == 0 or await watch.wait(feed, cursor.epoch, cursor.after, wait_s)
        return watch.stopping or (is_quiet and cursor.hash != "")

    def first_look(self, authorization: str | None, feed: str, cursor: FeedCursor) -> bytes | None:
        """The answer when there is one already; raises Refused for who may not ask."""
        device = self._centre.device(authorization)

        def look(transaction: SqlTransaction) -> bytes | None:
            store = transaction.devices.store(device.business_unit)
            assert store is not None, "a device belongs to a store"
            check_readable(store.zone, device, feed)
            answer, count = tail(transaction.feeds, feed, cursor)
            return answer if count else None

        try:
            answer = self._centre.read(look)
        except Forgotten:
            new, now = NewEpoch(new_id(), new_id()), now_us()
            self._centre.write(
                lambda transaction: take_word(
                    transaction.feeds, device.device_id, feed, cursor, new, now
                )
            )
            raise
        self._centre.cursors.note(device.device_id, feed, cursor)
        return answer

    def _look(self, feed: str, cursor: FeedCursor) -> bytes:
        return self._centre.read(lambda transaction: tail(transaction.feeds, feed, cursor)[0])


def _question(request: Request) -> tuple[str | None, str, FeedCursor, int]:
    """Who asks for which feed, from where, and how many seconds it may take."""
    path = request.path_params
    wait_s = min(_number(request.query_params.get("wait", "0")), WAIT_S_MAX)
    authorization = request.headers.get("authorization")
    cursor = FeedCursor(path["epoch"], _number(path["after"]), request.query_params.get("hash", ""))
    return authorization, path["feed"], cursor, wait_s


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Refused(422, "not_a_number", "A whole number is needed here.")
    return int(text)
