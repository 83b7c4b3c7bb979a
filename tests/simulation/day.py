"""Day knows what happens to a fleet between morning and evening: work, and the troubles that the seed draws."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.simulation.device import ALL, JOURNAL, REPLICAS
from tests.simulation.goods import ITEM_IDS
from tests.simulation.schedule import MINUTE_US, SECOND_US
from tests.simulation.virtual_app import VirtualApp
from tests.simulation.world import DEVICES_MAX, World

LENGTH_US = 15 * MINUTE_US
BETWEEN_US = 9 * SECOND_US
# What people do, by weight; troubles have the weights of the seed.
WORK = {
    "sell": 300,
    "cancel": 30,
    "drawer": 30,
    "close_day": 15,
    "price": 40,
    "rename": 20,
    "correction": 40,
    "image": 60,
    "backup": 40,
    "enrol": 2,
}
TROUBLES = (
    "cut_off",
    "power_cut",
    "old_journal",
    "old_disk",
    "clone",
    "damage",
    "clock_jump",
    "centre_restart",
    "centre_restore",
    "strange_fact",
    "choke",
)
WITNESS_US = 2 * SECOND_US
_HOUR_US = 3600 * SECOND_US


class Day:
    """Draws one happening after the other until the day is over."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._stream = world.chance.stream("workload")
        self._trouble = world.chance.stream("trouble")
        self._end_us = 0
        self._doing: dict[str, Callable[[], None]] = {
            "sell": lambda: self._app_step("sell", VirtualApp.sell),
            "cancel": lambda: self._app_step("cancel", VirtualApp.cancel),
            "drawer": lambda: self._app_step("drawer", VirtualApp.open_drawer),
            "close_day": lambda: self._app_step("close day", VirtualApp.close_day),
            "price": self._price,
            "rename": self._rename,
            "correction": self._correction,
            "image": self._image,
            "backup": self._backup,
            "enrol": self._enrol,
        }
        self._suffering: dict[str, Callable[[], None]] = {
            "cut_off": self._cut_off,
            "power_cut": lambda: self._put_image(REPLICAS, "power cut"),
            "old_journal": lambda: self._put_image(JOURNAL, "old journal beside a newer replica"),
            "old_disk": lambda: self._put_image(ALL, "old disk"),
            "clone": self._clone,
            "damage": self._damage,
            "clock_jump": self._clock_jump,
            "centre_restart": self._centre_restart,
            "centre_restore": self._centre_restore,
            "strange_fact": lambda: self._app_step("strange", VirtualApp.write_strange_fact),
            "choke": self._choke,
        }

    def run(self) -> None:
        """From now until the evening."""
        schedule = self._world.schedule
        self._end_us = schedule.now_us + LENGTH_US
        self._plan(self._stream, self._doing, WORK)
        weights = {name: getattr(self._world.faults, name) for name in TROUBLES}
        if any(weights.values()):
            self._plan(self._trouble, self._suffering, weights)
        schedule.run_until(self._end_us)

    def _plan(
        self,
        stream: random.Random,
        happenings: dict[str, Callable[[], None]],
        weights: dict[str, int],
    ) -> None:
        """Let one of them happen, and plan the next: the more weight in all, the sooner."""
        names, figures = list(weights), list(weights.values())
        between_us = BETWEEN_US * sum(WORK.values()) // sum(figures)

        def happen() -> None:
            if self._world.schedule.now_us >= self._end_us:
                return
            happenings[stream.choices(names, figures)[0]]()
            self._world.schedule.after(stream.randrange(2 * between_us), happen)

        self._world.schedule.after(stream.randrange(2 * between_us), happen)

    def _note(self, actor: str, event: str) -> None:
        self._world.schedule.note(actor, event)

    # Work ----------------------------------------------------------------------------------------------------

    def _app_step(self, event: str, step: Callable[[VirtualApp], object]) -> None:
        device = self._stream.choice(self._world.devices)
        self._note(device.name, event)
        device.step(step)

    def _price(self) -> None:
        self._note("centre", "price")
        price_minor = 1 + self._stream.randrange(900)
        self._world.head_office.set_price(self._stream.choice(ITEM_IDS), price_minor)

    def _rename(self) -> None:
        self._note("centre", "rename")
        name = f"Item named {self._stream.randrange(1000)}"
        self._world.head_office.rename(self._stream.choice(ITEM_IDS), name)

    def _correction(self) -> None:
        self._note("centre", "correction")
        difference = 1000 * (self._stream.randrange(41) - 20)
        self._world.head_office.correct_stock(self._stream.choice(ITEM_IDS), difference or 1000)

    def _image(self) -> None:
        device = self._stream.choice(self._world.devices)
        self._note(device.name, "image")
        device.take_image()

    def _backup(self) -> None:
        self._note("centre", "backup")
        self._world.centre.disk.take_image(self._world.backup)
        self._world.backup_us = self._world.schedule.now_us

    def _enrol(self) -> None:
        world = self._world
        if len(world.devices) < DEVICES_MAX and world.centre.is_up:
            world.seen.note("device enrolled on the way")
            device = world.enrol()
            self._note(device.name, "enrolled")
            device.start()

    # Troubles ------------------------------------------------------------------------------------------------

    def _cut_off(self) -> None:
        device, network = self._trouble.choice(self._world.devices), self._world.network
        self._note(device.name, "cut off")
        network.cut_off.add(device.name)
        away_us = self._trouble.randrange(8 * MINUTE_US)
        self._world.schedule.after(away_us, lambda: network.cut_off.discard(device.name))

    def _put_image(self, what: str, state: str) -> None:
        device = self._trouble.choice(self._world.devices)
        if not device.image.exists():
            return
        self._note(device.name, state)
        self._world.seen.note(state)
        device.stop()
        device.put_image(what)
        device.clock.boot += 1
        self._world.promises[device.name].files_replaced()
        self._world.schedule.after(self._trouble.randrange(MINUTE_US), device.start)

    def _clone(self) -> None:
        world = self._world
        if len(world.devices) >= DEVICES_MAX:
            return
        original = self._trouble.choice(self._world.devices)
        clone = world.add(f"{original.name}c{len(world.devices)}", original.identity)
        self._note(original.name, f"clone {clone.name}")
        world.seen.note("clone")
        original.take_image(clone.root)
        clone.start()

    def _damage(self) -> None:
        device = self._trouble.choice(self._world.devices)
        if device.agent is None:
            return
        self._note(device.name, "damage")
        self._world.seen.note("damaged replica")
        self._trouble.choice(device.agent.loops[2:]).damage()

    def _clock_jump(self) -> None:
        device = self._trouble.choice(self._world.devices)
        most = self._trouble.choice((_HOUR_US, 24 * _HOUR_US, 87_600 * _HOUR_US))
        device.clock.skew_us = self._trouble.randrange(2 * most) - most
        self._note(device.name, "clock jump")
        self._world.seen.note("clock jump")

    def _centre_restart(self) -> None:
        if self._world.centre.is_up:
            self._note("centre", "restart")
            self._world.network.stop_centre()

    def _centre_restore(self) -> None:
        world = self._world
        # The witness is a second behind; what a younger backup misses is docs/simulation.md's last point.
        is_old = world.schedule.now_us - world.backup_us > WITNESS_US
        if world.backup.exists() and world.centre.is_up and is_old:
            self._note("centre", "restore")
            world.network.stop_centre()
            world.centre.disk.restore_image(world.backup)
            self._world.schedule.after(self._trouble.randrange(2 * MINUTE_US), world.admit_all)

    def _choke(self) -> None:
        """The centre fails on one fact for some minutes."""
        device = self._trouble.choice(self._world.devices)
        broke = device.step(VirtualApp.open_drawer)
        if broke or not self._world.oracle.made:
            return
        fact_id = next(reversed(self._world.oracle.made))
        self._note(device.name, "choke")
        self._world.seen.note("choked fact")
        choked = self._world.centre.choked
        choked.add(fact_id)
        long_us = self._trouble.randrange(6 * MINUTE_US)
        self._world.schedule.after(long_us, lambda: choked.discard(fact_id))
