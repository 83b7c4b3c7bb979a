"""Virtual centre knows the shell around the real core of the centre: who asks, what is answered, who waits."""

from __future__ import annotations

import email.utils
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec
from sqlalchemy import Connection

from central.core.enrol import device_of_token
from central.core.following import Forgotten, sealed_page, tail
from central.core.ingest import read_batch, take_batch
from central.core.records import Device, FeedCursor
from central.core.refused import Refused
from central.core.side_records import check_record
from central.directory import Document, PrivateDocuments
from central.snapshots import Snapshots
from central.storage.people_rows import keep_side_records
from central.storage.sql_store import SqlTransaction
from sync.core.steps import (
    AskBoot,
    AskDocument,
    AskHeads,
    AskPage,
    AskPrivateList,
    AskSnapshotPage,
    AskTail,
    FetchFile,
    SendBatch,
    SendSideRecords,
)
from sync.transport.answers import PROTOCOL_HEADER
from sync.wire.fact_message import tail_message
from sync.wire.messages import (
    PROTOCOL,
    HeadsReply,
    JournalBatch,
    PrivateList,
    PrivateVersion,
    Problem,
    SideRecords,
    SideRecordsReply,
)
from tests.simulation.centre_disk import CentreDisk
from tests.simulation.goods import UNIT
from tests.simulation.requests import Request
from tests.simulation.seen import Seen

