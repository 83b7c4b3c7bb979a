"""Day knows what people do between morning and evening, while the troubles of the seed come over them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial

from tests.simulation.counting import count_something
from tests.simulation.goods import ITEM_IDS
from tests.simulation.schedule import MINUTE_US, SECOND_US
from tests.simulation.shop import SHOP_WORK, Shop
from tests.simulation.troubles import Troubles
from tests.simulation.virtual_app import VirtualApp
from tests.simulation.world import DEVICES_MAX, World

LENGTH_US = 15 * MINUTE_US
BETWEEN_US = 9 * SECOND_US
# What people do, by weight; troubles have the weights of the seed.
WORK = {
    "sell": 300,
    "cancel": 30,
    "drawer": 30,
    "close_day": 20,
    "price": 40,
    "rename": 20,
    "correction": 40,
    "image": 60,
    "backup": 40,
    "meet": 25,
    "forget": 10,
    "enrol": 2,
}


# Apart from it, so that it reshuffles nothing else.
GUESTS = {"let_in": 40, "forget_guest": 10}
COUNTS = {"count": 120}
RETENTION = {"let_go_of_pages": 25}
# The others stay as they were, with the rare states that they reach.
COUNTING_SEEDS_EACH = 5
# Of so many seeds, the second has a centre that keeps old groups for minutes.
FORGETFUL_SEEDS_EACH = 4


class Day:
    """Draws one happening after the other until the day is over."""

    def __init__(self, world: World, shop: Shop | None) -> None:
        self._world = world
        self._shop = shop
        self._stream = world.chance.stream("workload")
        self._guests = world.chance.stream("guests")
        self._troubles = Troubles(world)
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
            "meet": world.people.meet,
            "forget": world.people.forget,
            "enrol": self._enrol,
        }
        self._of_guests: dict[str, Callable[[], None]] = {
            "let_in": self._let_in,
            "forget_guest": world.people.forget_guest,
        }

    def run(self) -> None:
        """From now until the evening."""
        schedule = self._world.schedule
        self._end_us = schedule.now_us + LENGTH_US
        self._plan(self._stream, self._doing, WORK)
        self._plan(self._guests, self._of_guests, GUESTS)
        if not self._world.chance.seed % COUNTING_SEEDS_EACH:
            counts = {"count": partial(count_something, self._world)}
            self._plan(self._world.chance.stream("counting"), counts, COUNTS)
        if self._world.chance.seed % FORGETFUL_SEEDS_EACH == 2:
            forgets = {"let_go_of_pages": self._let_go_of_pages}
            self._plan(self._world.chance.stream("retention"), forgets, RETENTION)
        if self._shop is not None:
            self._plan(self._shop.stream, self._shop.doing, SHOP_WORK)
        troubles = self._troubles
        if any(troubles.weights.values()):
            self._plan(troubles.stream, troubles.doing, troubles.weights)
            troubles.plan_failovers(LENGTH_US)
        schedule.after(LENGTH_US // 2, self._world.upgrade_centre)
        schedule.run_until(self._end_us)

    def _plan(
        self,
        stream: random.Random,
        happenings: Mapping[str, Callable[[], object]],
        weights: dict[str, int],
    ) -> None:
        """Let one of them happen, and plan the next: the more weight in all, the sooner."""
        names, figures = list(weights), list(weights.values())
        between_us = BETWEEN_US * sum(WORK.values()) // sum(figures)

        def happen() -> None:
            if self._world.schedule.now_us >= self._end_us:
                return
            name = stream.choices(names, figures)[0]
            if self._world.happens(name):
                happenings[name]()
            self._world.schedule.after(stream.randrange(2 * between_us), happen)

        self._world.schedule.after(stream.randrange(2 * between_us), happen)

    def _note(self, actor: str, event: str) -> None:
        self._world.schedule.note(actor, event)

    # Work ----------------------------------------------------------------------------------------------------

    def _app_step(self, event: str, step: Callable[[VirtualApp], object]) -> None:
        device = self._stream.choice(self._world.devices)
        self._note(device.name, event)
        device.step(step)

    def _let_in(self) -> None:
        device = self._guests.choice(self._world.devices)
        self._note(device.name, "let in")
        device.step(VirtualApp.let_in)

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

    def _let_go_of_pages(self) -> None:
        count = self._world.head_office.let_go_of_pages()
        self._note("centre", f"lets go of {count} pages")
        self._world.seen.note("pages let go of", count)

    def _image(self) -> None:
        device = self._stream.choice(self._world.devices)
        if not device.has_bad_page:
            self._note(device.name, "image")
            device.disk.take_image()

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
