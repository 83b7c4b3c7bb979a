"""Requests knows what a call looks like on the wire: an address that caches go by, and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

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
    FetchFile,
    Reply,
    SendBatch,
    SendSideRecords,
)
from sync.transport.answers import CallFailed, check, check_hash, decode, read, version_of
from sync.wire.chain import PageBytes, TailBytes
from sync.wire.messages import (
    BootReply,
    DigestReply,
    HeadsReply,
    JournalReply,
    OperatorDocument,
    PrivateList,
    SideRecordsReply,
    SnapshotPage,
)


@dataclass(frozen=True, slots=True)
class Request:
    """One call of one device."""

    device_id: str
    token: str
    address: str
    call: Call
    body: bytes = b""

    @property
    def is_upload(self) -> bool:
        """True for facts and what lies beside them, false for what only asks."""
        return isinstance(self.call, SendBatch | SendSideRecords)

    @property
    def timeout_us(self) -> int:
        """How long the device waits, as sync.transport does."""
        if isinstance(self.call, AskTail):
            return (self.call.wait_s + 10) * 1_000_000
        return 35_000_000 if isinstance(self.call, AskSnapshotPage | FetchFile) else 10_000_000


_REPLIES: dict[type[Call], type[Reply]] = {
    AskHeads: HeadsReply,
    SendBatch: JournalReply,
    SendSideRecords: SideRecordsReply,
    AskTail: TailBytes,
    AskBoot: BootReply,
    AskDigest: DigestReply,
    AskSnapshotPage: SnapshotPage,
    AskPrivateList: PrivateList,
}


def request_of(call: Call, device_id: str, token: str) -> Request:
    """The call as it is sent."""
    address, body = _address(call, device_id), b""
    if isinstance(call, SendBatch):
        body = msgspec.json.encode(call.batch)
    elif isinstance(call, SendSideRecords):
        body = msgspec.json.encode(call.records)
    return Request(device_id, token, address, call, body)


def reply_of(request: Request, response: httpx.Response) -> Reply:
    """The message of an answer, by the rules of sync.transport. Errors: CallFailed."""
    call = request.call
    if isinstance(call, AskPage):
        check(response)
        check_hash(response.content, call.page.sha256)
        return decode(response.content, PageBytes)
    if isinstance(call, AskDocument):
        document = read(response, kind_of(call.document_id) or OperatorDocument)
        return DocumentCame(document, version_of(response))
    return read(response, _REPLIES[type(call)])


def file_of(request: Request, response: httpx.Response) -> bytes:
    """The bytes of a snapshot file that is the one in the manifest. Errors: CallFailed."""
    assert isinstance(request.call, FetchFile)
    check(response)
    if len(response.content) != request.call.file.size:
        raise CallFailed(NotTheCentre("a file that is not the one in the manifest"))
    check_hash(response.content, request.call.file.sha256)
    return response.content


def _address(call: Call, device_id: str) -> str:
    match call:
        case AskHeads():
            address = f"/v1/journal/{device_id}"
        case SendBatch(incarnation, _):
            address = f"/v1/journal/{device_id}/{incarnation}"
        case AskTail(feed, epoch, after, wait_s, link):
            address = f"/v1/tail/{feed}/{epoch}/{after}?wait={wait_s}&hash={link}"
        case AskDigest(feed, epoch, position):
            address = f"/v1/digest/{feed}/{epoch}/{position}"
        case AskBoot(feed):
            address = f"/v1/boot/{feed}"
        case AskPage(feed, epoch, key, page):
            address = f"/v1/feed/{key}/{feed}/{epoch}/{page.first}-{page.last}"
        case AskSnapshotPage(feed, epoch, position, number):
            address = f"/v1/snapshot/{feed}/{epoch}/{position}/{number}"
        case FetchFile(file):
            address = file.path
        case AskPrivateList() | SendSideRecords():
            address = "/v1/private"
        case AskDocument(document_id):
            address = f"/v1/private/{document_id}"
        case _:
            assert_never(call)
    return address
