"""Upkeep knows what the agent looks after when nobody waits: whole files, long logs, room on the disk."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from pos_app.files.ballast import FREE_BYTES_COMFORTABLE, take_in
from pos_app.files.database import empty_log, open_reader
from pos_app.files.journal_check import what_is_wrong
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import Fault
from sync.core.contact import DISK_SHORT, JOURNAL_DAMAGED, LONG_LOG_BYTES, ContactRows
from sync.core.steps import AskDigest, Call, Reply
from sync.line import aside
from sync.replica import FeedReplica
from sync.transport.answers import CallFailed
from sync.wire.messages import DigestReply

FIRST_LOOK_S = 60
LOOK_EVERY_S = 60
# Files are read whole, and compared with the centre's digest, so often.
LOOKS_BETWEEN_CHECKS = 60
LOG_BYTES_ALARM = 64 * 1024 * 1024
# What is left of a short disk is told in such steps, so that not every byte wakes the app.
ROOM_GRAIN_BYTES = 10_000_000

_log = logging.getLogger(__name__)

AskCentre = Callable[[Call], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Premises:
    """What there is to look after; the key opens journal and store files."""

    folder: DeviceFolder
    database_key: str
    ballast_bytes: int
    replicas: tuple[FeedReplica, ...]


class Upkeep:
    """Looks once a minute, and reads everything once an hour; what it finds is written down or reported, never mended.

    on_damage: told of each feed whose file is not what the centre says it should be.
    """

    def __init__(
        self,
        premises: Premises,
        contact: ContactRows,
        write: Callable[[Mapping[str, str | None]], None],
        ask: AskCentre,
        on_damage: Callable[[str], None],
    ) -> None:
        self._premises = premises
        self._contact = contact
        self._write = write
        self._ask = ask
        self._on_damage = on_damage

    async def run(self, first_digest_look: int) -> None:
        """Until cancelled; first_digest_look: spreads the question for digests over the hour."""
        await asyncio.sleep(FIRST_LOOK_S)
        look = 0
        while True:
            try:
                await self.look()
                if look % LOOKS_BETWEEN_CHECKS == 0:
                    await self.check_journal()
                    await self.check_pages()
                if look % LOOKS_BETWEEN_CHECKS == first_digest_look:
                    await self.compare_digests()
            except (Fault, OSError):
                _log.exception("upkeep waits for the disk")
            look += 1
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Room, logs and ballast."""
        folder = self._premises.folder
        free = shutil.disk_usage(folder.root).free
        logs = sum(path.stat().st_size for path in folder.root.glob("*.db-wal"))
        if logs > LOG_BYTES_ALARM:
            _log.warning("the logs have %s bytes: somebody reads for too long", logs)
        room = str(free - free % ROOM_GRAIN_BYTES)
        self._say(DISK_SHORT, room if free < FREE_BYTES_COMFORTABLE else None)
        self._say(LONG_LOG_BYTES, str(logs) if logs > LOG_BYTES_ALARM else None)
        for replica in self._premises.replicas:
            if replica.connection is not None:
                empty_log(replica.connection)
        await aside(lambda: take_in(folder.ballast, self._premises.ballast_bytes))

    async def check_journal(self) -> None:
        """Read every link and every page; the app, which alone writes it, salvages at its next start."""
        path, key = self._premises.folder.journal, self._premises.database_key
        if not path.exists():
            return

        def check() -> str:
            try:
                reader = open_reader(path, key)
            except Fault as error:
                return type(error).__name__
            try:
                return what_is_wrong(reader)
            finally:
                reader.close()

        wrong = await aside(check)
        if wrong:
            _log.error("the journal is damaged: %s", wrong)
        self._say(JOURNAL_DAMAGED, wrong or None)

    async def check_pages(self) -> None:
        """Every page of every replica, without the centre."""
        for replica in self._premises.replicas:
            if replica.cursor() is not None and not await aside(replica.check().pages_are_whole):
                self._report(replica, "a page")

    async def compare_digests(self) -> None:
        """A replica holds the same rows as the centre where it stands, as far as the centre knows them there."""
        for replica in self._premises.replicas:
            cursor = replica.cursor()
            if cursor is None:
                continue
            try:
                known = await self._ask(AskDigest(replica.feed, cursor.epoch, cursor.position))
            except CallFailed:
                continue  # another hour, another look
            if not isinstance(known, DigestReply):
                continue
            if await aside(partial(replica.check().differs_from, known)):
                self._report(replica, "a row")

    def _report(self, replica: FeedReplica, what: str) -> None:
        _log.error("%s: %s is not what it should be", replica.feed, what)
        self._on_damage(replica.feed)

    def _say(self, name: str, value: str | None) -> None:
        if self._contact.get(name) != value:
            self._write({name: value})
