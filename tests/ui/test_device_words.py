"""What is said of the device: every notice has words, the grave ones a place on the strip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos_app.ports.replica import DeviceNotice
from tests.ui.test_shell_presenter import SENT
from ui.device_words import device_matters


def test_a_device_that_is_well_says_nothing() -> None:
    assert device_matters(SENT) == ()


@pytest.mark.parametrize("notice", list(DeviceNotice))
def test_each_notice_says_what_it_is_and_what_to_do(notice: DeviceNotice) -> None:
    (matter,) = device_matters(replace(SENT, notices=frozenset({notice})))
    assert matter.key == notice.value
    assert matter.what.endswith((".", ")."))
    assert len(matter.what.split()) <= 9
    assert matter.to_do.endswith(".")


def test_the_gravest_comes_first_and_what_can_wait_is_not_grave() -> None:
    status = replace(
        SENT, refused_by_centre=True, second_copy_failed=True, notices=frozenset(DeviceNotice)
    )
    matters = device_matters(status)
    assert [matter.key for matter in matters if matter.is_grave] == [
        "refused",
        "journal_damaged",
        "disk_short",
        "clock_off",
    ]
    assert [matter.is_grave for matter in matters] == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("off_s", "words"),
    [
        (121, "Clock is 2 minutes off."),
        (840, "Clock is 14 minutes off."),
        (3 * 3600, "Clock is 3 hours off."),
        (400 * 86_400, "Clock is 400 days off."),
    ],
)
def test_a_clock_is_off_by_what_a_person_can_grasp(off_s: int, words: str) -> None:
    status = replace(SENT, notices=frozenset({DeviceNotice.CLOCK_OFF}), clock_off_s=off_s)
    assert device_matters(status)[0].what == words


def test_a_short_disk_says_what_is_left() -> None:
    status = replace(
        SENT, notices=frozenset({DeviceNotice.DISK_SHORT}), room_left_bytes=180_000_000
    )
    assert device_matters(status)[0].text == (
        "This device is nearly full (180 MB left). Sales are safe. Call head office today."
    )
