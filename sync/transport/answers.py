"""Answers knows which HTTP answers are the centre's own, and reads what they say; anything else is a failure."""

from __future__ import annotations

import email.utils
import hashlib
from typing import TypeVar

import httpx
import msgspec

from sync.core.failures import Busy, Failure, NotTheCentre, Refused, Unreachable
from sync.wire.messages import PROTOCOL, Problem

PROTOCOL_HEADER = "Storefront-Protocol"
_BUSY = (429, 503)
# A gateway answers so while the centre behind it is away.
_GATEWAY_ALONE = (502, 504)
# The centre never says anything in another form; a portal or a proxy speaks HTML.
_KINDS = ("application/json", "application/problem+json", "application/zstd")
_RETRY_AFTER_MS_MAX = 3_600_000

T = TypeVar("T")


class CallFailed(Exception):
    """A call to the centre came to nothing."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(repr(failure))
        self.failure = failure


def read(response: httpx.Response, expected: type[T]) -> T:
    """The message in an answer. Errors: CallFailed."""
    check(response)
    return decode(response.content, expected)


def decode(body: bytes, expected: type[T]) -> T:
    """The message in a body. Errors: CallFailed."""
    try:
        return msgspec.json.decode(body, type=expected)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CallFailed(NotTheCentre(f"unreadable: {error}")) from error


def check(response: httpx.Response) -> None:
    """Let only a success of the centre itself pass: a captive portal says 200, too. Errors: CallFailed."""
    status = response.status_code
    if status in _BUSY:
        raise CallFailed(Busy(_retry_after_ms(response)))
    if status in _GATEWAY_ALONE:
        raise CallFailed(Unreachable(f"status {status}"))
    if status == httpx.codes.INTERNAL_SERVER_ERROR:
        raise CallFailed(Refused(status, ""))
    protocol = response.headers.get(PROTOCOL_HEADER, str(PROTOCOL))
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if protocol != str(PROTOCOL) or kind not in _KINDS:
        raise CallFailed(NotTheCentre(f"status {status}, protocol {protocol}, {kind}"))
    if not response.is_success:
        raise CallFailed(Refused(status, _problem_code(response)))


def check_hash(body: bytes, sha256: str) -> None:
    """Let only the bytes pass that the manifest names (SYNC T23). Errors: CallFailed."""
    if hashlib.sha256(body).hexdigest() != sha256:
        raise CallFailed(NotTheCentre("a page that is not the one in the manifest"))


def unreachable(error: httpx.HTTPError) -> CallFailed:
    """No answer, or one that stopped in the middle."""
    return CallFailed(Unreachable(type(error).__name__))


def centre_time_ms(response: httpx.Response) -> int | None:
    """The centre's clock in milliseconds since 1970, from the middle of the second that it names."""
    try:
        date = email.utils.parsedate_to_datetime(response.headers.get("date", ""))
    except ValueError:
        return None
    return int(date.timestamp()) * 1_000 + 500


def version_of(response: httpx.Response) -> str:
    """The version that an answer bears, "" when something on the way took it off."""
    return str(response.headers.get("etag", "")).removeprefix("W/").strip('"')


def _retry_after_ms(response: httpx.Response) -> int | None:
    seconds = response.headers.get("retry-after", "")
    return min(int(seconds) * 1_000, _RETRY_AFTER_MS_MAX) if seconds.isdecimal() else None


def _problem_code(response: httpx.Response) -> str:
    try:
        return msgspec.json.decode(response.content, type=Problem).code
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
