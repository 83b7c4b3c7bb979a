"""Two handhelds in a dead zone: leases hold as far as they were told, and what both fetched ends in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from pos_app.ports.enrolment import DeviceClass
from resources.demo.readers import read_orders
from storeday.shop import CARLA, DEV, Person, product
from sync.enrolment import HttpEnrolment
from tests.stories.till_process import TillProcess
from tests.stories.world import Shop
from tests.sync.agent_process import AgentProcess, until

# Nobody else's hour goes with it: one order, two items.
ORDER = "4730"
GOODS = {
    line.item_number[-4:]: product(line.item_number)
    for order in read_orders()
    if order.order_number == ORDER
    for line in order.lines
}
TOTES = ("TOTE-A", "TOTE-B")


class Handheld:
    """A device in somebody's hand: a program of its own, which may be killed."""

    def __init__(self, store: Shop, folder: DeviceFolder, who: Person) -> None:
        self._store = store
        self._folder = folder
        self._who = who
        self._process = TillProcess(folder, store.office.url)
        self._signs_on()

    def dies(self) -> None:
        """SIGKILL, and switched on again."""
        self._process.kill()
        self._process = TillProcess(self._folder, self._store.office.url)
        self._signs_on()

    def ends(self) -> None:
        """Whatever it was doing."""
        self._process.kill()

    def touches(self, *names: str) -> None:
        """One after the other."""
        self._process.does(*(f"touches {name}" for name in names))

    def scans(self, *codes: str) -> None:
        """One after the other."""
        self._process.does(*(f"scans {code}" for code in codes))

    def sees(self, *words: str) -> str:
        """One of these has to come; gives which."""
        found = self._process.sees(*words)
        assert found in words, f"{self._who.name} sees {found} instead of {words}"
        return found

    def picks_next(self) -> None:
        """What the screen asks for."""
        ends = self.sees(*(f"Number ends in {number}" for number in GOODS))
        self.scans(GOODS[ends[-4:]].code)

    def _signs_on(self) -> None:
        self.sees(DEV.tile)
        self.scans(self._who.badge)
        self._process.does("touches Pick")


@pytest.fixture
def handhelds(store: Shop, tmp_path: Path) -> Iterator[Callable[[Person], Handheld]]:
    """The store's device, then a second one that was set up while there was a line."""
    store.office.start()
    second = DeviceFolder(tmp_path / "register-2")
    second.root.mkdir()
    enrolment = HttpEnrolment(second, store.office.url, KEY_FILE, "the second one")
    code = store.office.enrolment_code(workstation="2")
    enrolment.enrol(code, DeviceClass.REGISTER, 100)
    agent = AgentProcess(second)
    until(lambda: enrolment.progress().complete)
    agent.end()
    folders = iter((store.register, second))
    made: list[Handheld] = []

    def make(who: Person) -> Handheld:
        made.append(Handheld(store, next(folders), who))
        return made[-1]

    yield make
    for handheld in made:
        handheld.ends()


def takes_the_order(handheld: Handheld) -> None:
    handheld.touches("Waits, by 15:00: 1 order", "Take 1 order")
    handheld.sees("Scan the item")


def labels_and_puts_away(handheld: Handheld, bay: str) -> None:
    handheld.sees("How many bags?")
    handheld.touches("Print 1 label")
    handheld.sees("1 label printed.")
    handheld.scans(f"PC-{ORDER}/1/1/A", f"BAY-{bay}")
    handheld.sees(f"Bag 1 of 1, order {ORDER}: in {bay}.")
    handheld.touches("Done")


@pytest.mark.timeout(200)
def test_two_handhelds_without_a_line_end_in_one_order_and_one_question(
    store: Shop, handhelds: Callable[[Person], Handheld]
) -> None:
    dev, carla = handhelds(DEV), handhelds(CARLA)
    dev.touches("Take 2 orders")
    dev.scans(*TOTES)
    dev.touches("Start")
    dev.sees("Scan the item")
    # the lease is told: the other device shows who has them, and offers them to nobody
    carla.sees(f"With {DEV.number}")
    store.goes_offline()
    dev.touches("Pause")
    dev.sees("Paused")
    takes_the_order(dev)
    takes_the_order(carla)
    dev.picks_next()
    dev.sees("Stop 2 of 2")
    dev.dies()
    dev.touches("Go on")
    dev.sees("Scan the item")
    dev.picks_next()
    labels_and_puts_away(dev, "B4")
    carla.picks_next()
    carla.sees("Stop 2 of 2")
    carla.picks_next()
    labels_and_puts_away(carla, "B5")
    store.comes_back()
    unit = store.settings.business_unit
    until(lambda: kinds_asked(store, unit) != [])
    assert kinds_asked(store, unit) == ["picked_twice"]
    parts = store.office.asks(f"/v1/orders/{ORDER}")["orders"]
    assert [part["state"] for part in parts] == ["ready"]


def kinds_asked(store: Shop, unit: str) -> list[str]:
    """What head office asks a person of the store."""
    found = store.office.asks(f"/v1/admin/exceptions?business_unit={unit}")
    return [str(each["kind"]) for each in found["exceptions"]]
