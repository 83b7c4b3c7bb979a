"""Serves one packed snapshot as the centre does: an ASGI application over the file named by BENCH_SNAPSHOT."""

from __future__ import annotations

import os

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from sync.wire.messages import PROTOCOL


async def snapshot(_request: Request) -> FileResponse:
    """The file."""
    return FileResponse(
        os.environ["BENCH_SNAPSHOT"],
        media_type="application/zstd",
        headers={"Storefront-Protocol": str(PROTOCOL)},
    )


app = Starlette(routes=[Route("/snapshot", snapshot)])
