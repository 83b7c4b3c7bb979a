"""What breaks around a register: each has its page or its sentence, and no sale is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import FactKind
from pos_app.files.database import Durability, open_writer, schema_version
from storeday.processes import ServiceProcess
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK
from tests.stories import full_disk
from tests.stories.world import Shop, differences

ROOT = Path(__file__).parents[2]


class Printer:
    """A receipt printer on the shop's network."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = ServiceProcess(
            "pos_app.devices.printer_simulator",
            "--jobs",
            str(folder / "jobs"),
            "--fault-file",
            str(folder / "faults"),
            log=folder / "printer.log",
        )
        self.address = self._process.start("listening at ").rpartition(" ")[2]

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
        self._process.stop()


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    """A printer that works, at first."""
    folder = tmp_path / "printer"
    folder.mkdir()
    made = Printer(folder)
    yield made
    made.stop()


@pytest.mark.timeout(90)
def test_a_printer_that_does_not_answer_keeps_receipts_waiting_and_no_customer(
    store: Shop, printer: Printer
) -> None:
    store.gets_printer(printer.address)
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


@pytest.mark.timeout(90)
def test_a_till_whose_key_is_lost_gets_it_back_with_every_unsent_sale(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    cashier.sells(CAKE_STAND, OAT_DRINK)
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    store.closes_register()
    store.register.key_file.unlink()
    store.comes_back()
    cashier = store.opens_register()
    cashier.is_told("The key of this register is missing")
    cashier.is_told("Every sale on this device is safe.")
    cashier.touches("Recovery code")
    cashier.types("WRONG-CODE")
    cashier.touches("Get the key back")
    cashier.is_told("Head office does not know this code.")
    cashier.clears("Recovery code")
    cashier.types(store.office.recovery_code(store.settings.device_id))
    cashier.touches("Get the key back")
    cashier.is_told(ANNA.tile)
    cashier.shows_badge(ANNA)
    cashier.owes("£1.65")
    cashier.pays()
    cashier.sees_all_sent()
    books = store.books()
    assert books["Sales"] == ("3", "3")
    assert differences(books) == {}


def test_a_program_that_is_too_old_for_the_records_says_so_and_leaves_them_alone(
    store: Shop,
) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    store.closes_register()
    writer = open_writer(store.register.journal, store.key, Durability.FULL)
    newer = schema_version(writer) + 1
    writer.execute(f"PRAGMA user_version = {newer}")
    writer.close()
    before = store.register.journal.read_bytes()
    cashier = store.opens_register()
    cashier.is_told("This program is too old")
    cashier.is_told(f"Records {newer}, program {newer - 1}.")
    store.closes_register()
    assert store.register.journal.read_bytes() == before


def test_a_second_window_on_the_same_till_sells_nothing(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.scans(LUNCH_BAG)
    second = store.opens_register_as_process()
    said = "This register is open already"
    assert second.sees(said, ANNA.tile) == said
    cashier.scans(OAT_DRINK)
    cashier.owes("£3.60")
    assert second.closes() == 0
    cashier.pays()


def test_a_full_disk_shows_no_line_as_sold_and_loses_nothing(store: Shop, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    # A mount of its own goes with its process; who is not root is so within the namespace alone.
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-r", "--mount"]
    mount = 'mount -t tmpfs -o size=8m tmpfs "$0" && exec "$@"'
    play = [sys.executable, "-m", full_disk.__name__, str(store.register.root), str(disk)]
    played = subprocess.run(
        [*namespace, "sh", "-c", mount, str(disk), *play],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
