"""Line knows what happens around every call: who answered, what that says about the line, where files go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pos_app.files.ballast import FREE_BYTES_COMFORTABLE, FREE_BYTES_TO_START
from pos_app.ports.faults import Fault
from sync.catalogue_progress import FirstCatalogue
from sync.core.contact import Contact
from sync.core.failures import Busy, Failure, Unreachable
from sync.core.steps import (
    Answered,
    AskSnapshotPage,
    Call,
    Damaged,
    Event,
    Failed,
    FetchFile,
    FileFetched,
    Reply,
)
from sync.file_install import install
from sync.replica import FeedReplica
from sync.transport.answers import CallFailed, check_file
from sync.transport.centre import Centre
from sync.wire.messages import HeadsReply, JournalReply, SnapshotFile

_log = logging.getLogger(__name__)

T = TypeVar("T")

NO_ROOM_WAIT_MS = 60_000


def wall_us() -> int:
    """Microseconds since 1970 as this device believes."""
    return time.time_ns() // 1_000


class Line:
    """Makes the calls of all loops, and writes down what their outcomes say about the line."""

    def __init__(
        self,
        centre: Centre,
        store: FeedReplica,
        contact: Contact,
        catalogue: FirstCatalogue,
        on_back: Callable[[], None],
    ) -> None:
        self._centre = centre
        self._store = store
        self._contact = contact
        self._catalogue = catalogue
        self._on_back = on_back
        self._unchecked: set[str] = set()

    async def perform(self, call: Call) -> Event:
        """Make a call that gives a message."""
        self._look_at_catalogue()
        try:
            reply = await self._centre.call(call)
        except CallFailed as failed:
            return self._failed(failed.failure)
        self._answered(reply)
        return Answered(reply)

    async def perform_for(self, replica: FeedReplica, call: Call) -> Event:
        """Make a call of one feed; a file is put where its generation belongs."""
        if replica.feed in self._unchecked:
            # The file is current since the last step; nothing is applied to it before this is done.
            self._unchecked.discard(replica.feed)
            if not await aside(replica.check().is_as_it_came):
                _log.error("%s: the file's rows are not those of the manifest", replica.feed)
                return Damaged()
        self._look_at_catalogue()
        if not has_room(replica, call):
            # What can be fetched again must not take the room that the next sale needs (SYNC T16).
            _log.warning("%s: too little room on the disk", replica.feed)
            return Failed(Busy(NO_ROOM_WAIT_MS))
        if isinstance(call, FetchFile):
            return await self._install(replica, call.file)
        event = await self.perform(call)
        is_first_page = isinstance(call, AskSnapshotPage) and call.number == 0
        if is_first_page and isinstance(event, Answered) and replica.building is not None:
            # The last page makes the generation current: the directory is there by then.
            await aside(replica.building.bring_notebook)
        if isinstance(event, Answered) and not self._catalogue.is_complete:
            with self._told():
                self._catalogue.came(replica.feed, event.reply)
        return event

    async def _install(self, replica: FeedReplica, file: SnapshotFile) -> Event:
        try:
            check_file(file)
        except CallFailed as failed:
            return self._failed(failed.failure)
        path = replica.building_path()
        part = path.with_name(f"{replica.kind}-{file.sha256[:16]}.part")

        if not has_room_for(file, part):
            _log.warning("%s: too little room on the disk for the file", replica.feed)
            return Failed(Busy(NO_ROOM_WAIT_MS))

        def progress(have: int, size: int) -> None:
            with self._told():
                self._catalogue.fetched(replica.feed, have, size)

        try:
            for other in path.parent.glob(f"{replica.kind}-*.part"):
                if other != part:
                    other.unlink()
            await self._centre.fetch(file, part, progress)
            await aside(lambda: install(part, path, replica.kind))
        except CallFailed as failed:
            return self._failed(failed.failure)
        except (Fault, OSError) as error:
            _log.exception("%s: the file could not be put in place", replica.feed)
            return Failed(Unreachable(type(error).__name__))
        self._unchecked.add(replica.feed)
        return Answered(FileFetched())

    def _look_at_catalogue(self) -> None:
        """Every step that may have completed a feed is followed by a call."""
        if not self._catalogue.is_complete:
            with self._told():
                self._catalogue.look()

    def _answered(self, reply: Reply) -> None:
        is_proof = isinstance(reply, HeadsReply | JournalReply)
        centre_time_ms = self._centre.take_centre_time_ms()
        was_away = False
        with self._told():
            was_away = self._contact.answered(
                wall_us(), is_proof=is_proof, centre_time_ms=centre_time_ms
            )
        if was_away:
            _log.info("the centre is back")
            self._on_back()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Write down what a person may be told of a call; a file that does not take it changes nothing for the call.

        A store file with a bad page is replaced by what the centre answers: that must not wait for the file.
        """
        try:
            with self._store.transaction():
                yield
        except Fault:
            _log.exception("what became of a call could not be written down")

    def _failed(self, failure: Failure) -> Event:
        _log.info("a call came to nothing: %s", failure)
        with self._told():
            self._contact.failed(failure, wall_us())
        return Failed(failure)


def has_room(replica: FeedReplica, call: Call) -> bool:
    """A generation beside one that works needs plenty; the first one, and groups, less (docs/adr/0005)."""
    is_second = isinstance(call, FetchFile | AskSnapshotPage) and replica.cursor() is not None
    needed = FREE_BYTES_COMFORTABLE if is_second else FREE_BYTES_TO_START
    return shutil.disk_usage(replica.folder.root).free >= needed


def has_room_for(file: SnapshotFile, part: Path) -> bool:
    """Whatever size the centre names: the room that sales need stays free while a file comes."""
    have = part.stat().st_size if part.exists() else 0
    return shutil.disk_usage(part.parent).free >= FREE_BYTES_TO_START + max(0, file.size - have)


async def aside(work: Callable[[], T]) -> T:
    """Run work on a thread that does not hold up the end of the program."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def succeed(result: T) -> None:
        if not done.done():
            done.set_result(result)

    def fail(error: BaseException) -> None:
        if not done.done():
            done.set_exception(error)

    def run() -> None:
        # a loop that has ended in the meantime waits for nobody
        with contextlib.suppress(RuntimeError):
            try:
                result = work()
            except (CallFailed, Fault, OSError) as error:
                loop.call_soon_threadsafe(fail, error)
                return
            except Exception as error:
                _log.exception("a bug beside the loops")
                loop.call_soon_threadsafe(fail, error)
                return
            loop.call_soon_threadsafe(succeed, result)

    threading.Thread(target=run, daemon=True, name="aside").start()
    return await done
