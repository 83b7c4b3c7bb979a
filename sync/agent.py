"""Agent knows how the loops of one device run side by side in one process, and when they end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from pos_app.files.database import Connection, transaction
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import Fault
from sync.catalogue_progress import FirstCatalogue
from sync.core.backoff import Backoff
from sync.core.booter import Booter
from sync.core.contact import AGENT_PID, Contact
from sync.core.private_documents import PrivateDocuments
from sync.core.puller import Puller
from sync.core.side_records import SideRecordSender
from sync.core.steps import Call, Event
from sync.core.uploader import Uploader
from sync.core_loop import CoreLoop
from sync.doorbell import NOW, Doorbell
from sync.line import Line, aside, wall_us
from sync.notebook import ContactTable, JournalFile, StoredChains, StoredDocuments
from sync.parent_process import ParentProcess
from sync.replica import FeedReplica
from sync.side_record_rows import StoredSideRecords
from sync.transport.centre import Centre
from sync.upkeep import LOOKS_BETWEEN_CHECKS, Premises, Upkeep

JOURNAL_LOOK_MS = 200
PARENT_LOOK_MS = 250
SCRUB_AGAIN_MS = 10_000
CANCEL_AGAIN_S = 0.2

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the device proves itself with, and what opens its files."""

    token: str
    database_key: str


