"""Troubles knows what befalls a fleet in the course of a day, as often as the seed has drawn it."""

from __future__ import annotations

from collections.abc import Callable

from tests.simulation.device import Device
from tests.simulation.device_disk import ALL, JOURNAL, REPLICAS
from tests.simulation.goods import ITEM_IDS
from tests.simulation.network import ANSWERS, BOTH, REQUESTS
from tests.simulation.schedule import MINUTE_US, SECOND_US
from tests.simulation.virtual_app import VirtualApp
from tests.simulation.world import DEVICES_MAX, World

TROUBLES = (
    "cut_off",
    "one_way",
    "power_cut",
    "old_journal",
    "old_disk",
    "clone",
    "damage",
    "bad_page",
    "bad_journal",
    "clock_jump",
    "centre_restart",
    "centre_restore",
    "strange_fact",
    "choke",
)
FAILOVER_SEEDS_EACH = 2
FAILOVERS_MAX = 6
# Long enough that devices hear of what will be lost, and too short for every witness.
FAILOVER_US = (SECOND_US // 4, SECOND_US)
WITNESS_US = 2 * SECOND_US
# A disk that begins to die takes more than one.
MORE_SECTORS = (0, 0, 4, 12)
CUT_OFF_US = 8 * MINUTE_US
_HOUR_US = 3600 * SECOND_US


class Troubles:
    """Each by its name, with the weight that the seed has given it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.stream = world.chance.stream("trouble")
        self._failing = world.chance.stream("failover")
        self._alone = world.chance.stream("alone")
        self.weights = {name: getattr(world.faults, name) for name in TROUBLES}
        self.doing: dict[str, Callable[[], None]] = {
            "cut_off": lambda: self._cut_off(BOTH),
            "one_way": lambda: self._cut_off(self.stream.choice((REQUESTS, ANSWERS))),
            "power_cut": lambda: self._put_image(REPLICAS, "power cut"),
            "old_journal": lambda: self._put_image(JOURNAL, "old journal beside a newer replica"),
            "old_disk": lambda: self._put_image(ALL, "old disk"),
            "clone": self._clone,
            "damage": self._damage,
            "bad_page": self._bad_page,
            "bad_journal": self._bad_journal,
            "clock_jump": self._clock_jump,
            "centre_restart": self._centre_restart,
            "centre_restore": self._centre_restore,
            "strange_fact": self._strange_fact,
            "choke": self._choke,
        }

    def _device(self, event: str) -> Device:
        device = self.stream.choice(self._world.devices)
        self._world.schedule.note(device.name, event)
        return device

    # One register --------------------------------------------------------------------------------------------

    def _cut_off(self, direction: str) -> None:
        device = self._device(f"cut off: {direction}")
        if direction != BOTH:
            self._world.seen.note("cut off in one direction")
        _cut(self._world, device, direction, self.stream.randrange(CUT_OFF_US))

    def _strange_fact(self) -> None:
        self._device("strange").step(VirtualApp.write_strange_fact)

    def _bad_page(self) -> None:
        """A sector of a replica is not what was written; the next start of the agent reads it all."""
        device = self._device("bad page in a replica")
        if device.spoil(REPLICAS):
            self._world.seen.note("bad page in a replica")
            self._restart(device)

    def _bad_journal(self) -> None:
        """The same in the journal, after minutes without a line; the app meets it, or the agent finds it in time."""
        device, network = self._device("cut off before a bad page"), self._world.network
        network.cut_off[device.name] = BOTH

        def rot() -> None:
            if self._world.is_healed:
                return
            self._world.schedule.note(device.name, "bad page in the journal")
            if device.spoil(JOURNAL):
                for _ in range(self._alone.choice(MORE_SECTORS)):
                    device.spoil(JOURNAL)
                self._world.seen.note("bad page in a journal")
                self._restart(device)
                look_us = self.stream.randrange(3 * MINUTE_US)
                self._world.schedule.after(look_us, device.check_journal)
            back_us = self.stream.randrange(2 * MINUTE_US)
            self._world.schedule.after(back_us, lambda: network.reconnect(device.name))

        self._world.schedule.after(2 * MINUTE_US, rot)

    def _restart(self, device: Device) -> None:
        self._world.schedule.after(self.stream.randrange(MINUTE_US), device.start)

    def _put_image(self, what: str, state: str) -> None:
        device = self.stream.choice(self._world.devices)
        if device.disk.image.exists():
            self._put_back(device, what, state)

    def _put_back(self, device: Device, what: str, state: str) -> None:
        self._world.schedule.note(device.name, state)
        self._world.seen.note(state)
        device.stop()
        if what == ALL:
            device.has_bad_page = False
        device.disk.put_image(what)
        device.clock.boot += 1
        self._world.promises[device.name].files_replaced()
        self._restart(device)

    def _clone(self) -> None:
        world = self._world
        if len(world.devices) >= DEVICES_MAX:
            return
        original = self.stream.choice(self._world.devices)
        if original.disk.image.exists() and self._alone.randrange(2):
            self._clone_with_a_fork(original)
        else:
            self._copy(original)

    def _clone_with_a_fork(self, original: Device) -> None:
        """An old disk sells on without a line, and is copied before anybody knows: both chain the same sales anew."""
        network = self._world.network
        network.cut_off[original.name] = BOTH
        self._put_back(original, ALL, "old disk")

        def copied() -> None:
            if not self._world.is_healed:
                original.step(VirtualApp.open_drawer)
                original.step(VirtualApp.sell)
                if len(self._world.devices) < DEVICES_MAX:
                    self._copy(original)
            network.reconnect(original.name)

        self._world.schedule.after(2 * MINUTE_US, copied)

    def _copy(self, original: Device) -> None:
        world = self._world
        clone = world.add(f"{original.name}c{len(world.devices)}", original.identity)
        self._world.schedule.note(original.name, f"clone {clone.name}")
        world.seen.note("clone")
        original.disk.take_image(clone.disk.root)
        clone.has_bad_page = original.has_bad_page
        clone.start()

    def _damage(self) -> None:
        device = self.stream.choice(self._world.devices)
        if device.agent is None:
            return
        self._world.schedule.note(device.name, "damage")
        self._world.seen.note("damaged replica")
        loop = self.stream.choice(device.agent.feeds)
        device.given_up.add(loop.replica.feed)
        loop.damage()

    def _clock_jump(self) -> None:
        """Half of the clocks jump while the register is alone, and nobody tells it the time."""
        device = self.stream.choice(self._world.devices)
        if self._alone.randrange(2):
            _cut(self._world, device, BOTH, MINUTE_US + self._alone.randrange(3 * MINUTE_US))
        most = self.stream.choice((_HOUR_US, 24 * _HOUR_US, 87_600 * _HOUR_US))
        device.clock.skew_us = self.stream.randrange(2 * most) - most
        self._world.schedule.note(device.name, "clock jump")
        self._world.seen.note("clock jump")

    # The centre ----------------------------------------------------------------------------------------------

    def _centre_restart(self) -> None:
        if self._world.centre.is_up:
            self._world.schedule.note("centre", "restart")
            self._world.network.stop_centre()

    def _centre_restore(self) -> None:
        world = self._world
        # The witness is a second behind; what a younger backup misses is docs/simulation.md's last point.
        is_old = world.schedule.now_us - world.backup_us > WITNESS_US
        if world.backup.exists() and world.centre.is_up and is_old:
            self._world.schedule.note("centre", "restore")
            world.network.stop_centre()
            world.centre.disk.restore_image(world.backup)
            world.people.restored()
            self._world.schedule.after(self.stream.randrange(2 * MINUTE_US), world.admit_all)

    def plan_failovers(self, length_us: int) -> None:
        """In every second seed with troubles; by chance of their own, so that all else is as it was without them."""
        if self._failing.randrange(FAILOVER_SEEDS_EACH) == 0:
            for _ in range(1 + self._failing.randrange(FAILOVERS_MAX)):
                self._world.schedule.after(self._failing.randrange(length_us), self._failover)

    def _failover(self) -> None:
        """A standby takes over that has missed the last moment; what devices have seen of it comes otherwise."""
        world = self._world
        if not world.centre.is_up:
            return
        item_id = self._failing.choice(ITEM_IDS)
        world.centre.disk.take_image(world.standby)
        world.head_office.correct_stock(item_id, 1000)
        # What lies beside a fact moves no feed: nothing but the register can tell that it is gone.
        self._failing.choice(world.devices).step(VirtualApp.let_in)

        def take_over() -> None:
            if world.centre.is_up:
                world.schedule.note("centre", "failover")
                world.centre.stop()
                world.centre.disk.fail_over(world.standby)
                world.centre.start()
                world.people.restored()
                world.admit_all()
                world.head_office.correct_stock(item_id, 2000)

        world.schedule.after(self._failing.randrange(*FAILOVER_US), take_over)

    def _choke(self) -> None:
        """The centre fails for some minutes on one fact, or on what lies beside it."""
        device = self.stream.choice(self._world.devices)
        is_record = self.stream.randrange(2) == 0
        broke = device.step(VirtualApp.let_in if is_record else VirtualApp.open_drawer)
        if broke or not self._world.oracle.made:
            return
        fact_id = next(reversed(self._world.oracle.made))
        record = self._world.oracle.made[fact_id].record
        name = fact_id if record is None else record.commitment
        self._world.schedule.note(device.name, "choke")
        self._world.seen.note("choked fact" if record is None else "choked side record")
        choked = self._world.centre.choked
        choked.add(name)
        long_us = self.stream.randrange(6 * MINUTE_US)
        self._world.schedule.after(long_us, lambda: choked.discard(name))


def _cut(world: World, device: Device, direction: str, away_us: int) -> None:
    world.network.cut_off[device.name] = direction
    world.schedule.after(away_us, lambda: world.network.reconnect(device.name))
