"""Centre knows how each call of the agent becomes a request, and its answer a message."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import msgspec

from sync.core.document_kinds import kind_of
from sync.core.failures import NotTheCentre
from sync.core.steps import (
    AskBoot,
    AskDigest,
    AskDocument,
    AskHeads,
    AskPage,
    AskPrivateList,
    AskSnapshotPage,
    AskTail,
    Call,
    DocumentCame,
    Reply,
    SendBatch,
    SendSideRecords,
    Unchanged,
)
from sync.transport.answers import (
    CallFailed,
    centre_time_ms,
    check,
    check_hash,
    check_length,
    decode,
    read,
    unreachable,
    version_of,
    whole,
)
from sync.transport.patience import READ_SECONDS, patience
from sync.transport.trust import trusted
from sync.wire.chain import PageBytes, TailBytes
from sync.wire.messages import (
    BootReply,
    DigestReply,
    HeadsReply,
    JournalReply,
    PrivateList,
    SideRecordsReply,
    SnapshotFile,
    SnapshotPage,
)

# The centre keeps a tail open for up to 25 seconds.
TAIL_SECONDS = 35
# Shorter than any server's patience: a request on a line that is being hung up would look like silence.
KEEP_ALIVE_SECONDS = 2
_CHUNK_BYTES = 256 * 1024

# Told after each piece of a download: bytes here, bytes in all.
Progress = Callable[[int, int], None]


class Centre:
    """The centre as one device sees it; errors of every call: CallFailed."""

    def __init__(
        self,
        url: str,
        device_id: str,
        token: str,
        network: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._device = quote(device_id, safe="")
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=patience(),
            limits=httpx.Limits(keepalive_expiry=KEEP_ALIVE_SECONDS),
            transport=network,
            # a register talks to its centre and to nobody in between that the environment names
            trust_env=False,
            verify=trusted(url),
        )
        # The centre's clock as of the newest answer, until somebody takes it.
        self._centre_time_ms: int | None = None

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    def take_centre_time_ms(self) -> int | None:
        """What the centre's clock said in the newest answer; once."""
        taken, self._centre_time_ms = self._centre_time_ms, None
        return taken

    async def call(self, call: Call) -> Reply:
        """Ask, and give the answer; a file is fetched by `fetch`."""
        try:
            match call:
                case SendBatch(incarnation, batch):
                    path = f"/v1/journal/{self._device}/{quote(incarnation, safe='')}"
                    return read(await self._post(path, batch), JournalReply)
                case SendSideRecords(records):
                    return read(await self._post("/v1/private", records), SideRecordsReply)
                case AskPage():
                    return await self._page(call)
                case AskDocument(document_id, version):
                    return await self._document(document_id, version)
                case _:
                    path, expected, seconds = self._question(call)
                    return read(await self._get(path, seconds), expected)
        except httpx.HTTPError as error:
            raise unreachable(error) from error

    def _question(self, call: Call) -> tuple[str, type[Reply], int]:
        """Address, kind of answer and patience of a call that only asks."""
        match call:
            case AskHeads():
                question: tuple[str, type[Reply], int]
                question = f"/v1/journal/{self._device}", HeadsReply, READ_SECONDS
            case AskTail(feed, epoch, after, wait_s, link):
                path = f"/v1/tail/{_part(feed)}/{_part(epoch)}/{after}?wait={wait_s}"
                path += f"&hash={_part(link)}" if link else ""
                question = path, TailBytes, TAIL_SECONDS
            case AskBoot(feed):
                question = f"/v1/boot/{_part(feed)}", BootReply, TAIL_SECONDS
            case AskDigest(feed, epoch, position):
                path = f"/v1/digest/{_part(feed)}/{_part(epoch)}/{position}"
                question = path, DigestReply, TAIL_SECONDS
            case AskSnapshotPage(feed, epoch, position, number):
                path = f"/v1/snapshot/{_part(feed)}/{_part(epoch)}/{position}/{number}"
                question = path, SnapshotPage, TAIL_SECONDS
            case AskPrivateList():
                question = "/v1/private", PrivateList, READ_SECONDS
            case _:
                message = f"{type(call).__name__} is no question"
                raise ValueError(message)
        return question

    async def fetch(self, file: SnapshotFile, part: Path, progress: Progress) -> None:
        """Download a file; what is in `part` already is not fetched again. It is verified before this returns."""
        try:
            await self._fetch(file, part, progress)
        except httpx.HTTPError as error:
            raise unreachable(error) from error

    async def _page(self, call: AskPage) -> PageBytes:
        page = call.page
        path = (
            f"/v1/feed/{_part(call.key)}/{_part(call.feed)}/{_part(call.epoch)}"
            f"/{page.first}-{page.last}"
        )
        response = await self._get(path)
        try:
            check_hash(response.content, page.sha256)
        except CallFailed:
            # A cache on the way may hold something else under this name: ask past it once (SYNC T23).
            response = await self._get(path, headers={"Cache-Control": "no-cache"})
        check(response)
        check_hash(response.content, page.sha256)
        return decode(response.content, PageBytes)

    async def _document(self, document_id: str, version: str) -> Reply:
        kind = kind_of(document_id)
        assert kind is not None, "asked for by somebody who knows it"
        headers = {"If-None-Match": f'"{version}"'} if version else {}
        path = f"/v1/private/{quote(document_id, safe='/')}"
        response = await self._get(path, TAIL_SECONDS, headers=headers)
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Unchanged()
        return DocumentCame(read(response, kind), version_of(response))

    async def _fetch(self, file: SnapshotFile, part: Path, progress: Progress) -> None:
        digest, have = hashlib.sha256(), 0
        if part.exists():
            with part.open("rb") as stored:
                while piece := stored.read(_CHUNK_BYTES):
                    digest.update(piece)
                    have += len(piece)
        # The file is compressed already, and a range counts the bytes as they are.
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        if not have or have < file.size:
            async with self._client.stream("GET", file.path, headers=headers) as response:
                if response.is_error:
                    await response.aread()
                check(response)
                if response.status_code != httpx.codes.PARTIAL_CONTENT:
                    digest, have = hashlib.sha256(), 0
                with part.open("ab" if have else "wb") as stored:
                    async for piece in response.aiter_bytes(_CHUNK_BYTES):
                        stored.write(piece)
                        digest.update(piece)
                        have += len(piece)
                        if have > file.size:
                            break
                        progress(have, file.size)
        if have != file.size or digest.hexdigest() != file.sha256:
            part.unlink()
            raise CallFailed(NotTheCentre("a file that is not the one in the manifest"))

    async def _get(
        self, path: str, seconds: int = READ_SECONDS, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        request = self._client.build_request(
            "GET", path, timeout=patience(seconds), headers=headers
        )
        return await self._heard(request)

    async def _post(self, path: str, message: msgspec.Struct) -> httpx.Response:
        body = msgspec.json.encode(message)
        headers = {"Content-Type": "application/json"}
        return await self._heard(
            self._client.build_request("POST", path, content=body, headers=headers)
        )

    async def _heard(self, request: httpx.Request) -> httpx.Response:
        """The whole answer, unless it has no end."""
        response = await self._client.send(request, stream=True)
        try:
            parts, have = [], 0
            async for part in response.aiter_bytes():
                have += len(part)
                check_length(have)
                parts.append(part)
        finally:
            await response.aclose()
        self._centre_time_ms = centre_time_ms(response)
        return whole(response, b"".join(parts))


def _part(text: str) -> str:
    return quote(text, safe=":")
