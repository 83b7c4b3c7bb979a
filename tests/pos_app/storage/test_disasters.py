"""Power cuts, full disks, lost keys, newer files: each has its designed answer and loses nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from pos_app.domain.facts import fact_bytes
from pos_app.files.database import Durability, open_writer, schema_version
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.ports.faults import DataNewerThanProgram, KeyMissing, StorageBroken
from pos_app.storage.opening import open_store
from pos_app.storage.rescue_copy import read_rescue
from pos_app.storage.system_clock import SystemIds
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage import full_disk
from tests.pos_app.storage.device import KEY, Device, new_device, write_catalogue
from tests.pos_app.till import BAG, Till, check_chain, pounds

ROOT = Path(__file__).parents[3]
KILLS = 10
LINES_BEFORE_A_SALE = 7

# Scans for ever; each line is said only after it would be on screen.
CASHIER = f"""
import sys
from pathlib import Path
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import new_device
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, pounds
root = Path(sys.argv[1])
till = Till(root, new_device(root))
till.signs_on(ANNA)
while True:
    for code in (BAG, CAKESTAND, OAT_DRINK) * 3:
        basket = till.register.scan_item(text=code).basket
        sys.stdout.write(f"line {{basket.piece_count}}\\n")
        sys.stdout.flush()
        if basket.piece_count == {LINES_BEFORE_A_SALE}:
            sale = till.register.pay_cash(given=pounds(90_000)).sale
            sys.stdout.write(f"sold {{sale.receipt_number}}\\n")
            sys.stdout.flush()
"""


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """An enrolled device with a catalogue, not started."""
    made = new_device(tmp_path)
    write_catalogue(made)
    return made


def test_a_killed_register_is_back_with_every_line_that_was_on_screen(device: Device) -> None:
    till = Till(device.folder.root, device)
    till.opens(ANNA)
    till.close()
    chance = Random(20_251_121)
    for _ in range(KILLS):
        said = _sell_until_killed(device.folder.root, lines=chance.randint(1, 40))
        till.start()
        sold = [line.split()[1] for line in said if line.startswith("sold")]
        on_screen = int(said[-1].split()[1]) if said[-1].startswith("line") else 0
        basket = till.register.read_basket().basket
        last = till.files.store.sales.last()
        number = "" if last is None else last.receipt_number
        if sold:
            assert number >= sold[-1]
        # What was said last is there, or the sale or the scan after it that was durable but not said any more.
        assert basket.piece_count in (on_screen, on_screen + 1) or (
            on_screen in (0, LINES_BEFORE_A_SALE) and basket.piece_count <= 1
        )
        check_chain(till)
        till.close()


def _sell_until_killed(root: Path, *, lines: int) -> list[str]:
    """What the cashier saw until the plug was pulled."""
    with subprocess.Popen(
        [sys.executable, "-c", CASHIER, root], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    return [line for line in said if line.endswith("\n")]


@pytest.mark.parametrize("story", full_disk.STORIES)
def test_a_really_full_disk_loses_nothing(tmp_path: Path, story: Callable[[Path], None]) -> None:
    # A mount of its own goes with its process; who is not root is so within the namespace alone.
    namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "-r", "--mount"]
    mount = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
    play = [sys.executable, "-m", full_disk.__name__, story.__name__, str(tmp_path)]
    played = subprocess.run(
        [*namespace, "sh", "-c", mount, tmp_path, *play],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr


def test_files_of_a_newer_program_are_left_untouched(device: Device) -> None:
    device.open().close()
    newer = len(JOURNAL_MIGRATIONS) + 1
    writer = open_writer(device.folder.journal, KEY, Durability.FULL)
    writer.execute(f"PRAGMA user_version = {newer}")
    writer.close()
    before = device.folder.journal.read_bytes()
    with pytest.raises(DataNewerThanProgram) as refused:
        device.open()
    assert (refused.value.found, refused.value.known) == (newer, newer - 1)
    assert device.folder.journal.read_bytes() == before


def test_a_wrong_key_opens_nothing_and_harms_nothing(device: Device) -> None:
    device.open().close()
    before = device.folder.journal.read_bytes()
    with pytest.raises(KeyMissing):
        open_store(device.folder, device.settings, "00" * 32, device.clock, SystemIds())
    assert device.folder.journal.read_bytes() == before
    opened = device.open()
    assert schema_version(opened.connection) == len(JOURNAL_MIGRATIONS)
    opened.close()


def test_nothing_of_the_journal_is_readable_on_the_disk(device: Device) -> None:
    till = Till(device.folder.root, device)
    till.opens(ANNA)
    till.scans(BAG)
    stored = b"".join(path.read_bytes() for path in device.folder.root.glob("journal.db*"))
    till.close()
    for secret in (b"operator_signed_on", b"retrospot", b"SQLite format"):
        assert secret not in stored


def test_after_a_failed_write_nothing_more_is_written_until_the_next_start(device: Device) -> None:
    till = Till(device.folder.root, device)
    till.opens(ANNA)
    till.scans(BAG)
    with pytest.raises(StorageBroken), till.files.store.write():
        raise StorageBroken
    with pytest.raises(StorageBroken):
        till.scans(BAG)
    till.restart()
    assert [life.reason for life in incarnations(till.files.connection)] == [
        "first",
        "failed_write",
    ]
    till.signs_on(ANNA)
    assert till.sells(BAG).sale.receipt_number == "12-2B-1121-0001"
    till.restart()
    assert len(incarnations(till.files.connection)) == 2
    till.close()


def test_a_second_disk_holds_the_same_bytes(device: Device, tmp_path: Path) -> None:
    other = tmp_path / "other-disk"
    other.mkdir()
    till = Till(device.folder.root, device.with_rescue(other))
    till.opens(ANNA)
    rescue = till.files.rescue
    assert rescue is not None
    till.sells(BAG)
    with rescue.path.open("ab") as torn:
        torn.write(b"\0\0\1")
    till.restart()
    till.signs_on(ANNA)
    till.sells(BAG)
    connection = till.files.connection
    facts = facts_after(connection, incarnations(connection)[0].id, 0, 100)
    assert list(read_rescue(rescue.path)) == [(fact_bytes(fact), fact.hash) for fact in facts]
    till.close()


def test_a_second_disk_that_is_gone_blocks_no_sale(device: Device, tmp_path: Path) -> None:
    gone = replace(
        device, settings=replace(device.settings, rescue_folder=str(tmp_path / "pulled-out"))
    )
    till = Till(device.folder.root, gone)
    till.opens(ANNA)
    assert till.sells(BAG).sale.to_pay == pounds(195)
    assert till.files.sending.status().second_copy_failed
    (tmp_path / "pulled-out").mkdir()
    till.sells(BAG)
    assert not till.files.sending.status().second_copy_failed
    till.close()
