"""Whoever used this device last comes first, and a broken file costs nothing."""

from pathlib import Path

from pos_app.domain.ids import OperatorNumber
from pos_app.files.recent_people import FILE, KEPT, RecentPeople

ANNA, BEN = OperatorNumber("11"), OperatorNumber("12")


def test_the_last_one_comes_first_also_after_a_restart(tmp_path: Path) -> None:
    people = RecentPeople(tmp_path)
    for number in (ANNA, BEN, ANNA):
        people.used_by(number)
    assert RecentPeople(tmp_path).latest_first() == (ANNA, BEN)


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    people = RecentPeople(tmp_path)
    for number in range(KEPT + 5):
        people.used_by(OperatorNumber(str(number)))
    assert len(people.latest_first()) == KEPT
    assert people.latest_first()[0] == str(KEPT + 4)


def test_what_cannot_be_read_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{half a file")
    people = RecentPeople(tmp_path)
    assert people.latest_first() == ()
    people.used_by(BEN)
    assert people.latest_first() == (BEN,)
