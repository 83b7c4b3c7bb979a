"""A register whose disk is really full, played as a program within a mount of its own.

`python -m tests.stories.full_disk REGISTER DISK`: REGISTER is copied onto DISK first.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from pos_app.files.layout import DeviceFolder
from storeday.counter import Counter
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK
from tests.pos_app.storage.filling import fill
from tests.stories.robots import Cashier

NOBODY = "http://127.0.0.1:9"
FULL = "This device is full. That last step did not count. Call head office now."


def play(register: Path, disk: Path) -> None:
    """No line is shown as sold on a full disk, and the next scan works when there is room again."""
    folder = DeviceFolder(disk / "register")
    shutil.copytree(register, folder.root)
    counter = Counter(folder, NOBODY)
    try:
        sells_on_a_full_disk(counter, Cashier(counter.hands), disk)
    finally:
        counter.close()


def sells_on_a_full_disk(counter: Counter, cashier: Cashier, disk: Path) -> None:
    """What the cashier does and sees."""
    cashier.opens_till(ANNA)
    cashier.sells(OAT_DRINK)
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    filler = fill(disk)
    cashier.scans_code(CAKE_STAND.code)
    cashier.is_told(FULL)
    cashier.owes("£1.65")
    cashier.is_not_told(f", {CAKE_STAND.name}, ")
    cashier.touches("Exact")
    cashier.hands.waits_until(lambda: counter.window.runner.is_idle, "an answer")
    cashier.is_told(FULL)
    cashier.owes("£1.65")
    filler.unlink()
    cashier.scans(OAT_DRINK)
    cashier.owes("£3.60")
    cashier.is_gone(FULL)
    cashier.pays()


if __name__ == "__main__":
    play(Path(sys.argv[1]), Path(sys.argv[2]))
