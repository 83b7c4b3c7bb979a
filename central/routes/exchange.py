"""Exchange knows how a request's bytes become a message, and how an answer becomes bytes."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, Header, Request, Response
from starlette.requests import ClientDisconnect

from central.centre import Centre
from central.core.records import Device
from central.core.refused import Refused
from central.core.roles import Administrator, Right
from sync.wire.messages import Problem

BODY_BYTES_MAX = 96 * 1024 * 1024
# Anybody may send one of these: it must not be worth anything to send many.
SHORT_BODY_BYTES_MAX = 16 * 1024
# A message may take so long to begin with, and after that as long as the slowest useful line needs.
BODY_S = 20
BODY_BYTES_A_SECOND_MIN = 2_000
JSON = "application/json"
_Message = TypeVar("_Message")


def centre_of(request: Request) -> Centre:
    """The centre that serves this request."""
    centre = request.app.state.centre
    assert isinstance(centre, Centre)
    return centre


Here = Annotated[Centre, Depends(centre_of)]
Authorization = Annotated[str | None, Header(include_in_schema=False)]


def device_of(centre: Here, authorization: Authorization = None) -> Device:
    """The device that speaks; 401 without one."""
    return centre.device(authorization)


def _reader(centre: Here, authorization: Authorization = None) -> Administrator:
    return centre.administrator(authorization, Right.READ)


def _worker(centre: Here, authorization: Authorization = None) -> Administrator:
    return centre.administrator(authorization, Right.WORK)


def _owner(centre: Here, authorization: Authorization = None) -> Administrator:
    return centre.administrator(authorization, Right.OWN)


def _seller(centre: Here, authorization: Authorization = None) -> Administrator:
    return centre.administrator(authorization, Right.SELL)


def _seer(centre: Here, authorization: Authorization = None) -> Administrator:
    return centre.administrator(authorization, Right.SEE_PEOPLE)


# Who may read, who may work on what waits, who may change the centre itself, and who takes orders.
Reader = Annotated[Administrator, Depends(_reader)]
Worker = Annotated[Administrator, Depends(_worker)]
Owner = Annotated[Administrator, Depends(_owner)]
Seller = Annotated[Administrator, Depends(_seller)]
# Who may read what names people.
Seer = Annotated[Administrator, Depends(_seer)]


async def body_of(request: Request) -> bytes:
    """The whole body; 413 when it is larger than any batch may be, 408 when it does not come."""
    return await _taken(request, BODY_BYTES_MAX)


async def short_body_of(request: Request) -> bytes:
    """The whole body of who is not known yet; 413 when it is larger than a code needs."""
    return await _taken(request, SHORT_BODY_BYTES_MAX)


async def _taken(request: Request, most: int) -> bytes:
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_S) as patience:
            begun_s = asyncio.get_running_loop().time()
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise Refused(413, "body_too_large", "This is more than one message may hold.")
                parts.append(part)
                patience.reschedule(begun_s + BODY_S + size / BODY_BYTES_A_SECOND_MIN)
    except TimeoutError as error:
        raise Refused(408, "too_slow", "The message comes too slowly.") from error
    except ClientDisconnect as error:
        # Lines break in the middle of a message every day: nobody hears this answer, and nothing was done.
        raise Refused(400, "cut_off", "The line broke before the message was whole.") from error
    return b"".join(parts)


Speaker = Annotated[Device, Depends(device_of)]
Body = Annotated[bytes, Depends(body_of)]
ShortBody = Annotated[bytes, Depends(short_body_of)]


def read(body: bytes, message: type[_Message]) -> _Message:
    """The message that a body holds; Refused 422 when it holds another thing."""
    try:
        return msgspec.json.decode(body, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(422, "unreadable_message", f"This is no {message.__name__}.") from error


def answer(message: Any, *, cache: str = "no-store", etag: str | None = None) -> Response:
    """A message as JSON; by default nobody may keep it."""
    headers = {"Cache-Control": cache}
    if etag is not None:
        headers["ETag"] = f'"{etag}"'
    return Response(msgspec.json.encode(message), media_type=JSON, headers=headers)


def say_no(problem: Problem, retry_after_s: int | None = None) -> Response:
    """A problem as RFC 9457 has it; nobody may keep it."""
    headers = {"Cache-Control": "no-store"}
    if retry_after_s is not None:
        headers["Retry-After"] = str(retry_after_s)
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers,
    )
