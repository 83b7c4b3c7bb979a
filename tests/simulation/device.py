"""Device knows the files of one register, the two programs over them, and what may happen to its disk."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos_app.files.layout import DeviceFolder
from tests.simulation.chance import Chance, VirtualIds
from tests.simulation.network import Network
from tests.simulation.schedule import SECOND_US, Schedule
from tests.simulation.seen import Seen
from tests.simulation.virtual_agent import Identity, Surroundings, VirtualAgent
from tests.simulation.virtual_app import AppCrash, DeviceClock, MadeFact, VirtualApp, settings_of
from tests.simulation.virtual_centre import START_US

JOURNAL, REPLICAS, ALL = "journal", "replicas", "all"


@dataclass(frozen=True, slots=True)
class Rates:
    """How often the programs of a device break, and how often a ring is lost; nothing of it after the healing."""

    app_crash: Callable[[], int]
    agent_crash: Callable[[], int]
    lost_bell: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Place:
    """What all devices share."""

    schedule: Schedule
    network: Network
    seen: Seen
    chance: Chance
    rates: Rates
    made: dict[str, MadeFact]


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
        self.root = root
        self.folder = DeviceFolder(root)
        self.identity = identity
        self.takes_files = takes_files
        self.app: VirtualApp | None = None
        self.agent: VirtualAgent | None = None
        # Told after each step of the app, and after each commit of the agent.
        self.on_app: Callable[[], None] | None = None
        self.on_agent: Callable[[], None] | None = None
        self._place = place
        self._stream: random.Random = place.chance.stream(f"device {name}")
        self._ids = VirtualIds(place.chance.stream(f"ids {name}"))
        self.clock = DeviceClock(lambda: START_US + place.schedule.now_us)
        self._look_is_due = False
        root.mkdir(parents=True, exist_ok=True)

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
            settings_of(device_id, workstation),
            self.clock,
            self._ids,
            self._stream,
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
        identity = Identity(self.name, device_id, token)
        self.agent = VirtualAgent(
            self.folder, identity, surroundings, self._agent_committed, takes_files=self.takes_files
        )
        self._agent_committed()
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
        try:
            step(self.app)
        except AppCrash as crash:
            side = "after" if crash.is_committed else "before"
            self._place.seen.note(f"crash of the app {side} its commit")
            self._place.schedule.note(self.name, f"app crash {side} commit")
            self._keep_made()
            self.app.close()
            self.app = None
            self._place.schedule.after(
                SECOND_US + self._stream.randrange(30 * SECOND_US), self.start_app
            )
            return True
        self._keep_made()
        if self.on_app is not None:
            self.on_app()
        return False

    def look(self) -> None:
        """The app sees what the agent has written."""
        self._look_is_due = False
        if self.app is not None and self.app.look():
            self._place.seen.note("fork re-chained")
            self._place.schedule.note(self.name, "re-chained")
            self._ring()
        if self.app is not None and self.on_app is not None:
            self.on_app()

    def _keep_made(self) -> None:
        assert self.app is not None
        for made in self.app.take_made():
            self._place.made[made.fact_id.hex] = made

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

    @property
    def image(self) -> Path:
        """Where the newest backup of this device lies."""
        return self.root.with_name(f"{self.name}.image")

    def take_image(self, target: Path | None = None) -> None:
        """What a backup of this moment holds; the programs go on meanwhile."""
        target = target or self.image
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for path in self._files(ALL):
            # The index of a write-ahead log is made anew from the log.
            if not path.name.endswith("-shm"):
                shutil.copyfile(path, target / path.name)

    def put_image(self, what: str) -> None:
        """Put the backup in place of the journal, of the replicas or of all; both programs stand still."""
        assert self.app is None and self.agent is None
        for path in self._files(what):
            path.unlink()
        for path in sorted(self.image.iterdir()):
            if _is(path, what):
                shutil.copyfile(path, self.root / path.name)

    def _files(self, what: str) -> list[Path]:
        return [
            path for path in sorted(self.root.iterdir()) if ".db" in path.name and _is(path, what)
        ]


def _is(path: Path, what: str) -> bool:
    is_journal = path.name.startswith("journal")
    return what == ALL or is_journal == (what == JOURNAL)
