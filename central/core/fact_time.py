"""Fact time knows when a fact happened by the centre's clock, whatever the clock of its device said."""

from __future__ import annotations

from pos_app.domain.facts import Fact

# The last second that has a date with a year of four digits.
_LAST_US = 253_402_300_799_000_000


def at_us(wall_us: int, centre_offset_ms: int | None) -> int:
    """A reading as microseconds UTC; what is before 1970 or beyond the year 9999 is taken for the nearest of both."""
    return min(max(0, wall_us + (centre_offset_ms or 0) * 1_000), _LAST_US)


def happened_us(fact: Fact) -> int:
    """The time of a fact by the centre's clock, microseconds UTC."""
    return at_us(fact.time.wall_us, fact.time.centre_offset_ms)
