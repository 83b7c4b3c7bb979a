"""What breaks around a register: each has its page or its sentence, and no sale is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pos_app.files.database import Durability, open_writer, schema_version
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK
from tests.stories import full_disk
from tests.stories.world import Shop, differences

ROOT = Path(__file__).parents[2]


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
