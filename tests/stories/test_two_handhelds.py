"""Two devices of one store: handhelds in a dead zone; a counter that rings the picker and asks about a substitute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pos_app.files.database import open_reader
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.enrolment import DeviceClass
from resources.demo.readers import read_orders
from storeday.shop import CARLA, DEV, LUNCH_BAG, Person, product
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
# An hour of its own: one order for one thing, of which the customer takes something cheaper as well.
EVENING, HOUR, PRICE_MINOR = "E-1", 18, 295


class Handheld:
    """A device in somebody's hand: a program of its own, which may be killed."""

    def __init__(self, store: Shop, folder: DeviceFolder, who: Person) -> None:
        self._store = store
        self.folder = folder
        self._who = who
        self._process = TillProcess(folder, store.office.url)
        self._signs_on()

    def dies(self) -> None:
        """SIGKILL, and switched on again."""
        self._process.kill()
        self._process = TillProcess(self.folder, self._store.office.url)
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


def labels_and_puts_away(handheld: Handheld, bay: str, order: str = ORDER) -> None:
    handheld.sees("How many bags?")
    handheld.touches("Print 1 label")
    handheld.sees("1 label printed.")
    handheld.scans(f"PC-{order}/1/1/A")
    handheld.sees("Scan a bay for it")
    handheld.scans(f"BAY-{bay}")
    handheld.sees(f"Bag 1 of 1, order {order}: in {bay}.")
    handheld.touches("Done")


def test_two_handhelds_without_a_line_end_in_one_order_and_one_question(
    store: Shop, handhelds: Callable[[Person], Handheld]
) -> None:
    dev, carla = handhelds(DEV), handhelds(CARLA)
    dev.touches("Take 2 orders")
    dev.sees("Scan a tote for order")
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


def somebody_orders(store: Shop) -> str:
    """Gives what their confirmation shows."""
    evening = datetime.now(ZoneInfo("Europe/London")).replace(hour=HOUR, minute=30, second=0)
    line = {"item_number": "85123A", "quantity_milli": 1000, "price_minor": PRICE_MINOR}
    words = {
        "order_number": EVENING,
        "fulfilment": "pickup",
        "business_unit": store.settings.business_unit,
        "promised_us": int(evening.timestamp()) * 1_000_000,
        "paid": True,
        "paid_with": {"kind": "card", "reference": "psp-1"},
        "lines": [{**line, "substitutes": "same_or_cheaper"}],
    }
    return store.office.place_order(words)


def test_the_counter_rings_the_picker_and_asks_about_what_came_instead(
    store: Shop, handhelds: Callable[[Person], Handheld]
) -> None:
    dev, carla = handhelds(DEV), handhelds(CARLA)
    shown = somebody_orders(store)
    dev.touches(f"Waits, by {HOUR}:30: 1 order", "Take 1 order")
    dev.sees("Scan the item")
    carla.sees(f"With {DEV.number}")
    until(lambda: knows_code(carla.folder))
    carla.touches("Pickup")
    carla.scans(f"PU-{shown}")
    carla.touches("Ring the picker")
    carla.sees("no answer yet")
    dev.sees(f"asks for order {EVENING}")
    dev.touches("I bring it now")
    dev.sees("The counter reads your answer")
    carla.sees("the picker brings it now")
    dev.touches("Not there")
    dev.sees("Why is it missing?")
    dev.scans(LUNCH_BAG.code)
    labels_and_puts_away(dev, "B4", EVENING)
    carla.sees("Instead of White hanging heart")
    # what came instead is told before the bag has its bay: only then is there something to scan
    carla.sees("put it there at")
    carla.scans("BAY-B4")
    carla.touches("Hand over 1 bag")
    carla.sees("£1.30 goes back to how they paid")
    unit = store.settings.business_unit
    until(lambda: refunds(store, unit) != [])
    [refund] = refunds(store, unit)
    assert (refund["order_number"], refund["reason"]) == (EVENING, "cheaper")
    assert (refund["amount_minor"], refund["tender_reference"]) == (130, "psp-1")


def knows_code(folder: DeviceFolder) -> bool:
    """How the customer is checked comes beside the order."""
    key = database_key(KeyFileSecrets(folder.key_file))
    reader = open_reader(folder.replica("store", max(folder.generations("store"))), key)
    try:
        wanted = "SELECT EXISTS (SELECT 1 FROM order_check WHERE order_number = ?)"
        return bool(reader.execute(wanted, (EVENING,)).fetchall()[0][0])
    finally:
        reader.close()


def refunds(store: Shop, unit: str) -> list[dict[str, Any]]:
    """What goes back to whoever paid online."""
    found: list[dict[str, Any]] = store.office.asks(f"/v1/admin/refunds?business_unit={unit}")[
        "refunds"
    ]
    return found


def kinds_asked(store: Shop, unit: str) -> list[str]:
    """What head office asks a person of the store."""
    found = store.office.asks(f"/v1/admin/exceptions?business_unit={unit}")
    return [str(each["kind"]) for each in found["exceptions"]]
