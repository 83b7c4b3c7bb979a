"""App knows how the centre is put together as one ASGI application."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Route

from central.centre import Centre, new_id, now_us
from central.core.refused import Refused
from central.limits import RateLimits, Starts
from central.openapi import document
from central.recommend.schedule import learn_again_and_again
from central.request_log import RequestLog
from central.routes import (
    accounts,
    admin,
    cards,
    devices,
    feeds,
    journal,
    offers,
    orders,
    people,
    private,
    refunds,
    service,
    store_settings,
    tail,
)
from central.routes.exchange import say_no
from central.traffic import Traffic, Watching
from sync.wire.messages import Problem

TITLE = "Storefront centre"
PAUSE_AFTER_FAILURE_S = 5
ROUTERS = (
    devices.ROUTER,
    journal.ROUTER,
    feeds.ROUTER,
    private.ROUTER,
    people.ROUTER,
    orders.ROUTER,
    refunds.ROUTER,
    cards.ROUTER,
    accounts.ROUTER,
    offers.ROUTER,
    admin.ROUTER,
    store_settings.ROUTER,
    service.ROUTER,
)


def build_app(centre: Centre) -> Traffic:
    """The application over a centre; it does not close the centre."""
    app = _routed()
    app.state.centre = centre
    endpoint = tail.TailEndpoint(centre)
    # Also among the others, so that another method and a longer address are answered as anywhere.
    app.router.routes.append(Route(tail.PATH, endpoint, methods=["GET"]))
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _no_such)
    app.add_exception_handler(Exception, _handed_up)
    app.__dict__["openapi"] = openapi_document
    return Traffic(app, _watching(centre), endpoint)


def _watching(centre: Centre) -> Watching:
    return Watching(
        RateLimits(centre.settings.requests_per_minute),
        centre.callers,
        Starts(),
        centre.measures,
        RequestLog(centre.settings.log),
        now_us,
    )


@cache
def openapi_document() -> dict[str, Any]:
    """What docs/openapi.json holds."""
    return document(_routed(), tail.DESCRIPTION)


def openapi_text() -> str:
    """The bytes of docs/openapi.json."""
    return json.dumps(openapi_document(), indent=1, sort_keys=True) + "\n"


def _routed() -> FastAPI:
    app = FastAPI(title=TITLE, version="1", lifespan=_lifespan, docs_url=None, redoc_url=None)
    for router in ROUTERS:
        app.include_router(router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    centre: Centre = app.state.centre
    log = RequestLog(centre.settings.log)
    following = [
        asyncio.create_task(_kept_on(log, "witness", partial(centre.witness.follow, new_id))),
        asyncio.create_task(_kept_on(log, "erasures", centre.erasures.follow)),
        asyncio.create_task(_kept_on(log, "auditor", partial(centre.auditor.follow, now_us))),
        asyncio.create_task(
            _kept_on(log, "housekeeping", partial(centre.housekeeping.follow, now_us))
        ),
        asyncio.create_task(_kept_on(log, "sisters", partial(centre.sisters.follow, now_us))),
        asyncio.create_task(_kept_on(log, "messenger", partial(centre.messenger.follow, now_us))),
        asyncio.create_task(_kept_on(log, "recommender", partial(_learn, centre))),
    ]
    yield
    for task in following:
        task.cancel()
    await asyncio.gather(*following, return_exceptions=True)
    centre.witness.look(new_id)
    centre.housekeeping.remember(now_us())
    await centre.watch.end()


async def _learn(centre: Centre) -> None:
    settings = centre.settings
    await learn_again_and_again(settings.database, settings.recommend_hours)


async def _kept_on(log: RequestLog, name: str, follow: Callable[[], Awaitable[None]]) -> None:
    """Work that nobody waits for goes on after a failure: a database that was away comes back."""
    while True:
        try:
            await follow()
        except Exception as error:
            log.log_bug(now_us(), name, new_id()[:8], error)
        await asyncio.sleep(PAUSE_AFTER_FAILURE_S)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return say_no(error.problem, error.retry_after_s)


async def _unreadable(_request: Request, _error: Exception) -> Response:
    return say_no(Problem("unreadable_request", "An address or a parameter is not as agreed.", 422))


async def _no_such(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return say_no(Problem("no_such_address", str(error.detail), error.status_code))


async def _handed_up(_request: Request, error: Exception) -> Response:
    """Traffic logs a bug and answers for it."""
    raise error
