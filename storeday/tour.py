"""Tour drives the real screens through a day without a display, and fails unless the books agree."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pos_app.files.layout import DeviceFolder
from storeday.album import Album
from storeday.books import centre_books, print_books, register_books, side_by_side
from storeday.counter import Counter
from storeday.day import Scene, whole_day
from storeday.head_office import HeadOffice

BUSINESS_UNIT, WORKSTATION, CURRENCY = "12", "1", "GBP"


def tour(pictures: Path) -> int:
    """Play the day, keep the pictures, compare the books; 0 only when they agree."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    album = Album(pictures)
    shutil.rmtree(pictures / "store", ignore_errors=True)
    office = HeadOffice(pictures / "store" / "head-office")
    register = DeviceFolder(pictures / "store" / "register-1")
    print("Preparing the demo store", flush=True)
    office.prepare()
    office.start()
    try:
        counter = Counter(register, office.url)
        try:
            whole_day(Scene(office, counter, album, _Narrator()), BUSINESS_UNIT, WORKSTATION)
        finally:
            counter.close()
        print(f"{album.count} screens are in {pictures}", flush=True)
        return compare(office, register)
    finally:
        office.stop()


def compare_again(pictures: Path) -> int:
    """Compare the books of the day that was played last."""
    office = HeadOffice(pictures / "store" / "head-office")
    office.start()
    try:
        return compare(office, DeviceFolder(pictures / "store" / "register-1"))
    finally:
        office.stop()


def compare(office: HeadOffice, register: DeviceFolder) -> int:
    """Set the day of both sides side by side; 0 when they agree."""
    business_date, here = register_books(register)
    there = centre_books(office.books(BUSINESS_UNIT, business_date), CURRENCY)
    print(f"\nThe books of {business_date}", flush=True)
    return 0 if print_books(side_by_side(here, there)) else 1


class _Narrator:
    """Counts and says what happens."""

    def __init__(self) -> None:
        self._step = 0

    def __call__(self, sentence: str) -> None:
        self._step += 1
        print(f"{self._step:>3}. {sentence}", flush=True)
