"""World knows how a seed becomes a fleet, a day with its troubles, and an evening on which all books agree."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from central.storage.engine import Database
from tests.simulation.centre_books import CentreBooks
from tests.simulation.centre_disk import CentreDisk
from tests.simulation.chance import Chance
from tests.simulation.device import KEY, Device, Place, Rates
from tests.simulation.faults import Faults, faults_of
from tests.simulation.head_office import HeadOffice
from tests.simulation.network import Network
from tests.simulation.oracle import Oracle
from tests.simulation.people import People
from tests.simulation.promises import DevicePromises
from tests.simulation.schedule import MINUTE_US, SECOND_US, Schedule
from tests.simulation.seen import Seen
from tests.simulation.versions import YOUNG_KINDS, upgrade
from tests.simulation.virtual_app import APPLIED
from tests.simulation.virtual_centre import START_US, VirtualCentre

DEVICES_MAX = 4


@dataclass(frozen=True, slots=True)
class Sizes:
    """How small batches, pages and tails are in a seed, so that few facts already make many of them."""

    tail_groups: int
    page_groups: int
    pages_instead_of_tail: int
    batch_facts: int
    snapshot_lag: int
    # So long a fact stays on its device, and so many go at a time.
    kept_us: int
    prune_facts: int

    @staticmethod
    def of(stream: random.Random) -> Sizes:
        """Sizes of a seed."""
        return Sizes(
            tail_groups=stream.choice((1, 2, 3, 5, 500)),
            page_groups=stream.choice((2, 3, 7)),
            pages_instead_of_tail=stream.choice((2, 6, 5_000)),
            batch_facts=stream.choice((1, 2, 5, 20)),
            snapshot_lag=stream.choice((0, 0, 3, 20)),
            kept_us=stream.choice((2, 4, 60)) * MINUTE_US,
            prune_facts=stream.choice((3, 1_000)),
        )


class World:
    """One centre, a few devices, one schedule; what happens in it is in `day` and `evening`."""

    def __init__(self, seed: int, folder: Path, database: Database, file: Path) -> None:
        self.chance = Chance(seed)
        self.faults: Faults = faults_of(self.chance)
        self.sizes = Sizes.of(self.chance.stream("sizes"))
        self.schedule = Schedule()
        self.seen = Seen()
        self.is_healed = False
        # What befell the fleet, by name; `only`: the numbers of those that are played, None for all.
        self.happenings: list[str] = []
        self.only: frozenset[int] | None = None
        ids = self.chance.stream("ids centre")
        disk = CentreDisk(database, file, folder / "witness.json", ids, self.seen)
        disk.begin()
        self.centre = VirtualCentre(disk, folder / "cache", self.sizes.tail_groups, self.seen)
        self.centre.is_newer = bool(self.faults.newer_centre)
        self.oracle = Oracle(file, lambda: START_US + self.schedule.now_us, self.seen)
        self.books = CentreBooks(file)
        disk.watcher = self.oracle
        disk.on_witness = lambda: self.oracle.said.witnessed(self.oracle.heads)
        self.network = Network(
            self.schedule, self.centre, self.faults, self.seen, self.chance.stream("network")
        )
        self.head_office = HeadOffice(self.centre, self.oracle, self.schedule)
        self.people = People(self.centre, self.schedule, self.seen, file)
        self.backup_us = 0
        self._witness_written()
        self.devices: list[Device] = []
        self.promises: dict[str, DevicePromises] = {}
        self._folder = folder
        if self.faults.newer_centre:
            self.seen.note("newer centre")
        if self.faults.older_centre:
            self.seen.note("older centre")
            self.oracle.young_kinds = frozenset(map(str, YOUNG_KINDS))
        self._place = Place(
            self.schedule,
            self.network,
            self.seen,
            self.chance,
            Rates(
                app_crash=lambda: self._rate(self.faults.app_crash),
                agent_crash=lambda: self._rate(self.faults.agent_crash),
                lost_bell=lambda: self._rate(self.faults.lost_bell),
                torn=lambda: self._rate(self.faults.torn),
            ),
            self.oracle.made,
            # What is spoilt is noticed by its key; other seeds do without, they are faster.
            KEY if self.faults.bad_journal or self.faults.bad_page else "",
            self.oracle.differs,
        )

    def happens(self, name: str) -> bool:
        """Whether the next happening of the day is played; left out are those that a failure does not need."""
        number = len(self.happenings)
        self.happenings.append(name)
        return self.only is None or number in self.only

    def close(self) -> None:
        """Let go of all files."""
        for device in self.devices:
            device.stop()
        self.oracle.close()

    @property
    def backup(self) -> Path:
        """Where the newest backup of the centre lies."""
        return self._folder / "backup"

    @property
    def standby(self) -> Path:
        """Where the copy of the centre lies that takes over when it fails."""
        return self._folder / "standby"

    def enrol(self) -> Device:
        """A new register."""
        workstation = str(len(self.devices) + 1)
        device_id, token = self.centre.disk.enrol(workstation, self.schedule.now_us)
        return self.add(f"d{workstation}", (device_id, token, workstation))

    def add(self, name: str, identity: tuple[str, str, str]) -> Device:
        """A register that is not started yet; a clone has the identity of another."""
        takes_files = bool(self.chance.stream("devices").randrange(2))
        device = Device(self._place, name, self._folder / name, identity, takes_files=takes_files)
        if self.faults.clock_jump:
            clock, stream = device.clock, self.chance.stream(f"clock {name}")
            clock.skew_us = stream.randrange(-600, 600) * SECOND_US
            clock.drift_per_million = stream.randrange(-200, 200)
        self.devices.append(device)
        self.promises[name] = DevicePromises(device, self.oracle, self.seen)
        return device

    def admit_all(self) -> None:
        """See to it that the centre knows every device, also after it was restored to an older state."""
        for device in self.devices:
            self.centre.disk.admit_again(*device.identity, self.schedule.now_us)

    def _witness_written(self) -> None:
        if self.centre.is_up:
            self.centre.disk.write_witness()
        self.schedule.after(SECOND_US, self._witness_written)

    def upgrade_centre(self) -> None:
        """The centre knows all that its devices say, and people apply what was parked for that reason."""
        if not self.centre.is_up or not self.faults.older_centre:
            return
        made = self.oracle.made
        count = upgrade(
            self.centre, START_US + self.schedule.now_us, lambda name: made[name].outcome == APPLIED
        )
        self.schedule.note("centre", f"upgrade: {count}")

    def heal(self) -> None:
        """Nothing goes wrong any more, and everything is switched on."""
        self.is_healed = True
        self.network.heal()
        self.centre.choked.clear()
        self.centre.start()
        self.upgrade_centre()
        self.admit_all()
        for device in self.devices:
            device.start()

    def _rate(self, per_mille: int) -> int:
        return 0 if self.is_healed else per_mille