class Agent:
    """Sends the journal up and brings the feeds down until it is told to stop.

    Protects: upload, each feed and the private documents are loops of their own, so that none waits for the
    failure of another; every file has one writer, this process or the app.
    """

    def __init__(
        self,
        folder: DeviceFolder,
        settings: DeviceSettings,
        credentials: Credentials,
        centre: Centre,
        parent: ParentProcess | None,
    ) -> None:
        self._folder = folder
        self._ballast_bytes = settings.ballast_bytes
        self._parent = parent
        self._centre = centre
        key = self._key = credentials.database_key
        self._store = FeedReplica(folder, f"store:{settings.business_unit}", key, wall_us)
        self._plain = (
            FeedReplica(folder, "chain", "", wall_us),
            FeedReplica(folder, f"zone:{settings.zone}", "", wall_us),
        )
        self._journal = JournalFile(folder.journal, key)
        self._documents = StoredDocuments(self._store_file, wall_us)
        self._bell = Doorbell(folder.doorbell)
        self._loops: list[CoreLoop] = []
        self._stopped = asyncio.Event()
        self._erasure_due = asyncio.Event()

    async def run(self, on_ready: Callable[[], None]) -> None:
        """Until `stop`, the end of the parent, or a signal."""
        self._on_signals()
        replicas = {replica.feed: replica for replica in (self._store, *self._plain)}
        try:
            for replica in replicas.values():
                replica.open(replicas)
            with self._store.transaction():
                ContactTable(self._store_file).put(AGENT_PID, str(os.getpid()))
            on_ready()
            await self._run_loops()
        finally:
            await self._close()

    def stop(self) -> None:
        """End soon; every step that began is finished or undone."""
        self._stopped.set()

    async def _run_loops(self) -> None:
        self._loops = self._make_loops()
        await self._bell.listen(self._rung)
        running = [asyncio.create_task(loop.run(), name=loop.name) for loop in self._loops]
        running.append(asyncio.create_task(self._watch_journal(), name="journal"))
        running.append(asyncio.create_task(self._watch_parent(), name="parent"))
        running.append(asyncio.create_task(self._scrub(), name="scrub"))
        first = secrets.randbelow(LOOKS_BETWEEN_CHECKS)
        running.append(asyncio.create_task(self._make_upkeep().run(first), name="upkeep"))
        stopped = asyncio.create_task(self._stopped.wait(), name="stopped")
        done, _ = await asyncio.wait([*running, stopped], return_when=asyncio.FIRST_COMPLETED)
        await _end({*running, stopped})
        for task in done - {stopped}:
            task.result()  # a loop ends by a bug only: say which

    def _make_loops(self) -> list[CoreLoop]:
        contact = ContactTable(self._store_file)
        catalogue = FirstCatalogue(contact, (self._store, *self._plain))
        line = Line(self._centre, self._store, Contact(contact), catalogue, self._line_is_back)
        chains = StoredChains(self._journal, self._store_file, wall_us)
        self._uploader = Uploader(chains, _backoff())
        loops = [
            CoreLoop("upload", self._uploader, self._store.transaction, line.perform),
            CoreLoop(
                "private documents",
                PrivateDocuments(self._documents, _backoff()),
                self._documents_step,
                line.perform,
            ),
        ]
        records = StoredSideRecords(self._journal, self._store_file)
        sender = SideRecordSender(records, _backoff())
        # The two that send are rung by the app.
        loops.insert(1, CoreLoop("side records", sender, self._store.transaction, line.perform))
        for replica in (self._store, *self._plain):
            loops.append(_feed_loop(replica, line))
        return loops

    @contextlib.contextmanager
    def _documents_step(self) -> Iterator[None]:
        with self._store.transaction():
            yield
        if self._documents.is_to_scrub:
            self._erasure_due.set()

    async def _scrub(self) -> None:
        """Who was erased is gone to the last byte soon, and nobody waits for it (SYNC T11)."""
        self._erasure_due.set()
        while True:
            await self._erasure_due.wait()
            self._erasure_due.clear()
            if self._documents.is_to_scrub and not await self._written_anew():
                await asyncio.sleep(SCRUB_AGAIN_MS / 1_000)
                self._erasure_due.set()

    async def _written_anew(self) -> bool:
        rewriting = self._store.rewrite()
        if rewriting is None:
            return False
        try:
            await aside(rewriting.run)
            clear_away = self._store.rewritten(rewriting)
            if clear_away is None:
                return False
            await aside(clear_away)
            with self._store.transaction():
                self._documents.scrubbed()
        except (Fault, OSError):
            _log.exception("the store file could not be written anew now")
            return False
        # What changed in the meantime is asked for again.
        self._loops[2].ring(at_once=True)
        return True

    def _make_upkeep(self) -> Upkeep:
        contact = ContactTable(self._store_file)
        feeds = {loop.name: loop for loop in self._loops}

        def write(rows: Mapping[str, str | None]) -> None:
            with self._store.transaction():
                for name, value in rows.items():
                    contact.put(name, value)

        def damaged(feed: str) -> None:
            feeds[feed].report_damage()

        replicas = (self._store, *self._plain)
        premises = Premises(self._folder, self._key, self._ballast_bytes, replicas)
        return Upkeep(premises, contact, write, self._centre.call, damaged)

    async def _watch_journal(self) -> None:
        """The doorbell may be lost; what the app has written is seen all the same, and so is another generation."""
        seen = (-1, -1)
        while True:
            try:
                now = (self._journal.data_version(), self._store.generation)
            except Fault:
                _log.exception("the journal cannot be read now")
                now = seen
            if now != seen:
                if now[1] != seen[1]:
                    # Everybody starts again with a restored centre.
                    self._uploader.doubt()
                seen = now
                self._ring_upload(at_once=False)
            await asyncio.sleep(JOURNAL_LOOK_MS / 1_000)

    async def _watch_parent(self) -> None:
        while self._parent is None or self._parent.lives():
            await asyncio.sleep(PARENT_LOOK_MS / 1_000)
        _log.info("the process that started this one is gone")
        self.stop()
        await asyncio.Event().wait()

    def _rung(self, ring: bytes) -> None:
        if ring == NOW:
            self._line_is_back()
        else:
            self._ring_upload(at_once=False)

    def _ring_upload(self, *, at_once: bool) -> None:
        for loop in self._loops[:2]:
            loop.ring(at_once=at_once)

    def _line_is_back(self) -> None:
        for loop in self._loops:
            loop.ring(at_once=True)

    def _store_file(self) -> Connection:
        connection = self._store.connection
        assert connection is not None, "the store file is made when the agent starts"
        return connection

    def _on_signals(self) -> None:
        if sys.platform == "win32":
            loop = asyncio.get_running_loop()
            signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(self.stop))
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self.stop)

    async def _close(self) -> None:
        self._bell.close()
        with contextlib.suppress(Fault):
            if self._store.connection is not None:
                with transaction(self._store.connection):
                    ContactTable(self._store_file).put(AGENT_PID, None)
        self._journal.close()
        for replica in (self._store, *self._plain):
            replica.close()
        await self._centre.close()


def _feed_loop(replica: FeedReplica, line: Line) -> CoreLoop:
    booter = Booter(
        replica.feed, REPLICA_SCHEMA_VERSION, replica, takes_files=replica.kind != "store"
    )

    async def perform(call: Call) -> Event:
        return await line.perform_for(replica, call)

    puller = Puller(replica.feed, replica, booter, _backoff())
    return CoreLoop(replica.feed, puller, replica.transaction, perform, replica.damaged)


async def _end(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel until each has heard it: what a task awaits may end, and take the cancellation along, in that moment."""
    left = tasks
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=CANCEL_AGAIN_S)


def _backoff() -> Backoff:
    return Backoff(secrets.randbelow)
