"""Only the centre's own answers are believed: portals, proxies and gateways are told apart from it."""

import asyncio
import hashlib
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from sync.core.failures import Busy, Failure, NotTheCentre, Refused, Unreachable
from sync.core.steps import (
    AskDigest,
    AskDocument,
    AskHeads,
    AskPage,
    AskTail,
    Call,
    DocumentCame,
    Reply,
    Unchanged,
)
from sync.transport.answers import ANSWER_BYTES_MAX, CallFailed, check_file
from sync.transport.centre import Centre
from sync.wire.chain import PageBytes, TailBytes
from sync.wire.messages import (
    DigestReply,
    HeadsReply,
    OperatorDocument,
    PageEntry,
    SnapshotFile,
    TailMessage,
)

JSON = {"content-type": "application/json", "Storefront-Protocol": "1"}
Handler = Callable[[httpx.Request], httpx.Response]


def _ask(handler: Handler, call: Call) -> Reply:
    async def ask() -> Reply:
        centre = Centre("http://centre", "d/1", "secret", httpx.MockTransport(handler))
        try:
            return await centre.call(call)
        finally:
            await centre.close()

    return asyncio.run(ask())


def _failure(handler: Handler, call: Call) -> Failure:
    with pytest.raises(CallFailed) as failed:
        _ask(handler, call)
    return failed.value.failure


def _always(response: httpx.Response) -> Handler:
    def handler(_request: httpx.Request) -> httpx.Response:
        return response

    return handler


def test_a_question_names_the_device_and_proves_it() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.url.raw_path == b"/v1/journal/d%2F1"
        assert request.headers["authorization"] == "Bearer secret"
        return httpx.Response(
            200, headers=JSON, json={"heads": {"a": {"sequence": 3, "hash": "00"}}}
        )

    assert _ask(handler, AskHeads()) == HeadsReply({"a": TailMessage(3, "00")})


def test_a_tail_keeps_the_line_open() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "http://centre/v1/tail/zone:uk/e1/7?wait=25"
        assert request.extensions["timeout"]["read"] == 35
        return httpx.Response(
            410, headers=JSON, json={"code": "boot_again", "title": "", "status": 410}
        )

    assert _failure(handler, AskTail("zone:uk", "e1", 7, 25)) == Refused(410, "boot_again")


def test_a_cursor_says_its_hash() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.url.raw_path == b"/v1/tail/chain/e1/7?wait=0&hash=abc"
        groups = [{"position": 8, "tables": []}]
        body = {"feed": "chain", "epoch": "e1", "after": 7, "head": 8, "groups": groups}
        return httpx.Response(200, headers=JSON, json={**body, "hash": "def"})

    reply = _ask(handler, AskTail("chain", "e1", 7, 0, "abc"))
    assert isinstance(reply, TailBytes)
    assert (len(reply.groups), reply.hash) == (1, "def")


def test_rows_are_asked_for_where_the_device_stands() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/digest/zone:uk/e1/7"
        known = {"feed": "zone:uk", "epoch": "e1", "position": 7, "digest": "abc"}
        return httpx.Response(200, headers=JSON, json=known)

    assert _ask(handler, AskDigest("zone:uk", "e1", 7)) == DigestReply("zone:uk", "e1", 7, "abc")


DEEP = b'{"heads": {}, "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (httpx.Response(200, html="<h1>Welcome to our hotel</h1>"), NotTheCentre),
        (httpx.Response(302, headers={"location": "http://portal"}), NotTheCentre),
        (httpx.Response(200, headers=JSON, content=b'{"heads": {'), NotTheCentre),
        (httpx.Response(200, headers=JSON, content=b"\xff\xfe"), NotTheCentre),
        (httpx.Response(200, headers=JSON, json={"tails": []}), NotTheCentre),
        (httpx.Response(200, headers={**JSON, "Storefront-Protocol": "2"}, json={}), NotTheCentre),
        (httpx.Response(404, html="not here"), NotTheCentre),
        (httpx.Response(502, html="bad gateway"), Unreachable),
        (httpx.Response(500, text="Internal Server Error"), Refused),
        (httpx.Response(401, headers=JSON, json={}), Refused),
        (httpx.Response(503, headers={"retry-after": "7"}), Busy),
        (httpx.Response(200, headers=JSON, content=DEEP), NotTheCentre),
        (httpx.Response(404, headers=JSON, content=DEEP), Refused),
        (httpx.Response(429, headers={"retry-after": "Sun, 22 Nov 2026 10:00:00 GMT"}), Busy),
    ],
)
def test_answers_that_are_none(response: httpx.Response, expected: type) -> None:
    assert isinstance(_failure(_always(response), AskHeads()), expected)


