"""A folder is no stick, nor is any disk that is mounted: only what can be carried away, and what is marked."""

import os
from pathlib import Path

import pytest

from pos_app.files.usb_stick import MARKER, is_stick, usb_sticks


def test_a_folder_that_nothing_is_mounted_on_is_no_stick(tmp_path: Path) -> None:
    (tmp_path / "anna" / "STICK").mkdir(parents=True)
    assert usb_sticks((tmp_path,)) == ()


def test_a_machine_without_such_places_has_none(tmp_path: Path) -> None:
    assert usb_sticks((tmp_path / "media",)) == ()


def _disk(root: Path, place: Path, removable: str, *, partition: bool) -> Path:
    """A folder of block devices as Linux has it, in which `place` lies on a disk."""
    numbers = place.stat().st_dev
    disk = root / "devices" / "sdx"
    named = disk / "sdx1" if partition else disk
    named.mkdir(parents=True)
    (disk / "removable").write_text(f"{removable}\n")
    devices = root / "block"
    devices.mkdir()
    (devices / f"{os.major(numbers)}:{os.minor(numbers)}").symlink_to(named)
    return devices


@pytest.mark.parametrize("partition", [True, False])
@pytest.mark.parametrize(("removable", "expected"), [("1", True), ("0", False)])
def test_a_disk_that_stays_is_no_stick(
    tmp_path: Path, removable: str, *, expected: bool, partition: bool
) -> None:
    devices = _disk(tmp_path, tmp_path, removable, partition=partition)
    assert is_stick(tmp_path, devices) is expected


def test_what_nobody_knows_is_no_stick_unless_a_person_marked_it(tmp_path: Path) -> None:
    assert not is_stick(tmp_path, tmp_path / "none")
    (tmp_path / MARKER).touch()
    assert is_stick(tmp_path, tmp_path / "none")
