"""Device knows the two programs of one register, how they end and start again, and what a bad disk does to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.ids import DeviceId, Workstation
from pos_app.files.database import open_reader
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.journal_check import what_is_wrong
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import StorageBroken
from sync.replica import FeedReplica
from tests.simulation.chance import Chance, VirtualIds, happens
from tests.simulation.device_disk import DeviceDisk
from tests.simulation.goods import CURRENCY, TIME_ZONE, UNIT, ZONE
from tests.simulation.network import Network
from tests.simulation.ruin import is_forced, log_bytes, spoil, tear
from tests.simulation.schedule import MINUTE_US, SECOND_US, Schedule
from tests.simulation.seen import Seen
from tests.simulation.virtual_agent import Identity, Surroundings, VirtualAgent
from tests.simulation.virtual_app import (
    AppCrash,
    DeviceClock,
    Machine,
    MadeFact,
    VirtualApp,
)
from tests.simulation.virtual_centre import START_US

KEY = "1f" * 32


@dataclass(frozen=True, slots=True)
class Rates:
    """How often the programs of a device break, and how often a ring is lost; nothing of it after the healing."""

    app_crash: Callable[[], int]
    agent_crash: Callable[[], int]
    lost_bell: Callable[[], int]
    torn: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Place:
    """What all devices share."""

    schedule: Schedule
    network: Network
    seen: Seen
    chance: Chance
    rates: Rates
    made: dict[str, MadeFact]
    key: str
    # A replica that is not the centre's: what the comparison of digests would find.
    differs: Callable[[FeedReplica], bool]


class Device:
    """One register. A clone has the same identity and another place."""

    def __init__(
        self,
        place: Place,
        name: str,
        root: Path,
        identity: tuple[str, str, str],
        *,
        takes_files: bool,
    ) -> None:
        self.name = name
        self.folder = DeviceFolder(root)
        self.disk = DeviceDisk(self.folder)
        self.identity = identity
        self.takes_files = takes_files
        self.app: VirtualApp | None = None
        self.agent: VirtualAgent | None = None
        # Told after each step of the app, and after each commit of the agent.
        self.on_app: Callable[[], None] | None = None
        self.on_agent: Callable[[], None] | None = None
        # Told when a power cut is over, with the facts that were being written.
        self.on_power_cut: Callable[[list[MadeFact]], None] | None = None
        # Somebody may read a bad page before the programs have found it.
        self.has_bad_page = False
        # Feeds of which the file turned out to be unreadable once.
        self.given_up: set[str] = set()
        self._place = place
        self._stream: random.Random = place.chance.stream(f"device {name}")
        self.clock = DeviceClock(lambda: START_US + place.schedule.now_us)
        ids = VirtualIds(place.chance.stream(f"ids {name}"))
        self._machine = Machine(self.clock, ids, self._stream, place.key)
        self._look_is_due = False

    # Programs ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start what does not run."""
        self.start_app()
        self.start_agent()

    def start_app(self) -> None:
        """Start the app, unless it runs."""
        if self.app is not None:
            return
        device_id, _, workstation = self.identity
        self.app = VirtualApp(
            self.folder,
            _settings_of(device_id, workstation),
            self._machine,
            ring=self._ring,
            crash_per_mille=self._place.rates.app_crash,
        )
        self.look()
        self._ring()

    def start_agent(self) -> None:
        """Start the agent, unless it runs."""
        if self.agent is not None and self.agent.is_running:
            return
        place = self._place
        surroundings = Surroundings(
            place.schedule,
            place.network,
            place.seen,
            self._stream,
            place.rates.agent_crash,
            self.clock.wall_us,
        )
        device_id, token, _ = self.identity
        identity = Identity(self.name, device_id, token, self._machine.key)
        self.agent = VirtualAgent(
            self.folder, identity, surroundings, self._agent_committed, takes_files=self.takes_files
        )
        if self.has_bad_page:
            self.agent.look_after_files(place.differs)
        self._agent_committed()
        if self.agent is not None:
            self.agent.start()

    def stop(self) -> None:
        """Both programs end where they are; what was committed stays."""
        if self.app is not None:
            self.app.close()
            self.app = None
        if self.agent is not None:
            self.agent.crash()
            self.agent = None

    def step(self, step: Callable[[VirtualApp], object]) -> bool:
        """Let the app do something; True when it broke over it."""
        if self.app is None:
            return False
        if happens(self._stream, self._place.rates.torn()):
            self._torn_step(self.app, step)
            return True
        try:
            step(self.app)
            self._keep_made()
            if self.on_app is not None:
                self.on_app()
        except AppCrash as crash:
            side = "after" if crash.is_committed else "before"
            self._place.seen.note(f"crash of the app {side} its commit")
            self._app_ended(f"app crash {side} commit")
            return True
        except StorageBroken:
            if not self.has_bad_page:
                raise
            self._app_ended("app met a bad page")
            return True
        return False

    def _app_ended(self, event: str) -> None:
        """The app is gone; somebody starts it again soon."""
        self._place.schedule.note(self.name, event)
        if self.app is not None:
            self._keep_made()
            self.app.close()
            self.app = None
        delay = SECOND_US + self._stream.randrange(30 * SECOND_US)
        self._place.schedule.after(delay, self.start_app)

    def _torn_step(self, app: VirtualApp, step: Callable[[VirtualApp], object]) -> None:
        """The power is cut while the step is committed: of what was not forced to disk, any sectors are there."""
        certain = log_bytes(self.folder.journal) if is_forced(app.open.connection) else b""
        try:
            step(app)
        except AppCrash:
            pass
        except StorageBroken:
            # The step had met a bad page before.
            if not self.has_bad_page:
                raise
        made = self._keep_made()
        files = [tear(self.folder.journal, certain, self._stream)]
        if self.agent is not None:
            files += [
                tear(replica.check().path, b"", self._stream)
                for replica in self.agent.replicas.values()
                if replica.connection is not None
            ]
        self.stop()
        for file in files:
            file.put()
        self._place.schedule.note(self.name, "power cut inside a commit")
        self.clock.boot += 1
        if self.on_power_cut is not None:
            self.on_power_cut(made)
        self._place.schedule.after(self._stream.randrange(MINUTE_US), self.start)

    def look(self) -> None:
        """The app sees what the agent has written."""
        self._look_is_due = False
        if self.app is None:
            return
        try:
            if self.app.look():
                self._place.seen.note("fork re-chained")
                self._place.schedule.note(self.name, "re-chained")
                self._ring()
            if self.on_app is not None:
                self.on_app()
        except AppCrash:
            # It had written by itself, that it has forgotten somebody.
            self._place.seen.note("crash of the app after its commit")
            self._app_ended("app crash after commit")
        except StorageBroken:
            if not self.has_bad_page:
                raise
            self._app_ended("app met a bad page")

    def _keep_made(self) -> list[MadeFact]:
        assert self.app is not None
        taken = self.app.take_made()
        for made in taken:
            self._place.made[made.fact_id.hex] = made
        return taken

    def _ring(self) -> None:
        delay = 5_000
        if self._stream.randrange(1000) < self._place.rates.lost_bell():
            # The agent looks by itself from time to time.
            delay = self._stream.randrange(3 * SECOND_US)
        self._place.schedule.after(delay, self._rung)

    def _rung(self) -> None:
        if self.agent is not None and self.agent.is_running:
            self.agent.journal_written()

    def _agent_committed(self) -> None:
        if not self._look_is_due:
            self._look_is_due = True
            self._place.schedule.after(self._stream.randrange(5 * SECOND_US), self.look)
        if self.agent is not None and not self.agent.is_running:
            self.agent = None
            delay = SECOND_US + self._stream.randrange(20 * SECOND_US)
            self._place.schedule.after(delay, self.start_agent)
        elif self.on_agent is not None:
            self.on_agent()

    # Disk ----------------------------------------------------------------------------------------------------

    def spoil(self, what: str) -> bool:
        """Make a sector of a file a bad one while nothing runs; False where there is no such file."""
        found = self.disk.files_to_spoil(what)
        if not found:
            return False
        self.stop()
        self.has_bad_page = True
        spoil(self._stream.choice(found), self._stream)
        return True

    def check_journal(self) -> None:
        """The agent reads the whole journal, as once an hour; the app salvages what is left at its next start."""
        if self.agent is None or self.app is None:
            return
        reader = open_reader(self.folder.journal, self._machine.key)
        try:
            wrong = what_is_wrong(reader)
        finally:
            reader.close()
        self.agent.say_of_journal(wrong)
        if wrong:
            self._place.schedule.note(self.name, f"the agent found the journal damaged: {wrong}")
            self.app.close()
            self.app = None
            self.start_app()


def _settings_of(device_id: str, workstation: str) -> DeviceSettings:
    """What enrolment writes down."""
    return DeviceSettings(
        device_id=DeviceId(device_id),
        business_unit=UNIT,
        workstation=Workstation(workstation),
        zone=ZONE,
        currency=CURRENCY,
        time_zone=TIME_ZONE,
        store_name="Leeds",
        device_class="register",
        scale_percent=100,
        centre_url="",
        secrets=KEY_FILE,
    )