@pytest.mark.parametrize(("said", "heard_ms"), [("7", 7_000), ("9" * 5_000, 3_600_000)])
def test_patience_is_as_long_as_the_centre_says(said: str, heard_ms: int) -> None:
    response = httpx.Response(503, headers={"retry-after": said})
    assert _failure(_always(response), AskHeads()) == Busy(heard_ms)


@pytest.mark.parametrize(
    "day",
    [
        "Mon, 01 Jan 99999999999 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon",
        "1 2 3 4 5 6",
    ],
)
def test_a_clock_that_is_none_is_not_believed(day: str) -> None:
    async def ask() -> int | None:
        answer = httpx.Response(200, headers={**JSON, "Date": day}, json={"heads": {}})
        centre = Centre("http://centre", "d1", "secret", httpx.MockTransport(_always(answer)))
        try:
            await centre.call(AskHeads())
            return centre.take_centre_time_ms()
        finally:
            await centre.close()

    assert asyncio.run(ask()) is None


class Endless(httpx.AsyncByteStream):
    """The body of an answer that never ends; `sent` counts its pieces."""

    def __init__(self, piece: bytes) -> None:
        self.piece = piece
        self.sent = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            self.sent += 1
            yield self.piece


def test_an_answer_without_an_end_is_heard_no_longer_than_any_document() -> None:
    few, bomb = Endless(b" " * 2**20), Endless(b"")
    packed = zlib.compressobj(9, wbits=31)
    bomb.piece = packed.compress(bytes(2**22)) + packed.flush(zlib.Z_SYNC_FLUSH)
    zipped = httpx.Response(200, headers={**JSON, "Content-Encoding": "gzip"}, stream=bomb)
    for response in (httpx.Response(200, headers=JSON, stream=few), zipped):
        assert isinstance(_failure(_always(response), AskHeads()), NotTheCentre | Unreachable)
    assert few.sent <= ANSWER_BYTES_MAX // 2**20 + 1
    assert bomb.sent < 20


@pytest.mark.parametrize(
    "error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError]
)
def test_silence(error: type[httpx.TransportError]) -> None:
    def handler(_request: httpx.Request) -> httpx.Response:
        raise error("cut")

    assert isinstance(_failure(handler, AskHeads()), Unreachable)


PAGE = b'{"feed":"chain","epoch":"e1","first":1,"last":0,"groups":[]}'
ASK_PAGE = AskPage("chain", "e1", "k", PageEntry(1, 0, hashlib.sha256(PAGE).hexdigest()))


def test_a_cache_that_lies_is_asked_past_once() -> None:
    seen: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cache-control"))
        body = PAGE if seen[-1] == "no-cache" else PAGE.replace(b"e1", b"e0")
        return httpx.Response(200, headers=JSON, content=body)

    assert _ask(handler, ASK_PAGE) == PageBytes("chain", "e1", 1, 0, [])
    assert seen == [None, "no-cache"]


def test_a_page_that_is_never_the_named_one_is_not_used() -> None:
    response = httpx.Response(200, headers=JSON, content=PAGE.replace(b"e1", b"e0"))
    assert isinstance(_failure(_always(response), ASK_PAGE), NotTheCentre)


CONTENT = bytes(range(256)) * 40
FILE = SnapshotFile("/v1/f", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), 1)


