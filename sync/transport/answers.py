"""Answers knows which HTTP answers are the centre's own, and reads what they say; anything else is a failure."""

from __future__ import annotations

import email.utils
import hashlib
import re
from typing import TypeVar

import httpx
import msgspec

from sync.core.failures import Busy, Failure, NotTheCentre, Refused, Unreachable
from sync.wire.messages import PROTOCOL, Problem, SnapshotFile

PROTOCOL_HEADER = "Storefront-Protocol"
_BUSY = (429, 503)
# A gateway answers so while the centre behind it is away.
_GATEWAY_ALONE = (502, 504)
_FILES_BEGIN = "/v1/"
_SHA256 = re.compile(r"[0-9a-f]{64}")
# The centre never says anything in another form; a portal or a proxy speaks HTML.
_KINDS = ("application/json", "application/problem+json", "application/zstd")
# What says how an answer travelled, and is over when it is here.
_OF_THE_LINE = ("content-encoding", "content-length", "transfer-encoding")
# What a clock of a centre says; anything else is a proxy's whose clock is none.
_YEARS = range(2020, 2100)
_RETRY_AFTER_MS_MAX = 3_600_000
_RETRY_AFTER_DIGITS_MAX = 9
# Far more than the largest document of a store: whoever answers without an end is not the centre.
ANSWER_BYTES_MAX = 64 * 1024 * 1024

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
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
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


def check_length(have: int, most: int = ANSWER_BYTES_MAX) -> None:
    """Let an answer go on only while it is no longer than it may be, unpacked. Errors: CallFailed."""
    if have > most:
        raise CallFailed(NotTheCentre(f"an answer of more than {most} bytes"))


def whole(response: httpx.Response, content: bytes) -> httpx.Response:
    """An answer whose bytes came one after another and are unpacked."""
    told = {name: value for name, value in response.headers.items() if name not in _OF_THE_LINE}
    return httpx.Response(response.status_code, headers=told, content=content)


def check_file(file: SnapshotFile) -> None:
    """Let only a file be fetched that the centre itself keeps, by a name that is a hash. Errors: CallFailed."""
    if not file.path.startswith(_FILES_BEGIN) or not _SHA256.fullmatch(file.sha256):
        raise CallFailed(NotTheCentre("a file that is none of the centre's"))


def unreachable(error: httpx.HTTPError) -> CallFailed:
    """No answer, or one that stopped in the middle."""
    return CallFailed(Unreachable(type(error).__name__))


def centre_time_ms(response: httpx.Response) -> int | None:
    """The centre's clock in milliseconds since 1970, from the middle of the second that it names."""
    try:
        date = email.utils.parsedate_to_datetime(response.headers.get("date", ""))
        return int(date.timestamp()) * 1_000 + 500 if date.year in _YEARS else None
    except (ValueError, OverflowError):
        return None


def version_of(response: httpx.Response) -> str:
    """The version that an answer bears, "" when something on the way took it off."""
    return str(response.headers.get("etag", "")).removeprefix("W/").strip('"')


def _retry_after_ms(response: httpx.Response) -> int | None:
    seconds = response.headers.get("retry-after", "")
    if not seconds.isdecimal():
        return None
    # more digits than any time has
    is_long = len(seconds) > _RETRY_AFTER_DIGITS_MAX
    return _RETRY_AFTER_MS_MAX if is_long else min(int(seconds) * 1_000, _RETRY_AFTER_MS_MAX)


def _problem_code(response: httpx.Response) -> str:
    try:
        return msgspec.json.decode(response.content, type=Problem).code
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
