"""Virtual agent knows the shell around the real cores of the agent: transactions, calls, alarms, crashes."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpx

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from pos_app.files.database import Connection
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import StorageBroken
from sync.agent import JOURNAL_LOOK_MS
from sync.core.backoff import Backoff
from sync.core.booter import Booter
from sync.core.contact import JOURNAL_DAMAGED, Contact
from sync.core.failures import Failure, Unreachable
from sync.core.ports import Core
from sync.core.private_documents import PrivateDocuments
from sync.core.puller import Puller
from sync.core.side_records import SideRecordSender
from sync.core.steps import (
    Answered,
    AskPage,
    AskSnapshotPage,
    Call,
    Damaged,
    Event,
    Failed,
    FetchFile,
    FileFetched,
    Step,
    Woken,
)
from sync.core.uploader import Uploader
from sync.core_loop import DISK_WAIT_US
from sync.file_install import install
from sync.notebook import ContactTable, JournalFile, StoredChains, StoredDocuments
from sync.replica import FeedReplica
from sync.side_record_rows import StoredSideRecords
from sync.transport.answers import CallFailed, centre_time_ms
from sync.wire.messages import HeadsReply, JournalReply
from tests.simulation.chance import happens
from tests.simulation.goods import CHAIN_FEED, STORE_FEED, ZONE_FEED
from tests.simulation.network import Exchange, Network
from tests.simulation.requests import Request, file_of, reply_of, request_of
from tests.simulation.schedule import MINUTE_US, Schedule
from tests.simulation.seen import Seen
from tests.simulation.violation import hold

# One loop makes fewer calls in a minute than this, whatever goes wrong.
CALLS_A_MINUTE_MAX = 600


class AgentCrash(Exception):
    """The process of the agent ends here."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an agent stands in: the line, the time, chance, and who is told what it did."""

    schedule: Schedule
    network: Network
    seen: Seen
    stream: random.Random
    crash_per_mille: Callable[[], int]
    wall_us: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the agent says it is, and where it stands."""

    place: str
    device_id: str
    token: str
    key: str


class Loop:
    """One core with its one call in flight, and its alarm."""

    def __init__(self, agent: VirtualAgent, name: str, core: Core, replica: FeedReplica) -> None:
        self.name = name
        self.core = core
        self.replica = replica
        self._agent = agent
        self._exchange: Exchange | None = None
        self._rung = False
        self._at_once = False
        self._alarm = 0
        self._minute = 0
        self._calls = 0

    def ring(self, *, at_once: bool = False) -> None:
        """Look what there is to do; while a call is in flight, as soon as the core rests again."""
        if not self._agent.is_running:
            return
        self._at_once = self._at_once or at_once
        if self._exchange is None:
            self._wake()
        else:
            self._rung = True

    def tell(self, event: Event) -> None:
        """Let the core decide, and do what it says."""
        self._exchange = None
        self._alarm += 1
        step = self._agent.decide(self, event)
        if step is None:
            return
        if step.call is not None:
            self._count_call()
            self._exchange = self._agent.make(self, step.call)
            return
        alarm = self._alarm
        delay = None if step.wake_us is None else step.wake_us - self._agent.now_us
        if self._rung:
            delay, self._rung = 0, False
        if delay is not None:
            self._agent.surroundings.schedule.after(delay, lambda: self._alarmed(alarm))

    def end(self) -> None:
        """Nothing that comes later is heard."""
        self._alarm += 1
        if self._exchange is not None:
            self._exchange.is_over = True

    def damage(self) -> None:
        """The file of this loop turned out to be unreadable."""
        self.end()
        self.replica.damaged()
        self.tell(Damaged())

    def _alarmed(self, alarm: int) -> None:
        if alarm == self._alarm and self._agent.is_running:
            self._wake()

    def _wake(self) -> None:
        at_once, self._at_once = self._at_once, False
        self.tell(Woken(at_once))

    def _count_call(self) -> None:
        minute = self._agent.now_us // MINUTE_US
        self._calls = self._calls + 1 if minute == self._minute else 1
        self._minute = minute
        hold(self._calls <= CALLS_A_MINUTE_MAX, "I12", f"{self.name} calls without end")


class VirtualAgent:
    """The agent of one device from its start to its crash; afterwards a new one is made over the same files."""

    def __init__(
        self,
        folder: DeviceFolder,
        identity: Identity,
        surroundings: Surroundings,
        on_commit: Callable[[], None],
        *,
        takes_files: bool,
    ) -> None:
        self.surroundings = surroundings
        self.is_running = True
        self._identity = identity
        self._on_commit = on_commit
        self.store, self.chain, self.zone = (
            FeedReplica(folder, feed, key, surroundings.wall_us)
            for feed, key in ((STORE_FEED, identity.key), (CHAIN_FEED, ""), (ZONE_FEED, ""))
        )
        self.replicas = {replica.feed: replica for replica in (self.store, self.chain, self.zone)}
        for replica in self.replicas.values():
            replica.open(self.replicas)
        self.journal = JournalFile(folder.journal, identity.key)
        self.chains = StoredChains(self.journal, self._store_file, surroundings.wall_us)
        self._contact = Contact(ContactTable(self._store_file))
        self._documents = StoredDocuments(self._store_file, surroundings.wall_us)
        backoff = self._backoff
        self.uploader = Uploader(self.chains, backoff())
        records = StoredSideRecords(self.journal, self._store_file)
        private = PrivateDocuments(self._documents, backoff())
        # The two that send are rung by the app.
        self.loops = [
            Loop(self, "upload", self.uploader, self.store),
            Loop(self, "side records", SideRecordSender(records, backoff()), self.store),
            Loop(self, "private", private, self.store),
        ]
        for replica in self.replicas.values():
            files = takes_files and replica.kind != "store"
            booter = Booter(replica.feed, REPLICA_SCHEMA_VERSION, replica, takes_files=files)
            puller = Puller(replica.feed, replica, booter, backoff())
            self.loops.append(Loop(self, replica.feed, puller, replica))
        self._generation = self.store.generation

    @property
    def feeds(self) -> list[Loop]:
        """The loops that fetch a feed."""
        return self.loops[3:]

    @property
    def now_us(self) -> int:
        """Microseconds of a clock that does not jump."""
        return self.surroundings.schedule.now_us

    def start(self) -> None:
        """Let every loop look what there is to do."""
        for loop in self.loops:
            loop.ring()

    def journal_written(self) -> None:
        """The doorbell rang, or the agent saw that the journal changed, and which file it is now."""
        self.journal.data_version()
        for loop in self.loops[:2]:
            loop.ring()

    def look_after_files(self, differs: Callable[[FeedReplica], bool]) -> bool:
        """What the upkeep does once an hour: read all; a replica that is not what it should be starts anew."""
        bad = [loop for loop in self.feeds if _is_bad(loop.replica, differs)]
        for loop in bad:
            loop.replica.damaged()
        for loop in bad:
            loop.damage()
        return bool(bad)

    def say_of_journal(self, wrong: str) -> None:
        """What the upkeep writes down when it has read the whole journal."""
        # A store file that is bad too waits for its own new start, as the upkeep does.
        with suppress(StorageBroken), self.store.transaction():
            ContactTable(self._store_file).put(JOURNAL_DAMAGED, wrong or None)

    def crash(self) -> None:
        """Let go of all files; what was committed stays."""
        if not self.is_running:
            return
        self.is_running = False
        for loop in self.loops:
            loop.end()
        self.journal.close()
        for replica in self.replicas.values():
            replica.close()

    def decide(self, loop: Loop, event: Event) -> Step | None:
        """The core's next step; None when the process ended over it."""
        around = self.surroundings
        per_mille = around.crash_per_mille()
        try:
            step = self._decided(loop, event, per_mille)
            if happens(around.stream, per_mille):
                around.seen.note("crash of the agent after its commit")
                raise AgentCrash
        except AgentCrash:
            self.crash()
            around.schedule.note(self._identity.place, f"agent crash in {loop.name}")
            self._on_commit()
            return None
        self._on_commit()
        if self.store.generation != self._generation:
            self._generation = self.store.generation
            around.schedule.after(JOURNAL_LOOK_MS * 1_000, self._generation_seen)
        return step

    def _generation_seen(self) -> None:
        """As sync.agent does when it looks: everybody starts again with a restored centre."""
        if self.is_running:
            self.uploader.doubt()
            for loop in self.loops[:2]:
                loop.ring()

    def _decided(self, loop: Loop, event: Event, per_mille: int) -> Step:
        around = self.surroundings
        try:
            with loop.replica.transaction():
                step = loop.core.on(event, self.now_us)
                if happens(around.stream, per_mille):
                    around.seen.note("crash of the agent before its commit")
                    raise AgentCrash
            if loop.core is self.loops[2].core and self._documents.is_to_scrub:
                self._write_anew()
        except StorageBroken:
            # As sync.core_loop does: a feed starts anew, the others wait for the disk.
            if loop not in self.feeds:
                return Step(wake_us=self.now_us + DISK_WAIT_US)
            around.seen.note("damaged replica")
            loop.replica.damaged()
            step = loop.core.on(Damaged(), self.now_us)
        return step

    def _write_anew(self) -> None:
        """As sync.agent does soon after a step of the private documents."""
        rewriting = self.store.rewrite()
        if rewriting is None:
            return
        rewriting.run()
        clear_away = self.store.rewritten(rewriting)
        if clear_away is not None:
            clear_away()
            with self.store.transaction():
                self._documents.scrubbed()

    def make(self, loop: Loop, call: Call) -> Exchange:
        """Send a call; the loop is told what came of it."""
        around, identity = self.surroundings, self._identity
        request = request_of(call, identity.device_id, identity.token)

        def arrived(response: httpx.Response) -> None:
            self._arrived(loop, request, response)

        def lost(failure: Failure) -> None:
            self._failed(loop, failure)

        return around.network.send(request, identity.place, arrived, lost)

    def _arrived(self, loop: Loop, request: Request, response: httpx.Response) -> None:
        try:
            if isinstance(request.call, FetchFile):
                self._install(loop, request, response)
                loop.tell(Answered(FileFetched()))
                return
            reply = reply_of(request, response)
        except CallFailed as failed:
            self._failed(loop, failed.failure)
            return
        if isinstance(request.call, AskSnapshotPage):
            self.surroundings.seen.note("snapshot page")
        elif isinstance(request.call, AskPage):
            self.surroundings.seen.note("sealed page")
        is_proof = isinstance(reply, HeadsReply | JournalReply)
        was_away = False
        # As sync.line does: a file that takes no note of it takes nothing from the answer.
        with suppress(StorageBroken), self.store.transaction():
            was_away = self._contact.answered(
                self.surroundings.wall_us(),
                is_proof=is_proof,
                centre_time_ms=centre_time_ms(response),
            )
        self._note_reply(reply)
        loop.tell(Answered(reply))
        if was_away:
            for other in self.loops:
                other.ring(at_once=True)

    def _note_reply(self, reply: object) -> None:
        if isinstance(reply, JournalReply):
            names = {"gap": "gap answered", "fork": "fork"}
            if reply.result in names:
                self.surroundings.seen.note(names[reply.result])

    def _install(self, loop: Loop, request: Request, response: httpx.Response) -> None:
        body = file_of(request, response)
        path = loop.replica.building_path()
        part = path.with_suffix(".part")
        part.write_bytes(body)
        install(part, path, loop.replica.kind)
        self.surroundings.seen.note("snapshot file")

    def _failed(self, loop: Loop, failure: Failure) -> None:
        with suppress(StorageBroken), self.store.transaction():
            self._contact.failed(failure, self.surroundings.wall_us())
        if isinstance(failure, Unreachable):
            loop.tell(Failed(Unreachable()))
        else:
            loop.tell(Failed(failure))

    def _backoff(self) -> Backoff:
        return Backoff(self.surroundings.stream.randrange)

    def _store_file(self) -> Connection:
        connection = self.store.connection
        assert connection is not None, "the store file is made when the agent starts"
        return connection


def _is_bad(replica: FeedReplica, differs: Callable[[FeedReplica], bool]) -> bool:
    try:
        if replica.cursor() is None:
            return False
    except StorageBroken:
        return True
    return not replica.check().pages_are_whole() or differs(replica)
