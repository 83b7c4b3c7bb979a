"""The page of dangers explains every number that the code names, and the places that it names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sync.md").read_text(encoding="utf-8")
FOLDERS = ("pos_app", "ui", "sync", "central", "tests")
NAMED = re.compile(r"SYNC ((?:T\d+(?:, )?)+)")


def test_every_danger_that_the_code_names_is_explained() -> None:
    explained = set(re.findall(r"^\| (T\d+) \|", PAGE, re.MULTILINE))
    named = {
        number
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        for numbers in NAMED.findall(path.read_text(encoding="utf-8"))
        for number in re.findall(r"T\d+", numbers)
    }
    assert named <= explained


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`([a-z_]+/[\w/]+\.py)`", PAGE))))
def test_what_is_done_about_it_is_there(place: str) -> None:
    assert (ROOT / place).is_file()
