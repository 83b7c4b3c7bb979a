"""A folder is no stick: only what is mounted can be carried away."""

from pathlib import Path

from pos_app.files.usb_stick import usb_sticks


def test_a_folder_that_nothing_is_mounted_on_is_no_stick(tmp_path: Path) -> None:
    (tmp_path / "anna" / "STICK").mkdir(parents=True)
    assert usb_sticks((tmp_path,)) == ()


def test_a_machine_without_such_places_has_none(tmp_path: Path) -> None:
    assert usb_sticks((tmp_path / "media",)) == ()
