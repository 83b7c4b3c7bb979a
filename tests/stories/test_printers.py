"""Whatever a printer or a drawer does, nobody waits for it, no receipt is lost, and it is said what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.facts import FactKind
from pos_app.files.device_settings import OPEN_IS_LOW
from storeday.processes import ServiceProcess
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK
from tests.pos_app.devices.simulated_labels import SimulatedLabels
from tests.stories.steered_clock import SteeredClock
from tests.stories.world import Shop


@pytest.fixture
def label_printer(tmp_path: Path) -> Iterator[SimulatedLabels]:
    """A label printer on the network."""
    made = SimulatedLabels(tmp_path / "labels")
    yield made
    made.stop()


class Printer:
    """A receipt printer: a program of its own, on the shop's network or at a cable."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._process: ServiceProcess | None = None

    def is_on_the_network(self) -> str:
        """Switched on; gives its address."""
        faults = ("--fault-file", str(self._folder / "faults"))
        return self._started("printer_simulator", *faults)

    def is_at_a_cable(self) -> str:
        """Switched on; gives the port."""
        port = str(self._folder / "lp0")
        shows = ("--shows", str(self._folder / "faults"))
        return self._started("serial_simulator", "printer", "--port", port, *shows)

    def breaks(self, fault: str) -> None:
        """From now on it does so."""
        (self._folder / "faults").write_text(fault, encoding="ascii")

    def is_mended(self) -> None:
        """It works again."""
        (self._folder / "faults").unlink()

    def receipts(self) -> int:
        """How many came out on paper; opening the drawer is a job too, and prints nothing."""
        jobs = (self._folder / "jobs").glob("*.bin")
        return sum(b"Lunch bag" in job.read_bytes() for job in jobs)

    def stop(self) -> None:
        """Switched off."""
        if self._process is not None:
            self._process.stop()

    def _started(self, simulator: str, *options: str) -> str:
        options = (*options, "--jobs", str(self._folder / "jobs"))
        log = self._folder / "printer.log"
        self._process = ServiceProcess(f"pos_app.devices.{simulator}", *options, log=log)
        return self._process.start("listening at ").rpartition(" ")[2]


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    """A printer that works, at first."""
    made = Printer(tmp_path / "printer")
    yield made
    made.stop()


def test_a_printer_that_does_not_answer_keeps_receipts_waiting_and_no_customer(
    store: Shop, printer: Printer
) -> None:
    store.gets_printer(printer.is_on_the_network())
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    store.waits_until(lambda: printer.receipts() == 1, "a receipt on paper")
    printer.breaks("mute")
    cashier.sells(LUNCH_BAG, OAT_DRINK)
    cashier.is_told("Receipt printer does not answer. Sell on, the receipt waits.")
    cashier.is_told("1 receipt waits")
    cashier.scans(CAKE_STAND)
    cashier.owes("£12.75")
    assert len(store.facts(FactKind.SALE_COMPLETED)) == 2
    printer.is_mended()
    store.waits_until(lambda: printer.receipts() == 2, "the receipt that waited")
    cashier.is_gone("1 receipt waits")
    cashier.pays()
    cashier.is_gone("Drawer did not open")
    assert len(store.facts(FactKind.SALE_COMPLETED)) == 3


def test_a_printer_that_dies_in_a_receipt_prints_it_whole_when_it_lives(
    store: Shop, printer: Printer
) -> None:
    store.gets_printer(printer.is_on_the_network())
    printer.breaks("dies")
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.is_told("Receipt printer does not answer. Sell on, the receipt waits.")
    cashier.sells(CAKE_STAND)
    assert printer.receipts() == 0
    printer.breaks("paper-low")
    cashier.touches("Next customer", "More", "Devices", "Test the printer")
    store.waits_until(lambda: printer.receipts() == 1, "the receipt, whole")
    cashier.is_told("Receipt printer, The paper runs low. Have a new roll at hand.")
    assert len(store.facts(FactKind.SALE_COMPLETED)) == 2


@pytest.mark.parametrize("setting", [str, "{}@9600".format], ids=["usb", "serial"])
def test_a_printer_at_a_cable_says_what_it_lacks_and_prints_what_waited(
    store: Shop, printer: Printer, setting: Callable[[str], str]
) -> None:
    store.gets_printer(setting(printer.is_at_a_cable()))
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    store.waits_until(lambda: printer.receipts() == 1, "a receipt on paper")
    printer.breaks("cover-open")
    cashier.sells(LUNCH_BAG)
    cashier.is_told("Receipt printer is open. Close it, the receipt waits.")
    printer.breaks("cutter-stuck")
    cashier.touches("Try again")
    cashier.is_told("Receipt printer’s knife is stuck. Free it, the receipt waits.")
    printer.is_mended()
    cashier.touches("Try again")
    store.waits_until(lambda: printer.receipts() == 2, "the receipt that waited")


def test_labels_wait_for_their_printer_and_nobody_waits_for_it(
    store: Shop, label_printer: SimulatedLabels
) -> None:
    label_printer.shows("labels-out")
    store.gets_printer(label_printer.address, labels=True)
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.touches("More", "Devices", "Ready, Label printer", "Test the printer")
    cashier.is_told("Label printer is out of labels. Work on, labels wait.")
    cashier.is_told("1 label waits")
    store.closes_register()
    label_printer.shows("")
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    store.waits_until(lambda: len(label_printer.labels()) == 1, "the label of yesterday")


def test_a_drawer_that_stays_open_is_said_and_holds_nobody_up(
    store: Shop, printer: Printer
) -> None:
    store.gets_printer(printer.is_on_the_network())
    replace(store.settings, drawer_sensor=OPEN_IS_LOW).save(store.register)
    clock = SteeredClock()
    cashier = store.opens_register(clock)
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.is_told("Drawer is open")
    clock.moves_on(seconds=60)
    cashier.is_told("The drawer is open. Shut it.")
    cashier.sells(OAT_DRINK)
    printer.breaks("drawer-shut")
    cashier.is_told("Drawer is shut")
    cashier.is_gone("The drawer is open. Shut it.")
    printer.breaks("drawer-stuck")
    cashier.sells(OAT_DRINK)
    cashier.is_told("Drawer did not open. Use the key.")
    cashier.touches("Next customer", "More", "Devices")
    cashier.is_told("Cash drawer, Drawer did not open. Use the key.")
    cashier.touches("What happened")
    cashier.is_told("Stays open")
