"""A bare ASGI application whose requests wait: what an idle long poll costs at the least."""

from __future__ import annotations

import asyncio

from starlette.types import Receive, Scope, Send

WAIT_SECONDS = 60


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Wait, then answer nothing."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await asyncio.sleep(WAIT_SECONDS)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})