class FileServer:
    """Serves a file, cuts the first answer short, and knows Range when it is told to."""

    def __init__(self, *, ranges: bool, content: bytes = CONTENT) -> None:
        self.ranges = ranges
        self.content = content
        self.asked: list[str | None] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        wanted = request.headers.get("range")
        self.asked.append(wanted)
        headers = {"content-type": "application/zstd", "Storefront-Protocol": "1"}
        if wanted and self.ranges:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            return httpx.Response(206, headers=headers, content=self.content[start:])
        return httpx.Response(200, headers=headers, content=self.content)


def _fetch(server: FileServer, part: Path) -> list[int]:
    seen: list[int] = []

    def progress(have: int, size: int) -> None:
        assert size == FILE.size
        seen.append(have)

    async def fetch() -> None:
        centre = Centre("http://centre", "d1", "secret", httpx.MockTransport(server))
        try:
            await centre.fetch(FILE, part, progress)
        finally:
            await centre.close()

    asyncio.run(fetch())
    return seen


@pytest.mark.parametrize("ranges", [True, False])
def test_a_download_goes_on_where_it_stopped(tmp_path: Path, ranges: bool) -> None:
    part = tmp_path / "chain.part"
    part.write_bytes(CONTENT[:1_000])
    server = FileServer(ranges=ranges)
    assert _fetch(server, part)[-1] == FILE.size
    assert server.asked == ["bytes=1000-"]
    assert part.read_bytes() == CONTENT


def test_a_download_that_is_whole_is_not_asked_for(tmp_path: Path) -> None:
    part = tmp_path / "chain.part"
    part.write_bytes(CONTENT)
    server = FileServer(ranges=True)
    assert _fetch(server, part) == []
    assert server.asked == []


def test_a_download_ends_where_the_file_should(tmp_path: Path) -> None:
    endless = Endless(CONTENT)
    headers = {"content-type": "application/zstd", "Storefront-Protocol": "1"}
    answer = httpx.Response(200, headers=headers, stream=endless)

    async def fetch() -> None:
        centre = Centre("http://centre", "d1", "secret", httpx.MockTransport(_always(answer)))
        try:
            await centre.fetch(FILE, tmp_path / "chain.part", lambda _have, _size: None)
        finally:
            await centre.close()

    with pytest.raises(CallFailed):
        asyncio.run(fetch())
    assert not (tmp_path / "chain.part").exists()
    assert endless.sent <= 2**20 // len(CONTENT)


@pytest.mark.parametrize(
    ("path", "sha256"),
    [
        ("http://elsewhere.example/file", FILE.sha256),
        ("//elsewhere.example/file", FILE.sha256),
        (FILE.path, "../../../key"),
    ],
)
def test_a_file_of_somebody_else_is_not_fetched(path: str, sha256: str) -> None:
    with pytest.raises(CallFailed):
        check_file(SnapshotFile(path, sha256, 1, 1))
    check_file(FILE)


def test_a_file_with_one_wrong_byte_is_thrown_away(tmp_path: Path) -> None:
    part = tmp_path / "chain.part"
    with pytest.raises(CallFailed) as failed:
        _fetch(FileServer(ranges=True, content=b"x" + CONTENT[1:]), part)
    assert isinstance(failed.value.failure, NotTheCentre)
    assert not part.exists()


OPERATORS = DocumentCame(OperatorDocument([]))


@pytest.mark.parametrize(
    ("held", "expected"), [("v1", Unchanged()), ("v0", OPERATORS), ("", OPERATORS)]
)
def test_a_document_that_is_here_is_not_sent_again(held: str, expected: Reply) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/v1/private/operators"
        if request.headers.get("if-none-match") == '"v1"':
            return httpx.Response(304)
        return httpx.Response(200, headers=JSON, json={"operators": []})

    assert _ask(handler, AskDocument("operators", held)) == expected


@pytest.mark.parametrize(("tag", "version"), [('"v2"', "v2"), ('W/"v2"', "v2"), ("", "")])
def test_a_document_says_its_own_version(tag: str, version: str) -> None:
    def handler(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={**JSON, "ETag": tag}, json={"operators": []})

    came = DocumentCame(OperatorDocument([]), version)
    assert _ask(handler, AskDocument("operators")) == came