START_US = 1_763_719_200_000_000  # 2025-11-21 10:00 UTC
_Result = TypeVar("_Result")
_Message = TypeVar("_Message", bound=msgspec.Struct)
# None: the connection broke.
Answer = Callable[[httpx.Response | None], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    request: Request
    call: AskTail
    answer: Answer


class VirtualCentre:
    """Answers requests by the real core.

    Protects: nothing is decided here; a transaction is opened, the core is asked, and its words are encoded.
    """

    def __init__(self, disk: CentreDisk, cache: Path, tail_groups: int, seen: Seen) -> None:
        self.disk = disk
        self._seen = seen
        self.snapshots = Snapshots(disk.database, cache)
        self.now_us = 0
        self.is_up = True
        # Of a release that no device of today knows.
        self.is_newer = False
        # What names people; None when somebody has changed it, and it is to be read again.
        self.documents: dict[str, Document] | None = None
        # Facts and side records that the centre fails on, as by a bug; and the addresses it fails on always.
        self.choked: set[str] = set()
        self.failing: tuple[str, ...] = ()
        self._cache = cache
        self._tail_groups = tail_groups
        self._waiting: list[_Waiting] = []
        self._heads: dict[str, tuple[str, int]] = {}
        self._devices: dict[str, Device] = {}
        self._snapshot_count = 0
        self.start()

    def write(self, work: Callable[[SqlTransaction], _Result]) -> _Result:
        """One durable transaction; whoever waits for a feed is answered afterwards."""
        return self.edit(lambda connection: work(SqlTransaction.over(connection)))

    def edit(self, work: Callable[[Connection], _Result]) -> _Result:
        """The same for what head office changes."""
        result = self.disk.edit(work)
        self._look_at_heads()
        for held in list(self._waiting):
            if _has_news(held.call, self._heads):
                self._waiting.remove(held)
                self._answer_tail(held.request, held.call, held.answer)
        return result

    def stop(self) -> None:
        """The process ends: who waited gets no answer."""
        self.is_up = False
        self.disk.crash_at = ""
        waiting, self._waiting = self._waiting, []
        for held in waiting:
            held.answer(None)

    def start(self) -> None:
        """The process is there again."""
        self.is_up = True
        self.documents = None
        self._devices.clear()
        self._look_at_heads()

    def receive(self, request: Request, answer: Answer) -> None:
        """Work on a request; `answer` is called now, or later for a tail that waits."""
        if self.failing and request.address.startswith(self.failing):
            answer(self._no(Problem("a_bug", "The centre fails here.", 500)))
            return
        try:
            device = self._device(request.token)
            if isinstance(request.call, AskTail):
                self._tail(request, request.call, answer)
            else:
                body = self._answer(request, device)
                # Sealed pages, files and documents bear hashes; all else may have grown.
                if self.is_newer and not isinstance(
                    request.call, AskPage | FetchFile | AskDocument
                ):
                    body = body[:-1] + b',"novelty":{"a":[1,"b"]}}'
                answer(self._response(body))
        except Refused as refused:
            answer(self._no(refused.problem))

    def give_up_waiting(self, request: Request) -> None:
        """The time of a waiting tail is over: it is answered with what there is."""
        for held in self._waiting:
            if held.request is request:
                self._waiting.remove(held)
                self._answer_tail(held.request, held.call, held.answer)
                return

    def _device(self, token: str) -> Device:
        """Who speaks; asked of the database once in the life of the process, no device is revoked here."""
        if token not in self._devices:
            self._devices[token] = self.disk.read(lambda t: device_of_token(t.devices, token))
        return self._devices[token]

    def _look_at_heads(self) -> None:
        self._heads = self.disk.read(lambda transaction: transaction.feeds.heads())

    def _answer(self, request: Request, device: Device) -> bytes:
        call = request.call
        match call:
            case SendBatch(incarnation, _):
                found = self._take(request.body, device, incarnation)
            case SendSideRecords():
                found = self._keep(request.body, device)
            case AskHeads():
                tails = self.disk.read(lambda t: t.journals.tails(device.device_id))
                heads = {name: tail_message(tail) for name, tail in tails.items()}
                found = msgspec.json.encode(HeadsReply(heads))
            case AskBoot(feed):
                found = self._boot(feed)
            case AskPage(feed, epoch, key, page):
                found = self.disk.read(
                    lambda t: sealed_page(t.feeds, key, feed, epoch, page.first, page.last)
                )[0]
            case AskSnapshotPage(feed, epoch, position, number):
                found = self.snapshots.page(feed, epoch, position, number).read_bytes()
            case FetchFile(file):
                feed, epoch, written = file.path.split("/")[-3:]
                found = self.snapshots.file(feed, epoch, int(written)).read_bytes()
            case AskPrivateList():
                held = self._documents_of_store()
                versions = [
                    PrivateVersion(name, document.version) for name, document in held.items()
                ]
                found = msgspec.json.encode(PrivateList(versions))
            case AskDocument(document_id):
                found = self._document(document_id)
            case _:
                message = f"a tail is answered elsewhere: {call}"
                raise AssertionError(message)
        return found

    def _take(self, body: bytes, device: Device, incarnation: str) -> bytes:
        batch = _read(body, JournalBatch)
        _may_choke(self.choked, (fact.fact_id for fact in batch.facts))
        found, now_us = read_batch(device, incarnation, batch), START_US + self.now_us
        return msgspec.json.encode(self.write(lambda t: take_batch(t, device, found, now_us)))

    def _keep(self, body: bytes, device: Device) -> bytes:
        """As central.routes.private does."""
        records = _read(body, SideRecords).records
        for record in records:
            check_record(record)
        _may_choke(self.choked, (record.commitment for record in records))
        received_us = START_US + self.now_us
        held = self.edit(
            lambda connection: keep_side_records(connection, device.device_id, records, received_us)
        )
        if len(held) < len(records):
            self._seen.note("side record of somebody erased refused")
        return msgspec.json.encode(SideRecordsReply(held))

    def _boot(self, feed: str) -> bytes:
        reply = self.snapshots.boot(feed)
        # The newest snapshots are kept by the time of their folders: here that is the order of their making.
        for folder in sorted(self._cache.glob("*/*")):
            if folder.stat().st_mtime_ns > START_US:
                self._snapshot_count += 1
                os.utime(folder, ns=(self._snapshot_count, self._snapshot_count))
        return msgspec.json.encode(reply)

    def _tail(self, request: Request, call: AskTail, answer: Answer) -> None:
        if call.wait_s > 0 and not _has_news(call, self._heads):
            self._waiting.append(_Waiting(request, call, answer))
        else:
            self._answer_tail(request, call, answer)

    def _answer_tail(self, request: Request, call: AskTail, answer: Answer) -> None:
        cursor = FeedCursor(call.epoch, call.after, call.hash)

        def look(transaction: SqlTransaction) -> bytes:
            return tail(transaction.feeds, call.feed, cursor, groups_max=self._tail_groups)[0]

        try:
            answer(self._response(self.disk.read(look)))
        except Forgotten as refused:
            device_id = self._device(request.token).device_id
            self._seen.note("cursor that the centre forgot")
            if self.disk.take_word(device_id, call.feed, cursor, self.now_us):
                self._seen.note("device that was believed")
            self._look_at_heads()
            answer(self._no(refused.problem))
        except Refused as refused:
            if self._heads.get(call.feed, ("", 0))[0] == call.epoch:
                self._seen.note("history gone")
            answer(self._no(refused.problem))

    def _documents_of_store(self) -> dict[str, Document]:
        if self.documents is None:
            found = PrivateDocuments(self.disk.database, lambda: START_US + self.now_us)
            self.documents = found.of_store(UNIT)
        return self.documents

    def _document(self, document_id: str) -> bytes:
        document = self._documents_of_store().get(document_id)
        if document is None:
            raise Refused(404, "unknown_document", "This store has no such document.")
        return document.content

    def _no(self, problem: Problem) -> httpx.Response:
        return self._response(msgspec.json.encode(problem), problem.status)

    def _response(self, body: bytes, status: int = 200) -> httpx.Response:
        seconds = (START_US + self.now_us) // 1_000_000
        headers = {
            PROTOCOL_HEADER: str(PROTOCOL),
            "content-type": "application/json",
            # The version of a private document is its hash.
            "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            "date": email.utils.formatdate(seconds, usegmt=True),
        }
        return httpx.Response(status, headers=headers, content=body)


def _read(body: bytes, message: type[_Message]) -> _Message:
    """As central.routes.exchange does."""
    try:
        return msgspec.json.decode(body, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(422, "unreadable_message", f"This is no {message.__name__}.") from error


def _may_choke(choked: set[str], names: Iterable[str]) -> None:
    if not choked.isdisjoint(names):
        raise Refused(500, "a_bug", "The centre chokes on this.")


def _has_news(call: AskTail, heads: Mapping[str, tuple[str, int]]) -> bool:
    """True also where the position is gone: that is an answer, too."""
    return heads.get(call.feed) != (call.epoch, call.after)
