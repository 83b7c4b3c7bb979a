"""How long a person waits, and which date a day bears."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.clock import TimeReading
from pos_app.domain.ids import BusinessDate
from pos_app.domain.operator import (
    LOCK_SECONDS_MAX,
    PERMISSIONS,
    Permission,
    Role,
    WrongPins,
    lock_seconds,
)
from pos_app.domain.till import next_business_date

DATES = st.dates(max_value=date(9999, 12, 30)).map(lambda day: BusinessDate(day.isoformat()))


def test_a_wait_grows_and_ends_at_an_hour() -> None:
    waits = [lock_seconds(failures) for failures in range(100)]
    assert waits[:5] == [0, 0, 0, 30, 60]
    assert waits == sorted(waits)
    assert waits[-1] == LOCK_SECONDS_MAX


@given(st.integers(-(10**16), 10**16), st.integers(0, 10**6))
def test_within_one_boot_no_setting_of_the_clock_changes_a_wait(set_us: int, passed: int) -> None:
    wrong = WrongPins(9, TimeReading(10**15, 0, "boot", None))
    now = TimeReading(10**15 + set_us, passed * 10**9, "boot", None)
    assert wrong.seconds_left(now) == max(lock_seconds(9) - passed, 0)


@given(st.integers(0, 10**15))
def test_a_clock_set_back_over_a_boot_shortens_nothing(back_us: int) -> None:
    wrong = WrongPins(9, TimeReading(10**15, 0, "boot", None))
    now = TimeReading(10**15 - back_us, 0, "next boot", None)
    assert wrong.seconds_left(now) == lock_seconds(9)


def test_only_a_manager_may_everything_and_a_picker_sells_nothing() -> None:
    everything = {role for role in Role if PERMISSIONS[role] == frozenset(Permission)}
    assert everything == {Role.MANAGER}
    assert Permission.SELL not in PERMISSIONS[Role.PICKER]
    assert set(PERMISSIONS) == set(Role)


@given(DATES, DATES)
def test_no_date_is_opened_twice_and_none_goes_back(today: str, closed: str) -> None:
    following = next_business_date(BusinessDate(today), BusinessDate(closed))
    assert following > closed
    assert following >= today
    assert next_business_date(BusinessDate(today), None) == today
