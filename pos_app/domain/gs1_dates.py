"""GS1 dates knows which day the six digits YYMMDD of a code mean; day 00 is the last of its month."""

from __future__ import annotations

from datetime import date, timedelta

# Any century does to ask whether a day exists: of those that a code can mean, each fourth year is a leap year.
_SOME_CENTURY = 2000
_MONTHS = range(1, 13)
_CENTURY = 100
# GS1 General Specifications 7.12: a year is at most 49 years ahead and 50 years back.
_YEARS_AHEAD_MAX = 49


def is_date(digits: str) -> bool:
    """True for a day that the calendar has."""
    year, month, day = _parts(digits)
    return month in _MONTHS and 1 <= day <= _end_of_month(_SOME_CENTURY + year, month).day


def is_date_or_month(digits: str) -> bool:
    """True for a day or, with 00 in its place, for a whole month."""
    return is_date(digits) or (digits.endswith("00") and is_date(digits[:4] + "01"))


def date_of(digits: str, today: date) -> date:
    """The day that a valid YYMMDD means, in the century that is nearest to today."""
    year, month, day = _parts(digits)
    year += today.year // _CENTURY * _CENTURY
    if year - today.year > _YEARS_AHEAD_MAX:
        year -= _CENTURY
    elif year - today.year < _YEARS_AHEAD_MAX + 1 - _CENTURY:
        year += _CENTURY
    return date(year, month, day) if day else _end_of_month(year, month)


def date_digits(day: date) -> str:
    """YYMMDD of a day; `date_of` reads it back."""
    return day.strftime("%y%m%d")


def _end_of_month(year: int, month: int) -> date:
    # four days after the 28th are in the next month, whichever month it is
    in_next = date(year, month, 28) + timedelta(days=4)
    return in_next - timedelta(days=in_next.day)


def _parts(digits: str) -> tuple[int, int, int]:
    return int(digits[:2]), int(digits[2:4]), int(digits[4:6])
